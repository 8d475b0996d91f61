/* SPDX-License-Identifier: Apache-2.0
 *
 * A whole photo out of untrusted bytes, made smaller, its transparency with it. In the worker's one
 * thread, after vips_init.
 */
#ifndef STENCIL_RENDER_PHOTO_IMAGE_H
#define STENCIL_RENDER_PHOTO_IMAGE_H

#include "render/photo.h"

enum photo_alpha { PHOTO_ALPHA, PHOTO_FLATTEN };

struct pixels {
    struct box size;
    int bands;      /* 3: R, G, B; 4: A with them */
    uint8_t *bytes; /* yours to g_free */
};

/* The photo, oriented, sRGB, `width` wide; never larger than it is, nor higher than `height_max`. Outcomes
 * as of photo_place. */
enum err photo_scale(const struct photo_file *file, int width, int height_max, enum photo_alpha alpha,
                     struct pixels *pixels);

#endif
