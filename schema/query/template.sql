-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give templates give the same columns, which template_read() expects;
-- $1 is the version asked for, 0 for the newest.

-- name: template_insert
INSERT INTO template (id, collection_id, account_id, state, version, calls, uses, created_us)
VALUES ($1, $2, $3, 'active', 1, 0, 0, $4);

-- name: template_version_insert
INSERT INTO template_version (template_id, version, document, created_us) VALUES ($1, $2, $3, $4);

-- name: template_set_version
UPDATE template SET version = $2 WHERE id = $1;

-- name: template_call
SELECT t.id, v.version, t.collection_id, t.account_id, a.handle, a.name, t.state, t.calls, t.uses, t.created_us,
       v.created_us, v.document, COALESCE(c.is_removed, 0), t.withdrawn_by
FROM template t
JOIN template_version v ON v.template_id = t.id
                       AND v.version = CASE WHEN CAST($1 AS BIGINT) = 0 THEN t.version ELSE CAST($1 AS BIGINT) END
LEFT JOIN account a ON a.id = t.account_id
LEFT JOIN collection c ON c.id = t.collection_id
WHERE t.id = $2;

-- name: template_of_collection
SELECT t.id, v.version, t.collection_id, t.account_id, a.handle, a.name, t.state, t.calls, t.uses, t.created_us,
       v.created_us, v.document, COALESCE(c.is_removed, 0), t.withdrawn_by
FROM template t
JOIN template_version v ON v.template_id = t.id AND v.version = t.version
LEFT JOIN account a ON a.id = t.account_id
LEFT JOIN collection c ON c.id = t.collection_id
WHERE t.collection_id = $1;

-- name: template_list
SELECT t.id, v.version, t.collection_id, t.account_id, a.handle, a.name, t.state, t.calls, t.uses, t.created_us,
       v.created_us, v.document, COALESCE(c.is_removed, 0), t.withdrawn_by
FROM template t
JOIN template_version v ON v.template_id = t.id AND v.version = t.version
JOIN collection c ON c.id = t.collection_id AND c.state = 'posted' AND c.visibility = 'public' AND c.is_hidden = 0
                 AND c.is_removed = 0
LEFT JOIN account a ON a.id = t.account_id
WHERE t.state = 'active' AND (t.created_us, t.id) < ($1, $2)
ORDER BY t.created_us DESC, t.id DESC
LIMIT $3;

-- name: template_withdraw_of_collection
UPDATE template SET state = 'withdrawn', withdrawn_by = 'deletion' WHERE collection_id = $1;

-- name: template_set_withdrawn
UPDATE template SET state = CASE WHEN CAST($2 AS TEXT) IS NULL THEN 'active' ELSE 'withdrawn' END, withdrawn_by = $2
WHERE id = $1;

-- name: template_add_calls
UPDATE template SET calls = calls + $2 WHERE id = $1;

-- name: template_add_use
UPDATE template SET uses = uses + 1 WHERE id = $1;
