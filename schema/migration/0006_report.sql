-- SPDX-License-Identifier: Apache-2.0
-- What people and the server itself report, gathered into one case a subject.

-- subject_id: no foreign key, the case outlives what it is about. note: of whoever closed it.
CREATE TABLE report_case (
    id TEXT PRIMARY KEY,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('collection', 'template', 'account')),
    subject_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'assigned', 'closed')),
    assignee_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    reports BIGINT NOT NULL,
    first_us BIGINT NOT NULL,
    last_us BIGINT NOT NULL,
    outcome TEXT CHECK (outcome IN ('upheld', 'dismissed')),
    note TEXT NOT NULL,
    closed_us BIGINT NOT NULL
);
CREATE UNIQUE INDEX report_case_open ON report_case (subject_kind, subject_id) WHERE state <> 'closed';
CREATE INDEX report_case_queue ON report_case (state, reports);
CREATE INDEX report_case_assignee ON report_case (assignee_id) WHERE assignee_id IS NOT NULL;

-- reporter_id: NULL for the server itself, and for an account that is gone.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES report_case (id),
    reporter_id TEXT REFERENCES account (id) ON DELETE SET NULL,
    image BIGINT,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    created_us BIGINT NOT NULL
);
CREATE UNIQUE INDEX report_reporter ON report (case_id, reporter_id) WHERE reporter_id IS NOT NULL;
CREATE INDEX report_newest ON report (case_id, created_us, id);
CREATE INDEX report_account ON report (reporter_id) WHERE reporter_id IS NOT NULL;
