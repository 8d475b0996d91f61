-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give entries give the same columns, which entry_read() of
-- lib/store/eligibility.c expects. outcome is made of bits: lib/store/eligibility.h.

-- name: eligibility_put
INSERT INTO eligibility (collection_id, account_id, posted_us, outcome, nearness, due_us, evaluated_us)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (collection_id) DO UPDATE
SET posted_us = excluded.posted_us, outcome = excluded.outcome, nearness = excluded.nearness, due_us = excluded.due_us,
    evaluated_us = excluded.evaluated_us;

-- name: eligibility_outcome
SELECT outcome FROM eligibility WHERE collection_id = $1;

-- name: eligibility_delete
DELETE FROM eligibility WHERE collection_id = $1;

-- name: eligibility_count_add
INSERT INTO eligibility_count (outcome, collections) VALUES ($1, $2)
ON CONFLICT (outcome) DO UPDATE SET collections = eligibility_count.collections + excluded.collections;

-- name: eligibility_count_list
SELECT outcome, collections FROM eligibility_count WHERE collections > 0 ORDER BY outcome;

-- From one index alone; the rest is read of those that are on the page.
-- name: eligibility_of_outcome
SELECT collection_id, posted_us
FROM eligibility
WHERE outcome = $1 AND (posted_us, collection_id) < ($2, $3) AND posted_us >= $4
ORDER BY posted_us DESC, collection_id DESC
LIMIT $5;

-- name: eligibility_entry
SELECT e.collection_id, a.handle, a.name, e.posted_us, e.outcome, e.nearness, e.evaluated_us, c.template_id
FROM eligibility e
JOIN account a ON a.id = e.account_id
JOIN collection c ON c.id = e.collection_id
WHERE e.collection_id = $1;

-- name: eligibility_of_account
SELECT e.collection_id, a.handle, a.name, e.posted_us, e.outcome, e.nearness, e.evaluated_us, c.template_id
FROM eligibility e
JOIN account a ON a.id = e.account_id
JOIN collection c ON c.id = e.collection_id
WHERE e.account_id = $1 AND (e.posted_us, e.collection_id) < ($2, $3) AND e.posted_us >= $4
  AND (e.outcome & CAST($6 AS BIGINT)) = $7
ORDER BY e.posted_us DESC, e.collection_id DESC
LIMIT $5;

-- name: eligibility_nearest
SELECT e.collection_id, a.handle, a.name, e.posted_us, e.outcome, e.nearness, e.evaluated_us, c.template_id
FROM eligibility e
JOIN account a ON a.id = e.account_id
JOIN collection c ON c.id = e.collection_id
WHERE e.nearness < 1 AND e.nearness >= $3 AND (e.nearness, e.collection_id) < ($1, $2)
  AND ($4 = '' OR e.account_id = $4) AND e.posted_us >= $5 AND e.posted_us < $6
  AND (e.outcome & CAST($8 AS BIGINT)) = $9
ORDER BY e.nearness DESC, e.collection_id DESC
LIMIT $7;

-- name: eligibility_count_of_outcome
SELECT CAST(COUNT(*) AS BIGINT)
FROM (SELECT 1 AS one FROM eligibility WHERE outcome = $1 AND posted_us >= $2 AND posted_us < $3 LIMIT $4) counted;

-- name: eligibility_count_of_account
SELECT CAST(COUNT(*) AS BIGINT)
FROM (SELECT 1 AS one FROM eligibility
      WHERE account_id = $1 AND posted_us >= $2 AND posted_us < $3 AND (outcome & CAST($5 AS BIGINT)) = $6
      LIMIT $4) counted;

-- name: eligibility_count_near
SELECT CAST(COUNT(*) AS BIGINT)
FROM (SELECT 1 AS one FROM eligibility
      WHERE nearness < 1 AND nearness >= $3 AND ($4 = '' OR account_id = $4) AND posted_us >= $1 AND posted_us < $2
        AND (outcome & CAST($6 AS BIGINT)) = $7
      LIMIT $5) counted;

-- name: eligibility_count_all_near
SELECT CAST(COUNT(*) AS BIGINT)
FROM (SELECT 1 AS one FROM eligibility WHERE nearness < 1 AND nearness >= $1 LIMIT $2) counted;

-- name: eligibility_due
SELECT collection_id FROM eligibility WHERE due_us > 0 AND due_us <= $1 ORDER BY due_us LIMIT $2;

-- name: evaluation_due_add
INSERT INTO evaluation_due (collection_id, why) VALUES ($1, $2)
ON CONFLICT (collection_id) DO UPDATE
SET why = CASE WHEN evaluation_due.why = 'facts' OR (evaluation_due.why = 'template' AND excluded.why = 'evaluate')
               THEN evaluation_due.why ELSE excluded.why END;

-- name: evaluation_due_list
SELECT collection_id, why FROM evaluation_due ORDER BY collection_id LIMIT $1;

-- name: evaluation_due_delete
DELETE FROM evaluation_due WHERE collection_id = $1;

-- name: evaluation_due_add_rated_by
INSERT INTO evaluation_due (collection_id, why)
SELECT collection_id, 'evaluate' FROM rating WHERE account_id = $1
ON CONFLICT (collection_id) DO NOTHING;

-- name: template_is_current
SELECT 1
FROM collection c
JOIN template t ON t.collection_id = c.id AND t.id = c.template_id
JOIN template_version v ON v.template_id = t.id AND v.version = t.version
WHERE c.id = $1 AND v.created_us >= c.updated_us;

-- name: template_would_be_new
SELECT CASE WHEN c.visibility IN ('public', 'unlisted') AND c.is_hidden = 0 AND c.is_removed = 0
             AND NOT EXISTS (SELECT 1 FROM template t WHERE t.collection_id = c.id) AND c.template_id IS NULL
            THEN 1 ELSE 0 END
FROM collection c
WHERE c.id = $1;
