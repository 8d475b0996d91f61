-- SPDX-License-Identifier: Apache-2.0
-- By what a template was withdrawn: only what moderators did can be undone by them.

ALTER TABLE template ADD COLUMN withdrawn_by TEXT CHECK (withdrawn_by IN ('deletion', 'takedown', 'moderator', 'order'));
UPDATE template SET withdrawn_by = 'deletion' WHERE state = 'withdrawn';
