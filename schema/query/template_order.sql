-- SPDX-License-Identifier: Apache-2.0

-- name: template_order_get
SELECT rule, actor_handle, reason, note, created_us FROM template_order WHERE collection_id = $1;

-- name: template_order_put
INSERT INTO template_order (collection_id, rule, actor_handle, reason, note, created_us) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (collection_id) DO UPDATE
SET rule = excluded.rule, actor_handle = excluded.actor_handle, reason = excluded.reason, note = excluded.note,
    created_us = excluded.created_us;

-- name: template_order_delete
DELETE FROM template_order WHERE collection_id = $1;

-- name: template_order_withdraw
UPDATE template SET state = 'withdrawn', withdrawn_by = 'order' WHERE collection_id = $1 AND state = 'active';

-- What an order withdrew, and nothing else.
-- name: template_order_give_back
UPDATE template SET state = 'active', withdrawn_by = NULL WHERE collection_id = $1 AND withdrawn_by = 'order';
