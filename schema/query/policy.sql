-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give policies give the same columns, which policy_row_read() of
-- lib/store/policy.c expects.

-- name: policy_newest
SELECT version, document, created_us, handle, note FROM policy ORDER BY version DESC LIMIT 1;

-- name: policy_newest_version
SELECT version, created_us FROM policy ORDER BY version DESC LIMIT 1;

-- name: policy_get
SELECT version, document, created_us, handle, note FROM policy WHERE version = $1;

-- name: policy_list
SELECT version, document, created_us, handle, note FROM policy WHERE version < $1 ORDER BY version DESC LIMIT $2;

-- name: policy_insert
INSERT INTO policy (version, document, created_us, account_id, handle, note) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (version) DO NOTHING;

-- name: policy_author
SELECT account_id FROM policy WHERE version = $1;

-- name: policy_sweep_start
INSERT INTO policy_sweep (id, version, after_id, looked_at, gained, lost, started_us, finished_us)
VALUES (1, $1, '', 0, 0, 0, $2, 0)
ON CONFLICT (id) DO UPDATE
SET version = excluded.version, after_id = '', looked_at = 0, gained = 0, lost = 0, started_us = excluded.started_us,
    finished_us = 0;

-- name: policy_sweep_get
SELECT version, after_id, looked_at, gained, lost, started_us, finished_us FROM policy_sweep WHERE id = 1;

-- Only by who saw where it was: another daemon may have been first.
-- name: policy_sweep_step
UPDATE policy_sweep
SET after_id = $3, looked_at = looked_at + $4, gained = gained + $5, lost = lost + $6, finished_us = $7
WHERE id = 1 AND version = $1 AND after_id = $2 AND finished_us = 0;
