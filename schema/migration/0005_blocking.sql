-- SPDX-License-Identifier: Apache-2.0
-- The perceptual hash of pictures (lib/rule/phash.h), and those that are blocked by it.

-- 16 hexadecimal digits; NULL for sounds, for pictures that are too plain, and for what was
-- uploaded before.
ALTER TABLE media ADD COLUMN phash TEXT;
CREATE INDEX media_phash ON media (phash, id) WHERE phash IS NOT NULL;

-- No foreign keys: a picture stays blocked when its media and the moderator are gone.
-- media_id: which one it was taken from, or NULL.
CREATE TABLE block (
    id TEXT PRIMARY KEY,
    phash TEXT NOT NULL UNIQUE,
    media_id TEXT,
    actor_handle TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE INDEX block_created ON block (created_us, id);
-- How often the list was added to: who looked it through knows whether that still holds.
INSERT INTO counter (name, value) VALUES ('block', 0);
