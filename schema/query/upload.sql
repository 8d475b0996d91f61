-- SPDX-License-Identifier: Apache-2.0

-- name: upload_insert
INSERT INTO upload (id, account_id, length_bytes, metadata, created_us, expires_us) VALUES ($1, $2, $3, $4, $5, $6);

-- name: upload_get
SELECT id, account_id, length_bytes, metadata, created_us, expires_us, media_id, refusal FROM upload WHERE id = $1;

-- name: upload_count_open
SELECT COUNT(*) FROM upload WHERE account_id = $1 AND expires_us > $2 AND media_id IS NULL AND refusal IS NULL;

-- name: upload_finish
UPDATE upload SET media_id = $2, refusal = $3 WHERE id = $1 AND media_id IS NULL AND refusal IS NULL;

-- name: upload_delete
DELETE FROM upload WHERE id = $1;

-- name: upload_expired
SELECT id FROM upload WHERE expires_us <= $1 ORDER BY expires_us LIMIT $2;
