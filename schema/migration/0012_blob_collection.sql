-- SPDX-License-Identifier: Apache-2.0
-- Since when no row names the file; NULL: one does, or nobody has looked yet.
ALTER TABLE blob ADD COLUMN unnamed_us BIGINT;

-- The photo that a picture was made of: the picture goes with it. NULL: it was made before this was kept.
ALTER TABLE render ADD COLUMN photo TEXT;
CREATE INDEX render_photo ON render (photo);
