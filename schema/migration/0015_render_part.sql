-- SPDX-License-Identifier: Apache-2.0
-- The photos of a picture that is made of several: it goes with the first of them that goes.
CREATE TABLE render_part (
    recipe TEXT NOT NULL REFERENCES render (recipe) ON DELETE CASCADE,
    photo TEXT NOT NULL,
    PRIMARY KEY (recipe, photo)
);
CREATE INDEX render_part_photo ON render_part (photo);
