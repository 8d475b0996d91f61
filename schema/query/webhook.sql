-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give webhooks give the same columns, which webhook_read() expects.

-- name: webhook_insert
INSERT INTO webhook (id, url, secret, kinds, after_id, created_us) VALUES ($1, $2, $3, $4, $5, $6);

-- name: webhook_count
SELECT CAST(COUNT(*) AS BIGINT) FROM webhook;

-- name: webhook_get
SELECT w.id, w.url, w.secret, w.kinds, w.after_id, w.created_us FROM webhook w WHERE w.id = $1;

-- name: webhook_list
SELECT w.id, w.url, w.secret, w.kinds, w.after_id, w.created_us
FROM webhook w
WHERE (w.created_us, w.id) < ($1, $2)
ORDER BY w.created_us DESC, w.id DESC
LIMIT $3;

-- name: webhook_delete
DELETE FROM webhook WHERE id = $1;

-- name: webhook_set_after
UPDATE webhook SET after_id = $2 WHERE id = $1 AND after_id < $2;

-- Whether there is an event that no deliveries were made for, or, among the first $2 due of a
-- webhook, a delivery that nobody has: just what a round would do something about.
-- name: webhook_has_work
SELECT 1
FROM webhook w
WHERE w.after_id < (SELECT c.value FROM counter c WHERE c.name = 'event')
   OR EXISTS (SELECT 1
              FROM (SELECT d.claimed_us FROM webhook_delivery d
                    WHERE d.webhook_id = w.id AND d.state = 'waiting' AND d.due_us <= $1
                    ORDER BY d.due_us, d.event_id
                    LIMIT $2) due
              WHERE due.claimed_us <= $1)
LIMIT 1;
