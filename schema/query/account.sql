-- SPDX-License-Identifier: Apache-2.0

-- name: account_insert
INSERT INTO account (id, handle, name, bio, role, password, version, created_us, updated_us)
VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)
ON CONFLICT (handle) DO NOTHING;

-- name: account_get
SELECT id, handle, name, bio, role, version, created_us, updated_us, consent FROM account WHERE id = $1;

-- name: account_by_handle
SELECT id, handle, name, bio, role, version, created_us, updated_us, consent FROM account WHERE handle = $1;

-- name: account_password
SELECT id, password FROM account WHERE handle = $1;

-- name: account_counts
SELECT (SELECT COUNT(*) FROM follow WHERE followed_id = $1),
       (SELECT COUNT(*) FROM follow WHERE follower_id = $1),
       (SELECT COUNT(*) FROM collection WHERE account_id = $1 AND state = 'posted' AND visibility = 'public'
            AND is_hidden = 0 AND is_removed = 0);

-- name: account_update
UPDATE account SET name = $2, bio = $3, password = COALESCE($4, password), version = version + 1,
                   updated_us = $5, consent = $6
WHERE id = $1;

-- name: account_delete
DELETE FROM account WHERE id = $1;

-- name: account_ratings_take_back_up
UPDATE fact SET up_count = up_count - 1
WHERE collection_id IN (SELECT collection_id FROM rating WHERE account_id = $1 AND value = 1);

-- name: account_ratings_take_back_down
UPDATE fact SET down_count = down_count - 1
WHERE collection_id IN (SELECT collection_id FROM rating WHERE account_id = $1 AND value = -1);

-- name: account_templates_withdraw
UPDATE template SET state = 'withdrawn', withdrawn_by = 'deletion' WHERE account_id = $1;

-- name: follow_put
INSERT INTO follow (follower_id, followed_id, created_us) VALUES ($1, $2, $3)
ON CONFLICT (follower_id, followed_id) DO NOTHING;

-- name: follow_delete
DELETE FROM follow WHERE follower_id = $1 AND followed_id = $2;

-- name: follow_each_follower
SELECT follower_id FROM follow WHERE followed_id = $1;

-- name: follow_exists
SELECT 1 FROM follow WHERE follower_id = $1 AND followed_id = $2;
