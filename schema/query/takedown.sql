-- SPDX-License-Identifier: Apache-2.0
--
-- A takedown stands until it is restored. Which collections it changed, and how, are its
-- marks; is_removed, is_hidden and is_dropped follow from all marks that there are, so that
-- what two takedowns did needs both to be undone, and what something else did stays.

-- name: takedown_insert
INSERT INTO takedown (id, collection_id, moderator_id, reason, note, effect, created_us, restored_us)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0);

-- The one of this collection itself that stands.
-- name: takedown_standing
SELECT t.id, t.collection_id, t.moderator_id, t.reason, t.note, t.effect, t.created_us
FROM takedown t
WHERE t.collection_id = $1 AND t.restored_us = 0;

-- The newest of another collection that changed this one; one that removed it first.
-- name: takedown_touching
SELECT t.id, t.collection_id, t.moderator_id, t.reason, t.note, t.effect, t.created_us
FROM takedown_mark m JOIN takedown t ON t.id = m.takedown_id
WHERE m.collection_id = $1 AND t.collection_id <> $1
ORDER BY CASE WHEN m.kind = 'remove' THEN 0 ELSE 1 END, t.created_us DESC, t.id DESC
LIMIT 1;

-- name: takedown_get
SELECT t.id, t.collection_id, t.moderator_id, t.reason, t.note, t.effect, t.created_us FROM takedown t WHERE t.id = $1;

-- name: takedown_restore
UPDATE takedown SET restored_us = $2 WHERE id = $1 AND restored_us = 0;

-- All that was made from a collection by its template or with its images, through any depth,
-- drafts included, and it itself: at most $2, as in lineage.sql.
-- name: takedown_reach
WITH RECURSIVE walk (id) AS NOT MATERIALIZED (
    SELECT CAST($1 AS TEXT)
    UNION
    SELECT COALESCE(c.id, i.collection_id)
    FROM walk w
    CROSS JOIN (SELECT CAST(0 AS BIGINT) AS relation UNION ALL SELECT CAST(1 AS BIGINT)) k
    LEFT JOIN template t ON k.relation = 0 AND t.collection_id = w.id
    LEFT JOIN collection c ON c.made_with_id = t.id
    LEFT JOIN collection_image i ON k.relation = 1 AND i.reference_collection_id = w.id
    WHERE COALESCE(c.id, i.collection_id) IS NOT NULL
),
reached (id) AS MATERIALIZED (SELECT id FROM walk LIMIT $2)
SELECT c.id, c.account_id, a.handle, a.name, c.state,
       CASE WHEN EXISTS (SELECT 1 FROM collection_image i
                         WHERE i.collection_id = c.id AND i.reference_collection_id = $1) THEN 1 ELSE 0 END,
       (SELECT t.id FROM template t WHERE t.collection_id = c.id AND t.state = 'active'),
       NULL
FROM reached r
JOIN collection c ON c.id = r.id
JOIN account a ON a.id = c.account_id
ORDER BY CASE WHEN c.id = $1 THEN 0 ELSE 1 END, c.created_us DESC, c.id DESC;

-- The same of what shows its images by reference.
-- name: takedown_showing
SELECT c.id, c.account_id, a.handle, a.name, c.state, CASE WHEN c.id = $1 THEN 0 ELSE 1 END,
       (SELECT t.id FROM template t WHERE t.collection_id = c.id AND t.state = 'active'),
       NULL
FROM collection c
JOIN account a ON a.id = c.account_id
WHERE c.id = $1 OR c.id IN (SELECT i.collection_id FROM collection_image i WHERE i.reference_collection_id = $1)
ORDER BY CASE WHEN c.id = $1 THEN 0 ELSE 1 END, c.created_us DESC, c.id DESC
LIMIT $2;

-- What a takedown changed, in the same columns; $2: only this collection, '' for all.
-- name: takedown_marked
SELECT c.id, c.account_id, a.handle, a.name, c.state, 0,
       (SELECT t.id FROM template t
        WHERE t.collection_id = c.id AND t.state = 'withdrawn'
          AND EXISTS (SELECT 1 FROM takedown_mark o
                      WHERE o.collection_id = c.id AND o.takedown_id = $1 AND o.kind = 'template')
          AND NOT EXISTS (SELECT 1 FROM takedown_mark o
                          WHERE o.collection_id = c.id AND o.takedown_id <> $1 AND o.kind = 'template')),
       m.kind
FROM takedown_mark m
JOIN collection c ON c.id = m.collection_id
JOIN account a ON a.id = c.account_id
WHERE m.takedown_id = $1 AND m.kind <> 'template' AND (CAST($2 AS TEXT) = '' OR m.collection_id = $2)
ORDER BY c.created_us DESC, c.id DESC;

-- name: takedown_mark_insert
INSERT INTO takedown_mark (takedown_id, collection_id, kind) VALUES ($1, $2, $3)
ON CONFLICT (takedown_id, collection_id, kind) DO NOTHING;

-- A template that can be called, or that another takedown withdrew: not what somebody else
-- withdrew.
-- name: takedown_mark_template
INSERT INTO takedown_mark (takedown_id, collection_id, kind)
SELECT $1, t.collection_id, 'template'
FROM template t
WHERE t.collection_id = $2
  AND (t.state = 'active'
       OR EXISTS (SELECT 1 FROM takedown_mark m WHERE m.collection_id = $2 AND m.kind = 'template'))
ON CONFLICT (takedown_id, collection_id, kind) DO NOTHING;

-- name: takedown_mark_delete_template
DELETE FROM takedown_mark WHERE takedown_id = $1 AND collection_id = $2 AND kind = 'template';

-- name: takedown_mark_delete
DELETE FROM takedown_mark WHERE takedown_id = $1 AND collection_id = $2;

-- name: takedown_withdraw_template
UPDATE template SET state = 'withdrawn', withdrawn_by = 'takedown'
WHERE collection_id = $1
  AND EXISTS (SELECT 1 FROM takedown_mark m WHERE m.collection_id = $1 AND m.kind = 'template');

-- name: takedown_give_template_back
UPDATE template SET state = 'active', withdrawn_by = NULL
WHERE collection_id = $1
  AND NOT EXISTS (SELECT 1 FROM takedown_mark m WHERE m.collection_id = $1 AND m.kind = 'template');

-- name: takedown_settle_collection
UPDATE collection
SET is_removed = CASE WHEN EXISTS (SELECT 1 FROM takedown_mark m
                                   WHERE m.collection_id = $1 AND m.kind = 'remove') THEN 1 ELSE 0 END,
    is_hidden = CASE WHEN EXISTS (SELECT 1 FROM takedown_mark m
                                  WHERE m.collection_id = $1 AND m.kind = 'hide') THEN 1
                     WHEN EXISTS (SELECT 1 FROM collection_image i
                                  WHERE i.collection_id = $1 AND i.is_hiding = 1) THEN 1
                     ELSE 0 END,
    version = version + 1
WHERE id = $1;

-- name: takedown_settle_images
UPDATE collection_image
SET is_dropped = CASE WHEN EXISTS (SELECT 1 FROM takedown_mark m
                                   JOIN takedown t ON t.id = m.takedown_id
                                   WHERE m.collection_id = $1 AND m.kind = 'drop'
                                     AND t.collection_id = collection_image.reference_collection_id) THEN 1
                      ELSE 0 END
WHERE collection_id = $1 AND reference_collection_id IS NOT NULL;

-- name: takedown_hides
SELECT 1 FROM takedown_mark WHERE collection_id = $1 AND kind = 'hide' LIMIT 1;

-- name: takedown_state
SELECT c.is_removed, c.is_hidden,
       (SELECT COUNT(*) FROM collection_image i WHERE i.collection_id = c.id AND i.is_dropped = 1),
       (SELECT t.state FROM template t WHERE t.collection_id = c.id)
FROM collection c
WHERE c.id = $1;
