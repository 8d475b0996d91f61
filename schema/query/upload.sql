-- SPDX-License-Identifier: Apache-2.0

-- name: upload_insert
INSERT INTO upload (id, account_id, length_bytes, metadata, created_us, expires_us) VALUES ($1, $2, $3, $4, $5, $6);

-- name: upload_get
SELECT id, account_id, length_bytes, metadata, created_us, expires_us, media_id, refusal, promised_id, sha256, attempts,
       refusal_detail
FROM upload WHERE id = $1;

-- One that is still being looked at before one that was refused.
-- name: upload_of_promise
SELECT id, account_id, length_bytes, metadata, created_us, expires_us, media_id, refusal, promised_id, sha256, attempts,
       refusal_detail
FROM upload
WHERE promised_id = $1
ORDER BY CASE WHEN refusal IS NULL THEN 0 ELSE 1 END, id DESC
LIMIT 1;

-- The id under which the same file is being looked at already.
-- name: upload_promised_to
SELECT promised_id FROM upload
WHERE account_id = $1 AND sha256 = $2 AND promised_id IS NOT NULL AND media_id IS NULL AND refusal IS NULL
ORDER BY id
LIMIT 1;

-- name: upload_promise
UPDATE upload SET promised_id = $2, sha256 = $3, retry_us = $4 WHERE id = $1 AND media_id IS NULL AND refusal IS NULL;

-- name: upload_due
SELECT id FROM upload
WHERE promised_id IS NOT NULL AND media_id IS NULL AND refusal IS NULL AND retry_us <= $1
ORDER BY retry_us
LIMIT $2;

-- name: upload_put_off
UPDATE upload SET retry_us = $2, attempts = attempts + 1 WHERE id = $1 AND media_id IS NULL AND refusal IS NULL;

-- name: upload_count_open
SELECT COUNT(*) FROM upload WHERE account_id = $1 AND expires_us > $2 AND media_id IS NULL AND refusal IS NULL;

-- name: upload_finish
UPDATE upload SET media_id = $2, refusal = $3, refusal_detail = $4 WHERE id = $1 AND media_id IS NULL AND refusal IS NULL;

-- name: upload_delete
DELETE FROM upload WHERE id = $1;

-- name: upload_expired
SELECT id FROM upload
WHERE expires_us <= $1 AND (promised_id IS NULL OR media_id IS NOT NULL OR refusal IS NOT NULL)
ORDER BY expires_us
LIMIT $2;
