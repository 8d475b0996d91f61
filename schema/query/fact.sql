-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give facts give the same columns, which fact_read() of lib/store/fact.c
-- expects.

-- name: fact_insert
INSERT INTO fact (collection_id, opted_in, up_count, down_count) VALUES ($1, $2, 0, 0);

-- name: fact_put
UPDATE fact
SET version = $2, opted_in = $3, posted_us = $4, images = $5, texts = $6, stickers = $7, filters = $8, min_width = $9,
    max_width = $10, min_height = $11, max_height = $12, min_aspect_ratio = $13, max_aspect_ratio = $14, has_audio = $15,
    has_location = $16, is_second = $17, languages = $18, topics = $19, words = $20, print = $21, text_prints = $22,
    account_id = $23
WHERE collection_id = $1;

-- name: fact_set_counted
UPDATE fact SET is_counted = $2 WHERE collection_id = $1;

-- name: fact_set_shared
UPDATE fact SET is_shared = 1 WHERE collection_id = $1;

-- name: fact_add_ratings
UPDATE fact SET up_count = up_count + $2, down_count = down_count + $3 WHERE collection_id = $1;

-- name: fact_get
SELECT f.collection_id, f.opted_in, f.up_count, f.down_count, f.posted_us, f.images, f.texts, f.stickers, f.filters,
       f.min_width, f.max_width, f.min_height, f.max_height, f.min_aspect_ratio, f.max_aspect_ratio, f.has_audio,
       f.has_location, f.is_second, f.is_shared, f.languages, f.topics, f.words, f.print, f.text_prints, f.version,
       f.is_counted, f.account_id, e.outcome, e.nearness, e.due_us, e.evaluated_us
FROM fact f LEFT JOIN eligibility e ON e.collection_id = f.collection_id
WHERE f.collection_id = $1;

-- name: fact_list
SELECT f.collection_id, f.opted_in, f.up_count, f.down_count, f.posted_us, f.images, f.texts, f.stickers, f.filters,
       f.min_width, f.max_width, f.min_height, f.max_height, f.min_aspect_ratio, f.max_aspect_ratio, f.has_audio,
       f.has_location, f.is_second, f.is_shared, f.languages, f.topics, f.words, f.print, f.text_prints, f.version,
       f.is_counted, f.account_id, e.outcome, e.nearness, e.due_us, e.evaluated_us
FROM fact f LEFT JOIN eligibility e ON e.collection_id = f.collection_id
WHERE f.collection_id > $1
ORDER BY f.collection_id
LIMIT $2;

-- name: fact_shares
SELECT k.scope, k.level, k.later - t.later_off, k.creators - t.creators_off - b.creators_off, t.made, t.made_creators
FROM text_tally t
JOIN text_class k ON k.id = t.class_id
JOIN text_block b ON b.class_id = t.class_id AND b.block = t.block
WHERE t.collection_id = $1;

-- name: rating_get
SELECT value FROM rating WHERE collection_id = $1 AND account_id = $2;

-- name: rating_put
INSERT INTO rating (collection_id, account_id, value, created_us) VALUES ($1, $2, $3, $4)
ON CONFLICT (collection_id, account_id) DO UPDATE SET value = excluded.value, created_us = excluded.created_us;

-- name: rating_delete
DELETE FROM rating WHERE collection_id = $1 AND account_id = $2;
