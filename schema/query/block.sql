-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give blocks give the same columns, which block_read() expects.

-- name: block_insert
INSERT INTO block (id, phash, media_id, actor_handle, reason, note, created_us) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (phash) DO NOTHING;

-- name: block_count_up
UPDATE counter SET value = value + 1 WHERE name = 'block';

-- name: block_revision
SELECT value FROM counter WHERE name = 'block';

-- name: block_count
SELECT CAST(COUNT(*) AS BIGINT) FROM block;

-- name: block_each
SELECT phash FROM block;

-- name: block_get
SELECT b.id, b.phash, b.media_id, b.actor_handle, b.reason, b.note, b.created_us FROM block b WHERE b.id = $1;

-- name: block_of_phash
SELECT b.id, b.phash, b.media_id, b.actor_handle, b.reason, b.note, b.created_us FROM block b WHERE b.phash = $1;

-- name: block_list
SELECT b.id, b.phash, b.media_id, b.actor_handle, b.reason, b.note, b.created_us
FROM block b
WHERE (b.created_us, b.id) < ($1, $2)
ORDER BY b.created_us DESC, b.id DESC
LIMIT $3;

-- name: block_delete
DELETE FROM block WHERE id = $1;

-- By the index alone.
-- name: media_each_phash
SELECT id, phash FROM media WHERE phash IS NOT NULL;

-- Posted collections that show a media and are not taken down, newest first.
-- name: media_posted
SELECT c.id, a.handle, a.name
FROM collection c JOIN account a ON a.id = c.account_id
WHERE c.state = 'posted' AND c.is_removed = 0
  AND c.id IN (SELECT i.collection_id FROM collection_image i WHERE i.media_id = $1 AND i.is_replaced = 0 AND i.is_dropped = 0
               UNION SELECT x.collection_id FROM collection_media x WHERE x.media_id = $1)
ORDER BY c.posted_us DESC, c.id DESC
LIMIT $2;
