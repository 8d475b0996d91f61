-- SPDX-License-Identifier: Apache-2.0
--
-- The lists give the same columns, which audit_read() expects; $1 is the action, '' for all.

-- name: audit_next_id
UPDATE counter SET value = value + 1 WHERE name = 'audit' RETURNING value;

-- name: audit_insert
INSERT INTO audit (id, actor_id, actor_handle, action, subject_kind, subject_id, reason, note, before, after, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: audit_list
SELECT a.id, a.actor_handle, a.action, a.subject_kind, a.subject_id, a.reason, a.note, a.before, a.after, a.created_us
FROM audit a
WHERE (CAST($1 AS TEXT) = '' OR a.action = $1) AND (CAST($2 AS TEXT) = '' OR a.actor_handle = $2) AND a.id < $3
ORDER BY a.id DESC
LIMIT $4;

-- The same of one subject, by its index.
-- name: audit_of_subject
SELECT a.id, a.actor_handle, a.action, a.subject_kind, a.subject_id, a.reason, a.note, a.before, a.after, a.created_us
FROM audit a
WHERE (CAST($1 AS TEXT) = '' OR a.action = $1) AND (CAST($2 AS TEXT) = '' OR a.actor_handle = $2) AND a.id < $3
  AND a.subject_id = $5
ORDER BY a.id DESC
LIMIT $4;
