-- SPDX-License-Identifier: Apache-2.0

-- name: media_insert
INSERT INTO media (id, account_id, sha256, kind, type, width, height, duration_ms, created_us, phash, name, thumbhash, place)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (account_id, sha256) DO UPDATE
SET phash = COALESCE(media.phash, excluded.phash), thumbhash = COALESCE(media.thumbhash, excluded.thumbhash),
    place = COALESCE(excluded.place, media.place)
WHERE media.phash IS NULL OR media.thumbhash IS NULL OR excluded.place IS NOT NULL;

-- name: media_get
SELECT m.id, m.account_id, m.sha256, m.kind, m.type, m.width, m.height, m.duration_ms, m.created_us, b.size_bytes, m.phash, m.name,
       m.thumbhash, m.place
FROM media m JOIN blob b ON b.sha256 = m.sha256
WHERE m.id = $1;

-- name: media_of_account
SELECT m.id, m.account_id, m.sha256, m.kind, m.type, m.width, m.height, m.duration_ms, m.created_us, b.size_bytes, m.phash, m.name,
       m.thumbhash, m.place
FROM media m JOIN blob b ON b.sha256 = m.sha256
WHERE m.account_id = $1 AND m.sha256 = $2;

-- name: media_set_place
UPDATE media SET place = $2 WHERE id = $1;

-- name: media_delete_unused_of_account
DELETE FROM media
WHERE account_id = $1
  AND NOT EXISTS (SELECT 1 FROM collection_image i WHERE i.media_id = media.id)
  AND NOT EXISTS (SELECT 1 FROM collection_media x WHERE x.media_id = media.id);

-- name: media_shown
SELECT c.account_id, c.state, c.visibility,
       CASE WHEN EXISTS (SELECT 1 FROM follow f WHERE f.follower_id = $2 AND f.followed_id = c.account_id) THEN 1 ELSE 0 END,
       c.is_hidden, c.is_removed
FROM collection c
WHERE c.id IN (SELECT i.collection_id FROM collection_image i WHERE i.media_id = $1 AND i.is_replaced = 0 AND i.is_dropped = 0
               UNION SELECT x.collection_id FROM collection_media x WHERE x.media_id = $1)
ORDER BY c.id
LIMIT 1000;

-- name: render_get
SELECT sha256, type FROM render WHERE recipe = $1;

-- name: render_insert
INSERT INTO render (recipe, sha256, type, photo, created_us) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (recipe) DO UPDATE SET sha256 = excluded.sha256, photo = excluded.photo, created_us = excluded.created_us;

-- name: render_part_insert
INSERT INTO render_part (recipe, photo) VALUES ($1, $2) ON CONFLICT (recipe, photo) DO NOTHING;
