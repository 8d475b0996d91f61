-- SPDX-License-Identifier: Apache-2.0

-- The title that a sound's tags give it.
ALTER TABLE media ADD COLUMN name TEXT;
