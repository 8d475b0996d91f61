-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give events give the same columns, which event_read() expects.

-- name: event_next_id
UPDATE counter SET value = value + 1 WHERE name = 'event' RETURNING value;

-- name: event_last_id
SELECT value FROM counter WHERE name = 'event';

-- name: event_insert
INSERT INTO event (id, account_id, actor_id, kind, subject, document, created_us)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: event_fold
DELETE FROM event WHERE subject = $1 AND kind = $2 AND account_id = $3;

-- name: event_after
SELECT e.id, e.account_id, e.actor_id, e.kind, e.subject, e.document, e.created_us
FROM event e
WHERE e.id > $2
  AND (e.account_id = $1
       OR (e.account_id IS NULL
           AND e.actor_id IN (SELECT f.followed_id FROM follow f WHERE f.follower_id = $1 AND f.created_us <= e.created_us)))
ORDER BY e.id
LIMIT $3;

-- name: event_all_after
SELECT e.id, e.account_id, e.actor_id, e.kind, e.subject, e.document, e.created_us
FROM event e
WHERE e.id > $1
ORDER BY e.id
LIMIT $2;

-- name: event_before
SELECT e.id, e.account_id, e.actor_id, e.kind, e.subject, e.document, e.created_us
FROM event e
WHERE e.id < $2
  AND (e.account_id = $1
       OR (e.account_id IS NULL
           AND e.actor_id IN (SELECT f.followed_id FROM follow f WHERE f.follower_id = $1 AND f.created_us <= e.created_us)))
ORDER BY e.id DESC
LIMIT $3;

-- name: event_delete_old
DELETE FROM event WHERE created_us < $1;

-- name: notification_mark_get
SELECT read_id FROM notification_mark WHERE account_id = $1;

-- name: notification_mark_put
INSERT INTO notification_mark (account_id, read_id) VALUES ($1, $2)
ON CONFLICT (account_id) DO UPDATE
SET read_id = CASE WHEN excluded.read_id > notification_mark.read_id THEN excluded.read_id
                   ELSE notification_mark.read_id END;
