-- SPDX-License-Identifier: Apache-2.0
--
-- Every statement that gives collections gives the same columns, which collection_read()
-- of lib/store/collection.c expects; $1 is the one who looks, '' for nobody. Lists repeat
-- rule/visibility.h in SQL, because a page must be full before anybody can decide.

-- name: collection_insert
INSERT INTO collection (id, account_id, state, visibility, document, made_with_id, made_with_version, template_id,
                        version, created_us, updated_us, posted_us, trend, consent)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9, $10, $11, $12);

-- name: collection_update
UPDATE collection SET state = $2, visibility = $3, document = $4, template_id = $5, updated_us = $6, posted_us = $7,
                      trend = $8, consent = $9, is_hidden = $10, version = version + 1
WHERE id = $1;

-- name: collection_ids_of_account
SELECT id FROM collection WHERE account_id = $1 ORDER BY id;

-- name: collection_ids_after
SELECT id FROM collection WHERE id > $1 ORDER BY id LIMIT $2;

-- name: collection_delete_of_account
DELETE FROM collection WHERE account_id = $1;

-- name: collection_delete
DELETE FROM collection WHERE id = $1;

-- name: collection_get
SELECT c.id, c.account_id, a.handle, a.name, c.state, c.visibility, c.document, c.made_with_id, c.made_with_version,
       CASE WHEN t.state = 'active' THEN t.id ELSE NULL END, c.template_id, c.version, c.created_us, c.updated_us,
       c.posted_us, f.up_count, f.down_count, COALESCE(r.value, 0),
       CASE WHEN w.follower_id IS NULL THEN 0 ELSE 1 END, c.trend, c.is_hidden,
       c.is_removed
FROM collection c
JOIN account a ON a.id = c.account_id
JOIN fact f ON f.collection_id = c.id
LEFT JOIN template t ON t.id = c.template_id
LEFT JOIN rating r ON r.collection_id = c.id AND r.account_id = $1
LEFT JOIN follow w ON w.follower_id = $1 AND w.followed_id = c.account_id
WHERE c.id = $2;

-- name: collection_feed_newest
SELECT c.id, c.account_id, a.handle, a.name, c.state, c.visibility, c.document, c.made_with_id, c.made_with_version,
       CASE WHEN t.state = 'active' THEN t.id ELSE NULL END, c.template_id, c.version, c.created_us, c.updated_us,
       c.posted_us, f.up_count, f.down_count, COALESCE(r.value, 0),
       CASE WHEN w.follower_id IS NULL THEN 0 ELSE 1 END, c.trend, c.is_hidden,
       c.is_removed
FROM collection c
JOIN account a ON a.id = c.account_id
JOIN fact f ON f.collection_id = c.id
LEFT JOIN template t ON t.id = c.template_id
LEFT JOIN rating r ON r.collection_id = c.id AND r.account_id = $1
LEFT JOIN follow w ON w.follower_id = $1 AND w.followed_id = c.account_id
WHERE c.state = 'posted' AND c.visibility IN ('public', 'followers')
  AND (c.visibility = 'public' OR w.follower_id IS NOT NULL OR c.account_id = $1)
  AND ((c.is_hidden = 0 AND c.is_removed = 0) OR c.account_id = $1)
  AND (c.posted_us, c.id) < ($2, $3)
ORDER BY c.posted_us DESC, c.id DESC
LIMIT $4;

-- name: collection_feed_following
SELECT c.id, c.account_id, a.handle, a.name, c.state, c.visibility, c.document, c.made_with_id, c.made_with_version,
       CASE WHEN t.state = 'active' THEN t.id ELSE NULL END, c.template_id, c.version, c.created_us, c.updated_us,
       c.posted_us, f.up_count, f.down_count, COALESCE(r.value, 0),
       CASE WHEN w.follower_id IS NULL THEN 0 ELSE 1 END, c.trend, c.is_hidden,
       c.is_removed
FROM collection c
JOIN account a ON a.id = c.account_id
JOIN fact f ON f.collection_id = c.id
JOIN follow w ON w.follower_id = $1 AND w.followed_id = c.account_id
LEFT JOIN template t ON t.id = c.template_id
LEFT JOIN rating r ON r.collection_id = c.id AND r.account_id = $1
WHERE c.state = 'posted' AND c.visibility IN ('public', 'followers') AND c.is_hidden = 0
  AND c.is_removed = 0
  AND (c.posted_us, c.id) < ($2, $3)
ORDER BY c.posted_us DESC, c.id DESC
LIMIT $4;

-- name: collection_feed_trending
SELECT c.id, c.account_id, a.handle, a.name, c.state, c.visibility, c.document, c.made_with_id, c.made_with_version,
       CASE WHEN t.state = 'active' THEN t.id ELSE NULL END, c.template_id, c.version, c.created_us, c.updated_us,
       c.posted_us, f.up_count, f.down_count, COALESCE(r.value, 0),
       CASE WHEN w.follower_id IS NULL THEN 0 ELSE 1 END, c.trend, c.is_hidden,
       c.is_removed
FROM collection c
JOIN account a ON a.id = c.account_id
JOIN fact f ON f.collection_id = c.id
LEFT JOIN template t ON t.id = c.template_id
LEFT JOIN rating r ON r.collection_id = c.id AND r.account_id = $1
LEFT JOIN follow w ON w.follower_id = $1 AND w.followed_id = c.account_id
WHERE c.state = 'posted' AND c.visibility = 'public'
  AND ((c.is_hidden = 0 AND c.is_removed = 0) OR c.account_id = $1)
  AND (c.trend, c.id) < ($2, $3)
ORDER BY c.trend DESC, c.id DESC
LIMIT $4;

-- name: collection_of_account
SELECT c.id, c.account_id, a.handle, a.name, c.state, c.visibility, c.document, c.made_with_id, c.made_with_version,
       CASE WHEN t.state = 'active' THEN t.id ELSE NULL END, c.template_id, c.version, c.created_us, c.updated_us,
       c.posted_us, f.up_count, f.down_count, COALESCE(r.value, 0),
       CASE WHEN w.follower_id IS NULL THEN 0 ELSE 1 END, c.trend, c.is_hidden,
       c.is_removed
FROM collection c
JOIN account a ON a.id = c.account_id
JOIN fact f ON f.collection_id = c.id
LEFT JOIN template t ON t.id = c.template_id
LEFT JOIN rating r ON r.collection_id = c.id AND r.account_id = $1
LEFT JOIN follow w ON w.follower_id = $1 AND w.followed_id = c.account_id
WHERE c.account_id = $5
  AND (c.account_id = $1
       OR (c.state = 'posted' AND (CAST($6 AS BIGINT) = 1
                                   OR (c.is_hidden = 0 AND c.is_removed = 0
                                       AND (c.visibility = 'public'
                                            OR (c.visibility = 'followers' AND w.follower_id IS NOT NULL))))))
  AND (c.created_us, c.id) < ($2, $3)
ORDER BY c.created_us DESC, c.id DESC
LIMIT $4;

-- name: collection_of_template
SELECT c.id, c.account_id, a.handle, a.name, c.state, c.visibility, c.document, c.made_with_id, c.made_with_version,
       CASE WHEN t.state = 'active' THEN t.id ELSE NULL END, c.template_id, c.version, c.created_us, c.updated_us,
       c.posted_us, f.up_count, f.down_count, COALESCE(r.value, 0),
       CASE WHEN w.follower_id IS NULL THEN 0 ELSE 1 END, c.trend, c.is_hidden,
       c.is_removed
FROM collection c
JOIN account a ON a.id = c.account_id
JOIN fact f ON f.collection_id = c.id
LEFT JOIN template t ON t.id = c.template_id
LEFT JOIN rating r ON r.collection_id = c.id AND r.account_id = $1
LEFT JOIN follow w ON w.follower_id = $1 AND w.followed_id = c.account_id
WHERE c.made_with_id = $5
  AND (c.account_id = $1
       OR (c.state = 'posted'
           AND (CAST($6 AS BIGINT) = 1
                OR (c.is_hidden = 0 AND c.is_removed = 0
                    AND (c.visibility = 'public' OR (c.visibility = 'followers' AND w.follower_id IS NOT NULL))))))
  AND (c.posted_us, c.id) < ($2, $3)
ORDER BY c.posted_us DESC, c.id DESC
LIMIT $4;

-- By which takedown, the first of those that stand.
-- name: collection_removal
SELECT t.reason, t.note, t.created_us
FROM takedown_mark m JOIN takedown t ON t.id = m.takedown_id
WHERE m.collection_id = $1 AND m.kind = 'remove'
ORDER BY t.created_us, t.id
LIMIT 1;

-- name: collection_image_insert
INSERT INTO collection_image (collection_id, image, media_id, reference_collection_id, reference_image, box_width,
                              box_height, is_replaced, is_hiding, is_dropped)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: collection_image_list
SELECT i.image, i.media_id, i.reference_collection_id, i.reference_image, i.box_width, i.box_height, m.sha256,
       i.is_replaced, i.is_hiding, i.is_dropped, m.width, m.height
FROM collection_image i JOIN media m ON m.id = i.media_id
WHERE i.collection_id = $1
ORDER BY i.image;

-- name: collection_image_delete
DELETE FROM collection_image WHERE collection_id = $1;

-- name: collection_media_insert
INSERT INTO collection_media (collection_id, media_id) VALUES ($1, $2) ON CONFLICT (collection_id, media_id) DO NOTHING;

-- name: collection_media_delete
DELETE FROM collection_media WHERE collection_id = $1;

-- name: collection_attach_template
UPDATE collection SET template_id = $2 WHERE id = $1;

-- name: collection_set_trend
UPDATE collection SET trend = $2 WHERE id = $1;
