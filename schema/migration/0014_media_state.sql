-- SPDX-License-Identifier: Apache-2.0
-- What becomes of a file is told from the moment it is whole.

-- promised_id: the id of the media that the upload becomes, from when it is whole; sha256 comes with it.
-- retry_us: when to look at it again where the machine failed; attempts: how often it has failed.
-- refusal_detail: the sentence that goes with refusal.
ALTER TABLE upload ADD COLUMN promised_id TEXT;
ALTER TABLE upload ADD COLUMN sha256 TEXT;
ALTER TABLE upload ADD COLUMN retry_us BIGINT NOT NULL DEFAULT 0;
ALTER TABLE upload ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE upload ADD COLUMN refusal_detail TEXT;
CREATE INDEX upload_promised ON upload (promised_id);
CREATE INDEX upload_sha256 ON upload (account_id, sha256);
CREATE INDEX upload_retry ON upload (retry_us) WHERE promised_id IS NOT NULL AND media_id IS NULL AND refusal IS NULL;

-- Where a photo was taken, as "latitude longitude" in degrees; only where its owner asked to keep it.
ALTER TABLE media ADD COLUMN place TEXT;
