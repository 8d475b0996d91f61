-- SPDX-License-Identifier: Apache-2.0
-- What was made with a template, newest first, page by page.

DROP INDEX collection_made_with;
CREATE INDEX collection_made_with ON collection (made_with_id, posted_us, id) WHERE made_with_id IS NOT NULL;
