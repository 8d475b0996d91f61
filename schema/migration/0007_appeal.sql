-- SPDX-License-Identifier: Apache-2.0
-- What a creator says against a takedown of her collection.

-- decider_id: no foreign key, as moderator_id of takedown.
CREATE TABLE appeal (
    id TEXT PRIMARY KEY,
    takedown_id TEXT NOT NULL REFERENCES takedown (id),
    collection_id TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
    decider_id TEXT,
    note TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    decided_us BIGINT NOT NULL
);
CREATE UNIQUE INDEX appeal_open ON appeal (takedown_id, collection_id) WHERE state = 'open';
CREATE INDEX appeal_collection ON appeal (collection_id);
CREATE INDEX appeal_created ON appeal (created_us, id);
CREATE INDEX account_role ON account (role) WHERE role <> 'member';
