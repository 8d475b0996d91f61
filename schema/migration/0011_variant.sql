-- SPDX-License-Identifier: Apache-2.0
-- What a photo looks like from far off (ThumbHash); NULL: it was uploaded before there were any.
ALTER TABLE media ADD COLUMN thumbhash TEXT;
