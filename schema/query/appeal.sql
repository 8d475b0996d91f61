-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give appeals give the same columns, which appeal_read() of
-- lib/store/appeal.c expects.

-- name: appeal_insert
INSERT INTO appeal (id, takedown_id, collection_id, text, state, note, created_us, decided_us)
VALUES ($1, $2, $3, $4, 'open', '', $5, 0)
ON CONFLICT (takedown_id, collection_id) WHERE state = 'open' DO NOTHING;

-- name: appeal_get
SELECT p.id, p.takedown_id, p.collection_id, p.text, p.state, p.note, p.created_us, p.decided_us, c.account_id,
       a.handle, a.name, t.reason, t.note, t.created_us, t.moderator_id, m.handle, d.handle
FROM appeal p
JOIN takedown t ON t.id = p.takedown_id
JOIN collection c ON c.id = p.collection_id
JOIN account a ON a.id = c.account_id
LEFT JOIN account m ON m.id = t.moderator_id
LEFT JOIN account d ON d.id = p.decider_id
WHERE p.id = $1;

-- name: appeal_of_takedown
SELECT p.id, p.takedown_id, p.collection_id, p.text, p.state, p.note, p.created_us, p.decided_us, c.account_id,
       a.handle, a.name, t.reason, t.note, t.created_us, t.moderator_id, m.handle, d.handle
FROM appeal p
JOIN takedown t ON t.id = p.takedown_id
JOIN collection c ON c.id = p.collection_id
JOIN account a ON a.id = c.account_id
LEFT JOIN account m ON m.id = t.moderator_id
LEFT JOIN account d ON d.id = p.decider_id
WHERE p.takedown_id = $1 AND p.collection_id = $2 AND p.state = 'open';

-- The oldest first: the place is a falling key. $1: 'open', 'decided', or '' for all.
-- name: appeal_list
SELECT p.id, p.takedown_id, p.collection_id, p.text, p.state, p.note, p.created_us, p.decided_us, c.account_id,
       a.handle, a.name, t.reason, t.note, t.created_us, t.moderator_id, m.handle, d.handle
FROM appeal p
JOIN takedown t ON t.id = p.takedown_id
JOIN collection c ON c.id = p.collection_id
JOIN account a ON a.id = c.account_id
LEFT JOIN account m ON m.id = t.moderator_id
LEFT JOIN account d ON d.id = p.decider_id
WHERE (CAST($1 AS TEXT) = '' OR $1 = CASE p.state WHEN 'open' THEN 'open' ELSE 'decided' END)
  AND (CAST(-p.created_us AS DOUBLE PRECISION), p.id) < (CAST($2 AS DOUBLE PRECISION), $3)
ORDER BY p.created_us, p.id DESC
LIMIT $4;

-- name: appeal_decide
UPDATE appeal SET state = $2, decider_id = $3, note = $4, decided_us = $5 WHERE id = $1 AND state = 'open';

-- name: appeal_other_judge
SELECT 1 FROM account WHERE role <> 'member' AND id <> $1 AND id <> $2 LIMIT 1;
