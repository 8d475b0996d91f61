-- SPDX-License-Identifier: Apache-2.0

-- name: idempotency_get
SELECT fingerprint, status, location, version, body FROM idempotency WHERE scope = $1 AND idempotency_key = $2;

-- name: idempotency_insert
INSERT INTO idempotency (scope, idempotency_key, fingerprint, status, location, version, body, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: idempotency_delete_old
DELETE FROM idempotency WHERE created_us < $1;
