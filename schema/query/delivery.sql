-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give deliveries give the same columns, which delivery_read() expects.

-- name: delivery_insert
INSERT INTO webhook_delivery
    (id, webhook_id, event_id, kind, body, state, attempts, due_us, claimed_us, tried_us, status, error, created_us)
VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, 0, 0, 0, '', $6)
ON CONFLICT (webhook_id, event_id) DO NOTHING;

-- Those of the first $4 due that nobody has: what others have counts, so $4 is how many a
-- webhook gets at once, from all daemons together.
-- name: delivery_claim
UPDATE webhook_delivery
SET claimed_us = $3
WHERE id IN (SELECT d.id FROM webhook_delivery d
             WHERE d.webhook_id = $1 AND d.state = 'waiting' AND d.due_us <= $2
             ORDER BY d.due_us, d.event_id
             LIMIT $4)
  AND state = 'waiting' AND claimed_us <= $2
RETURNING id, webhook_id, event_id, kind, body, state, attempts, due_us, claimed_us, tried_us, status, error, created_us;

-- name: delivery_delivered
UPDATE webhook_delivery
SET state = 'delivered', attempts = attempts + 1, claimed_us = 0, tried_us = $3, status = $2, error = ''
WHERE id = $1 AND state = 'waiting';

-- Only by who has it still.
-- name: delivery_failed
UPDATE webhook_delivery
SET state = $3, attempts = attempts + 1, claimed_us = 0, tried_us = $4, due_us = $5, status = $6, error = $7
WHERE id = $1 AND state = 'waiting' AND claimed_us = $2;

-- name: delivery_release
UPDATE webhook_delivery SET claimed_us = 0 WHERE id = $1 AND state = 'waiting' AND claimed_us = $2;

-- name: delivery_list
SELECT d.id, d.webhook_id, d.event_id, d.kind, d.body, d.state, d.attempts, d.due_us, d.claimed_us, d.tried_us, d.status,
       d.error, d.created_us
FROM webhook_delivery d
WHERE d.webhook_id = $1 AND ($2 = 'all' OR d.state = $2) AND d.event_id < $3
ORDER BY d.event_id DESC
LIMIT $4;

-- name: delivery_get
SELECT d.id, d.webhook_id, d.event_id, d.kind, d.body, d.state, d.attempts, d.due_us, d.claimed_us, d.tried_us, d.status,
       d.error, d.created_us
FROM webhook_delivery d
WHERE d.webhook_id = $1 AND d.id = $2;

-- name: delivery_redeliver
UPDATE webhook_delivery
SET state = 'waiting', attempts = 0, claimed_us = 0, due_us = $2
WHERE id = $1 AND state <> 'waiting';

-- name: delivery_delete_old
DELETE FROM webhook_delivery WHERE created_us < $1 AND state <> 'waiting';
