-- SPDX-License-Identifier: Apache-2.0
-- All that preset conditions look at (seed ¶0032, ¶0110), what they found, and policies that
-- are changed while the server runs.

-- version: by which rules the columns were filled, 0 for not at all (a draft; what was posted
-- before there were such columns is due below). posted_us: 0 for a draft. is_counted: it takes
-- part in what collections share. is_shared: it has rows in text_tally.
ALTER TABLE fact ADD COLUMN version SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
ALTER TABLE fact ADD COLUMN posted_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN images BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN texts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN stickers BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN filters BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN min_width BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN max_width BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN min_height BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN max_height BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN min_aspect_ratio DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN max_aspect_ratio DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN has_audio SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN has_location SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN is_second SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN is_counted SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN is_shared SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE fact ADD COLUMN topics TEXT NOT NULL DEFAULT '';
ALTER TABLE fact ADD COLUMN print BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN text_prints TEXT NOT NULL DEFAULT '';
ALTER TABLE fact ADD COLUMN words TEXT NOT NULL DEFAULT '';

-- A class of texts: equal ones, or similar ones, by rule/share.h. While one collection alone is
-- in it, only_id names it; from the second on they are in text_tally. later, creators: go up
-- and down with collections and creators; only their distance from a tally's means something.
CREATE TABLE text_class (
    id BIGINT NOT NULL PRIMARY KEY,
    scope SMALLINT NOT NULL,
    level SMALLINT NOT NULL,
    only_id TEXT,
    later BIGINT NOT NULL,
    creators BIGINT NOT NULL
) WITHOUT ROWID; -- only: sqlite
); -- only: postgres

-- A collection in a class. source_id: the collection with whose template it was made. block:
-- members that follow one another, in their order. later_off; creators_off, with that of the
-- block: the class's number less the later collections, and creators, of others; so one more
-- collection at the end changes the class alone, and not all before it. made, made_creators:
-- how many of them were made with this collection's own template, and how many creators made
-- all of theirs with it.
CREATE TABLE text_tally (
    class_id BIGINT NOT NULL,
    block BIGINT NOT NULL,
    posted_us BIGINT NOT NULL,
    collection_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    source_id TEXT,
    later_off BIGINT NOT NULL,
    creators_off BIGINT NOT NULL,
    made BIGINT NOT NULL,
    made_creators BIGINT NOT NULL
);
CREATE UNIQUE INDEX text_tally_place ON text_tally (class_id, block, posted_us, collection_id);
CREATE INDEX text_tally_collection ON text_tally (collection_id, class_id);
CREATE INDEX text_tally_account ON text_tally (class_id, account_id, posted_us, collection_id);
CREATE INDEX text_tally_later ON text_tally (class_id, later_off);
CREATE INDEX text_tally_made ON text_tally (class_id) WHERE made > 0;

CREATE TABLE text_block (
    class_id BIGINT NOT NULL,
    block BIGINT NOT NULL,
    members BIGINT NOT NULL,
    creators_off BIGINT NOT NULL,
    PRIMARY KEY (class_id, block)
) WITHOUT ROWID; -- only: sqlite
); -- only: postgres

-- The texts of collections, while a policy asks for similar ones: by which text each level's
-- class is measured (itself, where it is the first of its kind).
CREATE TABLE text_print (
    id BIGINT NOT NULL PRIMARY KEY,
    founder_1 BIGINT NOT NULL,
    founder_2 BIGINT NOT NULL,
    founder_3 BIGINT NOT NULL,
    founder_4 BIGINT NOT NULL,
    folded TEXT NOT NULL
) WITHOUT ROWID; -- only: sqlite
); -- only: postgres

-- Texts that share a key are worth comparing (rule/shingle.h).
CREATE TABLE text_band (
    band BIGINT NOT NULL,
    print BIGINT NOT NULL,
    PRIMARY KEY (band, print)
) WITHOUT ROWID; -- only: sqlite
); -- only: postgres

-- What is kept beside the equality of all texts together, as bits (lib/store/text_print.h); up
-- to which collection those posted before are in their classes ('~' for all).
CREATE TABLE text_keeping (
    id SMALLINT PRIMARY KEY CHECK (id = 1),
    kinds BIGINT NOT NULL,
    after_id TEXT NOT NULL
);
INSERT INTO text_keeping (id, kinds, after_id) VALUES (1, 0, '~');

ALTER TABLE policy ADD COLUMN account_id TEXT;
ALTER TABLE policy ADD COLUMN handle TEXT;
ALTER TABLE policy ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- What the policy in force found of a posted collection: outcome is made of bits
-- (lib/store/eligibility.h). The explanation is made when somebody asks.
DROP TABLE eligibility;
CREATE TABLE eligibility (
    collection_id TEXT PRIMARY KEY REFERENCES collection (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL,
    posted_us BIGINT NOT NULL,
    outcome BIGINT NOT NULL,
    nearness DOUBLE PRECISION NOT NULL,
    due_us BIGINT NOT NULL,
    evaluated_us BIGINT NOT NULL
);
CREATE INDEX eligibility_outcome ON eligibility (outcome, posted_us, collection_id);
CREATE INDEX eligibility_account ON eligibility (account_id, posted_us, collection_id);
CREATE INDEX eligibility_near ON eligibility (nearness, collection_id) WHERE nearness < 1;
CREATE INDEX eligibility_due ON eligibility (due_us) WHERE due_us > 0;

-- How many rows of eligibility have each outcome.
CREATE TABLE eligibility_count (
    outcome BIGINT PRIMARY KEY,
    collections BIGINT NOT NULL
);

-- Collections that are still to be looked at: why says for what.
CREATE TABLE evaluation_due (
    collection_id TEXT PRIMARY KEY REFERENCES collection (id) ON DELETE CASCADE,
    why TEXT NOT NULL CHECK (why IN ('facts', 'evaluate', 'template'))
);
INSERT INTO evaluation_due (collection_id, why) SELECT id, 'facts' FROM collection WHERE state = 'posted';

-- A new policy goes through all that is stored: how far it is.
CREATE TABLE policy_sweep (
    id SMALLINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL,
    after_id TEXT NOT NULL,
    looked_at BIGINT NOT NULL,
    gained BIGINT NOT NULL,
    lost BIGINT NOT NULL,
    started_us BIGINT NOT NULL,
    finished_us BIGINT NOT NULL
);
