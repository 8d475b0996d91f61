-- SPDX-License-Identifier: Apache-2.0

-- name: blob_insert
INSERT INTO blob (sha256, size_bytes, created_us) VALUES ($1, $2, $3)
ON CONFLICT (sha256) DO UPDATE SET unnamed_us = NULL WHERE blob.unnamed_us IS NOT NULL;

-- name: blob_exists
SELECT 1 FROM blob WHERE sha256 = $1;

-- Files in the order of their names, and what names them.
-- name: blob_page
SELECT b.sha256, b.size_bytes, COALESCE(b.unnamed_us, 0), (SELECT MIN(m.id) FROM media m WHERE m.sha256 = b.sha256),
       (SELECT MIN(r.recipe) FROM render r WHERE r.sha256 = b.sha256)
FROM blob b
WHERE b.sha256 > $1
ORDER BY b.sha256
LIMIT $2;

-- name: blob_mark_unnamed
UPDATE blob SET unnamed_us = $2
WHERE sha256 = $1 AND unnamed_us IS NULL
  AND NOT EXISTS (SELECT 1 FROM media m WHERE m.sha256 = blob.sha256)
  AND NOT EXISTS (SELECT 1 FROM render r WHERE r.sha256 = blob.sha256);

-- name: blob_delete_unnamed
DELETE FROM blob
WHERE sha256 = $1 AND unnamed_us <= $2
  AND NOT EXISTS (SELECT 1 FROM media m WHERE m.sha256 = blob.sha256)
  AND NOT EXISTS (SELECT 1 FROM render r WHERE r.sha256 = blob.sha256);

-- Pictures made of a photo that is gone.
-- name: render_delete_of_photo
DELETE FROM render WHERE photo = $1 OR recipe IN (SELECT p.recipe FROM render_part p WHERE p.photo = $1);

-- name: render_delete_of_blob
DELETE FROM render WHERE sha256 = $1;

-- What was kept for others' collections when its account went, and is shown by none any more.
-- name: media_delete_unshown
DELETE FROM media
WHERE id IN (
    SELECT m.id FROM media m
    WHERE m.account_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM collection_image i WHERE i.media_id = m.id)
      AND NOT EXISTS (SELECT 1 FROM collection_media x WHERE x.media_id = m.id)
    LIMIT $1);

-- name: media_bytes_of_account
SELECT CAST(COALESCE(SUM(b.size_bytes), 0) AS BIGINT) FROM media m JOIN blob b ON b.sha256 = m.sha256 WHERE m.account_id = $1;
