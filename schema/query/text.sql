-- SPDX-License-Identifier: Apache-2.0
--
-- Classes of texts (lib/store/text_class.h). A place is (posted_us, collection_id); "later"
-- is a greater one.

-- name: text_class_get
SELECT scope, level, only_id, later, creators FROM text_class WHERE id = $1;

-- name: text_class_insert
INSERT INTO text_class (id, scope, level, only_id, later, creators) VALUES ($1, $2, $3, $4, 0, 0);

-- name: text_class_set
UPDATE text_class SET only_id = $2, later = $3, creators = $4 WHERE id = $1;

-- name: text_class_delete
DELETE FROM text_class WHERE id = $1;

-- What a tally says of a collection besides its id.
-- name: text_member_get
SELECT c.account_id, c.posted_us, t.collection_id
FROM collection c LEFT JOIN template t ON t.id = c.made_with_id
WHERE c.id = $1;

-- name: text_tally_insert
INSERT INTO text_tally (class_id, block, posted_us, collection_id, account_id, source_id, later_off, creators_off, made,
                        made_creators)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: text_tally_get
SELECT block, posted_us, account_id FROM text_tally WHERE collection_id = $2 AND class_id = $1;

-- name: text_tally_delete
DELETE FROM text_tally WHERE class_id = $1 AND collection_id = $2;

-- name: text_tally_newest
SELECT t.block, t.posted_us, t.collection_id, b.members
FROM text_tally t JOIN text_block b ON b.class_id = t.class_id AND b.block = t.block
WHERE t.class_id = $1
ORDER BY t.block DESC, t.posted_us DESC, t.collection_id DESC
LIMIT 1;

-- name: text_tally_before
SELECT block FROM text_tally
WHERE class_id = $1 AND (posted_us, collection_id) < ($2, $3)
ORDER BY block DESC, posted_us DESC, collection_id DESC
LIMIT 1;

-- name: text_tally_of_account
SELECT block, posted_us, collection_id, source_id FROM text_tally
WHERE class_id = $1 AND account_id = $2
ORDER BY posted_us, collection_id;

-- Later collections of others and their creators; of these, those made with the template of
-- this very collection, and those creators who made all of theirs with it.
-- name: text_tally_count
SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(DISTINCT account_id) AS BIGINT),
       CAST(COUNT(CASE WHEN source_id = $3 THEN 1 ELSE NULL END) AS BIGINT),
       CAST(COUNT(DISTINCT account_id) - COUNT(DISTINCT CASE WHEN source_id = $3 THEN NULL ELSE account_id END) AS BIGINT)
FROM text_tally
WHERE class_id = $1 AND block >= $5 AND (posted_us, collection_id) > ($2, $3) AND account_id <> $4;

-- name: text_tally_shift_later_after
UPDATE text_tally SET later_off = later_off + $5
WHERE class_id = $1 AND block >= $2 AND (posted_us, collection_id) > ($3, $4);

-- name: text_tally_shift_later_before
UPDATE text_tally SET later_off = later_off + $5
WHERE class_id = $1 AND block <= $2 AND (posted_us, collection_id) < ($3, $4) AND account_id <> $6;

-- name: text_tally_shift_later_of_account
UPDATE text_tally SET later_off = later_off + $5
WHERE class_id = $1 AND account_id = $4 AND (posted_us, collection_id) < ($2, $3);

-- name: text_tally_shift_creators
UPDATE text_tally SET creators_off = creators_off + $7
WHERE class_id = $1 AND block = $2 AND (posted_us, collection_id) > ($3, $4) AND (posted_us, collection_id) < ($5, $6);

-- name: text_block_shift_creators
UPDATE text_block SET creators_off = creators_off + $4 WHERE class_id = $1 AND block > $2 AND block < $3;

-- name: text_block_oldest
SELECT block FROM text_block WHERE class_id = $1 ORDER BY block LIMIT 1;

-- name: text_block_add
INSERT INTO text_block (class_id, block, members, creators_off) VALUES ($1, $2, $3, 0)
ON CONFLICT (class_id, block) DO UPDATE SET members = text_block.members + excluded.members
RETURNING creators_off;

-- name: text_tally_add_made
UPDATE text_tally SET made = made + $3, made_creators = made_creators + $4
WHERE collection_id = $2 AND class_id = $1;

-- Where a count has come to a threshold.
-- name: text_tally_at_later
SELECT collection_id FROM text_tally WHERE class_id = $1 AND later_off = $2 LIMIT $3;

-- name: text_tally_with_made
SELECT collection_id FROM text_tally WHERE class_id = $1 AND made > 0 LIMIT $2;

-- name: text_tally_back
SELECT t.collection_id, t.creators_off + b.creators_off
FROM text_tally t JOIN text_block b ON b.class_id = t.class_id AND b.block = t.block
WHERE t.class_id = $1
ORDER BY t.block DESC, t.posted_us DESC, t.collection_id DESC
LIMIT $2;

-- The same, to be looked at later.
-- name: evaluation_due_at_later
INSERT INTO evaluation_due (collection_id, why)
SELECT collection_id, 'evaluate' FROM text_tally WHERE class_id = $1 AND later_off = $2
ON CONFLICT (collection_id) DO NOTHING;

-- name: evaluation_due_of_class
INSERT INTO evaluation_due (collection_id, why)
SELECT collection_id, 'evaluate' FROM text_tally WHERE class_id = $1
ON CONFLICT (collection_id) DO NOTHING;

-- name: evaluation_due_with_made
INSERT INTO evaluation_due (collection_id, why)
SELECT collection_id, 'evaluate' FROM text_tally WHERE class_id = $1 AND made > 0
ON CONFLICT (collection_id) DO NOTHING;

-- name: text_print_get
SELECT founder_1, founder_2, founder_3, founder_4, folded FROM text_print WHERE id = $1;

-- name: text_print_insert
INSERT INTO text_print (id, founder_1, founder_2, founder_3, founder_4, folded) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING;

-- name: text_band_insert
INSERT INTO text_band (band, print) VALUES ($1, $2) ON CONFLICT (band, print) DO NOTHING;

-- name: text_band_list
SELECT print FROM text_band WHERE band = $1 ORDER BY print LIMIT $2;

-- name: text_keeping_get
SELECT kinds, after_id FROM text_keeping WHERE id = 1;

-- name: text_keeping_set
UPDATE text_keeping SET kinds = $1, after_id = $2 WHERE id = 1;
