-- SPDX-License-Identifier: Apache-2.0
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
