-- SPDX-License-Identifier: Apache-2.0
-- Words that are watched in what is posted.

-- folded: by lib/rule/fold.h, as it is looked for; position: in the list as it was given.
CREATE TABLE word (
    position BIGINT PRIMARY KEY,
    word TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL CHECK (action IN ('report', 'refuse'))
);
-- The version of the list.
INSERT INTO counter (name, value) VALUES ('words', 1);
