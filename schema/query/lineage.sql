-- SPDX-License-Identifier: Apache-2.0
--
-- What came from what. $1 is the one who looks, '' for nobody, and $9 whether she is a
-- moderator; $2 the collection that is asked about. walk follows the links, each with its
-- distance; a link is a template (relation 0) or a reference image (1). UNION lets no row
-- come twice, $3 bounds the distance, and reached takes only the first $4 rows, so that a
-- circle ends; NOT MATERIALIZED has SQLite stop the walk there, as PostgreSQL does anyway. near is the shortest way to each. Who sees what repeats rule/visibility.h,
-- as in collection.sql. The page follows the place $5, $6, $7, as far as $8; one row with
-- the counts comes also where the page is empty.

-- name: lineage_from
WITH RECURSIVE walk (id, depth, relation) AS NOT MATERIALIZED (
    SELECT CAST($2 AS TEXT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
    UNION
    SELECT COALESCE(t.collection_id, i.reference_collection_id), w.depth + 1, k.relation
    FROM walk w
    CROSS JOIN (SELECT CAST(0 AS BIGINT) AS relation UNION ALL SELECT CAST(1 AS BIGINT)) k
    LEFT JOIN collection c ON k.relation = 0 AND c.id = w.id
    LEFT JOIN template t ON t.id = c.made_with_id
    LEFT JOIN collection_image i ON k.relation = 1 AND i.collection_id = w.id
    WHERE w.depth < CAST($3 AS BIGINT) AND COALESCE(t.collection_id, i.reference_collection_id) IS NOT NULL
),
reached (id, depth, relation) AS MATERIALIZED (SELECT id, depth, relation FROM walk LIMIT $4),
near (id, place) AS (
    SELECT id, MIN(depth * 2 + relation) FROM reached WHERE id <> CAST($2 AS TEXT) GROUP BY id
),
seen (id, depth, relation, is_visible) AS (
    SELECT n.id, n.place / 2, n.place % 2,
           CASE WHEN c.id IS NULL THEN 0
                WHEN c.account_id = $1 THEN 1
                WHEN c.state <> 'posted' THEN 0
                WHEN CAST($9 AS BIGINT) = 1 THEN 1
                WHEN c.is_hidden = 1 OR c.is_removed = 1 THEN 0
                WHEN c.visibility = 'public' THEN 1
                WHEN c.visibility = 'followers' AND f.follower_id IS NOT NULL THEN 1
                ELSE 0 END
    FROM near n
    LEFT JOIN collection c ON c.id = n.id
    LEFT JOIN follow f ON f.follower_id = $1 AND f.followed_id = c.account_id
)
SELECT h.hidden, h.links, p.id, p.depth, p.relation, p.via, p.handle, p.name, p.document, p.posted_us, p.template_id
FROM (SELECT (SELECT COUNT(*) FROM seen WHERE is_visible = 0) AS hidden,
             (SELECT COUNT(*) FROM reached) AS links) h
LEFT JOIN (
    SELECT s.id, s.depth, s.relation, CASE WHEN s.relation = 0 THEN x.id ELSE NULL END AS via, a.handle, a.name,
           c.document, c.posted_us, CASE WHEN t.state = 'active' THEN t.id ELSE NULL END AS template_id
    FROM seen s
    JOIN collection c ON c.id = s.id
    JOIN account a ON a.id = c.account_id
    LEFT JOIN template x ON x.collection_id = s.id
    LEFT JOIN template t ON t.id = c.template_id
    WHERE s.is_visible = 1 AND (-s.depth, c.posted_us, c.id) < (CAST($5 AS DOUBLE PRECISION), $6, $7)
    ORDER BY s.depth, c.posted_us DESC, c.id DESC
    LIMIT $8
) p ON 1 = 1
ORDER BY p.depth, p.posted_us DESC, p.id DESC;

-- The first step goes by the template that it carries, too: its own, or another's.
-- name: lineage_with
WITH RECURSIVE walk (id, depth, relation) AS NOT MATERIALIZED (
    SELECT CAST($2 AS TEXT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
    UNION
    SELECT c.id, CAST(1 AS BIGINT), CAST(0 AS BIGINT)
    FROM collection s
    JOIN collection c ON c.made_with_id = s.template_id
    WHERE s.id = CAST($2 AS TEXT)
    UNION
    SELECT COALESCE(c.id, i.collection_id), w.depth + 1, k.relation
    FROM walk w
    CROSS JOIN (SELECT CAST(0 AS BIGINT) AS relation UNION ALL SELECT CAST(1 AS BIGINT)) k
    LEFT JOIN template t ON k.relation = 0 AND t.collection_id = w.id
    LEFT JOIN collection c ON c.made_with_id = t.id
    LEFT JOIN collection_image i ON k.relation = 1 AND i.reference_collection_id = w.id
    WHERE w.depth < CAST($3 AS BIGINT) AND COALESCE(c.id, i.collection_id) IS NOT NULL
),
reached (id, depth, relation) AS MATERIALIZED (SELECT id, depth, relation FROM walk LIMIT $4),
near (id, place) AS (
    SELECT id, MIN(depth * 2 + relation) FROM reached WHERE id <> CAST($2 AS TEXT) GROUP BY id
),
seen (id, depth, relation, is_visible) AS (
    SELECT n.id, n.place / 2, n.place % 2,
           CASE WHEN c.account_id = $1 THEN 1
                WHEN c.state <> 'posted' THEN 0
                WHEN CAST($9 AS BIGINT) = 1 THEN 1
                WHEN c.is_hidden = 1 OR c.is_removed = 1 THEN 0
                WHEN c.visibility = 'public' THEN 1
                WHEN c.visibility = 'followers' AND f.follower_id IS NOT NULL THEN 1
                ELSE 0 END
    FROM near n
    JOIN collection c ON c.id = n.id
    LEFT JOIN follow f ON f.follower_id = $1 AND f.followed_id = c.account_id
)
SELECT h.hidden, h.links, p.id, p.depth, p.relation, p.via, p.handle, p.name, p.document, p.posted_us, p.template_id
FROM (SELECT (SELECT COUNT(*) FROM seen WHERE is_visible = 0) AS hidden,
             (SELECT COUNT(*) FROM reached) AS links) h
LEFT JOIN (
    SELECT s.id, s.depth, s.relation, CASE WHEN s.relation = 0 THEN c.made_with_id ELSE NULL END AS via, a.handle,
           a.name, c.document, c.posted_us, CASE WHEN t.state = 'active' THEN t.id ELSE NULL END AS template_id
    FROM seen s
    JOIN collection c ON c.id = s.id
    JOIN account a ON a.id = c.account_id
    LEFT JOIN template t ON t.id = c.template_id
    WHERE s.is_visible = 1 AND (-s.depth, c.posted_us, c.id) < (CAST($5 AS DOUBLE PRECISION), $6, $7)
    ORDER BY s.depth, c.posted_us DESC, c.id DESC
    LIMIT $8
) p ON 1 = 1
ORDER BY p.depth, p.posted_us DESC, p.id DESC;

-- name: lineage_count_hidden
SELECT COUNT(*)
FROM (SELECT account_id, state, visibility, is_hidden, is_removed FROM collection WHERE made_with_id = $2 LIMIT $4) c
LEFT JOIN follow f ON f.follower_id = $1 AND f.followed_id = c.account_id
WHERE c.account_id <> $1
  AND (c.state <> 'posted'
       OR (CAST($3 AS BIGINT) = 0
           AND (c.is_hidden = 1 OR c.is_removed = 1
                OR NOT (c.visibility = 'public' OR (c.visibility = 'followers' AND f.follower_id IS NOT NULL)))));
