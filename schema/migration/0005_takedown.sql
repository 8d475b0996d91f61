-- SPDX-License-Identifier: Apache-2.0
-- Taking collections down, with what was made from them, and undoing just that.

-- is_removed: it was taken down; only its creator and moderators see it. is_hidden may be a
-- takedown's doing, too. Both follow from takedown_mark.
ALTER TABLE collection ADD COLUMN is_removed SMALLINT NOT NULL DEFAULT 0;
-- The photo is of a collection that was taken down: a neutral picture is shown in its place.
ALTER TABLE collection_image ADD COLUMN is_dropped SMALLINT NOT NULL DEFAULT 0;

-- No foreign keys: it is remembered after the collection and the moderator are gone, so that
-- what it did to other collections can still be undone. restored_us: 0 while it stands.
CREATE TABLE takedown (
    id TEXT PRIMARY KEY,
    collection_id TEXT NOT NULL,
    moderator_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    effect TEXT NOT NULL CHECK (effect IN ('keep', 'drop_images', 'hide', 'remove')),
    created_us BIGINT NOT NULL,
    restored_us BIGINT NOT NULL
);
CREATE UNIQUE INDEX takedown_standing ON takedown (collection_id) WHERE restored_us = 0;

-- What a takedown that stands does to a collection: remove or hide it, drop the images that it
-- has of the one that was taken down, keep its template withdrawn.
CREATE TABLE takedown_mark (
    takedown_id TEXT NOT NULL REFERENCES takedown (id),
    collection_id TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('remove', 'hide', 'drop', 'template')),
    PRIMARY KEY (takedown_id, collection_id, kind)
);
CREATE INDEX takedown_mark_collection ON takedown_mark (collection_id, kind);
