-- SPDX-License-Identifier: Apache-2.0
--
-- Statements that give cases give the same columns, which report_case_read() of
-- lib/store/report.c expects. The last one is the handle of whom the case is about.

-- name: report_case_of_subject
SELECT id FROM report_case WHERE subject_kind = $1 AND subject_id = $2 AND state <> 'closed';

-- name: report_case_insert
INSERT INTO report_case (id, subject_kind, subject_id, state, reports, first_us, last_us, note, closed_us)
VALUES ($1, $2, $3, 'open', 0, $4, $4, '', 0);

-- name: report_case_count
UPDATE report_case SET reports = reports + 1, last_us = $2 WHERE id = $1;

-- name: report_insert
INSERT INTO report (id, case_id, reporter_id, image, reason, note, created_us)
VALUES ($1, $2, $3, CASE WHEN CAST($4 AS BIGINT) < 0 THEN NULL ELSE CAST($4 AS BIGINT) END, $5, $6, $7);

-- The one of a reporter; $2 '': of the server, for this reason.
-- name: report_of_reporter
SELECT r.id, a.handle, COALESCE(r.image, -1), r.reason, r.note, r.created_us
FROM report r LEFT JOIN account a ON a.id = r.reporter_id
WHERE r.case_id = $1
  AND (r.reporter_id = $2 OR (CAST($2 AS TEXT) = '' AND r.reporter_id IS NULL AND r.reason = $3));

-- name: report_newest
SELECT r.id, a.handle, COALESCE(r.image, -1), r.reason, r.note, r.created_us
FROM report r LEFT JOIN account a ON a.id = r.reporter_id
WHERE r.case_id = $1
ORDER BY r.created_us DESC, r.id DESC
LIMIT $2;

-- name: report_reasons
SELECT reason, COUNT(*) FROM report WHERE case_id = $1 GROUP BY reason ORDER BY COUNT(*) DESC, reason;

-- name: report_case_get
SELECT c.id, c.subject_kind, c.subject_id, c.state, c.reports, c.first_us, c.last_us, c.outcome, c.note, c.closed_us,
       w.handle, p.handle
FROM report_case c
LEFT JOIN account w ON w.id = c.assignee_id
LEFT JOIN collection o ON c.subject_kind = 'collection' AND o.id = c.subject_id
LEFT JOIN template t ON c.subject_kind = 'template' AND t.id = c.subject_id
LEFT JOIN account p ON p.id = CASE c.subject_kind WHEN 'collection' THEN o.account_id
                                                  WHEN 'template' THEN t.account_id
                                                  ELSE c.subject_id END
WHERE c.id = $1;

-- Those with most reports first, then the oldest; what was asked for is '' where it does not matter.
-- name: report_case_list
SELECT c.id, c.subject_kind, c.subject_id, c.state, c.reports, c.first_us, c.last_us, c.outcome, c.note, c.closed_us,
       w.handle, p.handle
FROM report_case c
LEFT JOIN account w ON w.id = c.assignee_id
LEFT JOIN collection o ON c.subject_kind = 'collection' AND o.id = c.subject_id
LEFT JOIN template t ON c.subject_kind = 'template' AND t.id = c.subject_id
LEFT JOIN account p ON p.id = CASE c.subject_kind WHEN 'collection' THEN o.account_id
                                                  WHEN 'template' THEN t.account_id
                                                  ELSE c.subject_id END
WHERE (CAST($1 AS TEXT) = '' OR c.state = $1)
  AND (CAST($2 AS TEXT) = '' OR EXISTS (SELECT 1 FROM report r WHERE r.case_id = c.id AND r.reason = $2))
  AND (CAST($3 AS TEXT) = '' OR w.handle = $3)
  AND (CAST(c.reports AS DOUBLE PRECISION), -c.first_us, c.id) < (CAST($4 AS DOUBLE PRECISION), -CAST($5 AS BIGINT), $6)
ORDER BY c.reports DESC, c.first_us, c.id DESC
LIMIT $7;

-- name: report_case_assign
UPDATE report_case SET assignee_id = $2, state = CASE WHEN CAST($2 AS TEXT) IS NULL THEN 'open' ELSE 'assigned' END
WHERE id = $1 AND state <> 'closed';

-- name: report_case_close
UPDATE report_case SET state = 'closed', outcome = $2, note = $3, closed_us = $4 WHERE id = $1 AND state <> 'closed';
