-- SPDX-License-Identifier: Apache-2.0

-- name: session_insert
INSERT INTO session (token_hash, account_id, created_us, expires_us) VALUES ($1, $2, $3, $4)
ON CONFLICT (token_hash) DO NOTHING;

-- name: session_account
SELECT a.id, a.handle, a.name, a.bio, a.role, a.version, a.created_us, a.updated_us, a.consent
FROM session s JOIN account a ON a.id = s.account_id
WHERE s.token_hash = $1 AND s.expires_us > $2;

-- name: session_expires
SELECT expires_us FROM session WHERE token_hash = $1;

-- name: session_delete
DELETE FROM session WHERE token_hash = $1;

-- name: session_delete_others
DELETE FROM session WHERE account_id = $1 AND token_hash <> $2;

-- name: session_delete_expired
DELETE FROM session WHERE expires_us <= $1;
