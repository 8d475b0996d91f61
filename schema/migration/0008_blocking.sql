-- SPDX-License-Identifier: Apache-2.0
-- Blocked pictures, withdrawn templates, orders over the preset conditions, watched words.

-- The perceptual hash (lib/rule/phash.h): 16 hexadecimal digits; NULL for sounds, for pictures that are too plain, and for what was
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

-- By what a template was withdrawn: only what moderators did can be undone by them.
ALTER TABLE template ADD COLUMN withdrawn_by TEXT CHECK (withdrawn_by IN ('deletion', 'takedown', 'moderator', 'order'));
UPDATE template SET withdrawn_by = 'deletion' WHERE state = 'withdrawn';

-- What a moderator ordered over the preset conditions: that a collection gets a template
-- whatever they say, or none.
CREATE TABLE template_order (
    collection_id TEXT PRIMARY KEY REFERENCES collection (id) ON DELETE CASCADE,
    rule TEXT NOT NULL CHECK (rule IN ('force', 'forbid')),
    actor_handle TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    created_us BIGINT NOT NULL
);

-- Words that are watched in what is posted. folded: by lib/rule/fold.h, as it is looked for; position: in the list as it was given.
CREATE TABLE word (
    position BIGINT PRIMARY KEY,
    word TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL CHECK (action IN ('report', 'refuse'))
);
-- The version of the list.
INSERT INTO counter (name, value) VALUES ('words', 1);
