-- SPDX-License-Identifier: Apache-2.0
-- Every act of a moderator, for good: rows are added, and neither changed nor deleted.

-- No foreign keys: what is written here outlives whoever did it and what it was done to.
-- before, after: JSON, or NULL where there was or is nothing.
CREATE TABLE audit (
    id BIGINT PRIMARY KEY,
    actor_id TEXT,
    actor_handle TEXT,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    reason TEXT,
    note TEXT NOT NULL,
    before TEXT,
    after TEXT,
    created_us BIGINT NOT NULL
);
CREATE INDEX audit_subject ON audit (subject_id, id);
INSERT INTO counter (name, value) VALUES ('audit', 0);

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END; -- only: sqlite
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END; -- only: sqlite
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$; -- only: postgres
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_refuse(); -- only: postgres
