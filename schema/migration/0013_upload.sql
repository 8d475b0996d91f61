-- SPDX-License-Identifier: Apache-2.0
-- Resumable uploads: how much of one there is, its file says.

-- metadata: as it came. media_id: what became of it, refusal: the type of the problem why nothing did; both NULL while it is unfinished.
CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    length_bytes BIGINT NOT NULL,
    metadata TEXT NOT NULL,
    created_us BIGINT NOT NULL,
    expires_us BIGINT NOT NULL,
    media_id TEXT,
    refusal TEXT
);
CREATE INDEX upload_account ON upload (account_id, expires_us);
CREATE INDEX upload_expires ON upload (expires_us);
