/* SPDX-License-Identifier: Apache-2.0
 *
 * The short way to a smaller JPEG: rows go from the decoder through the filter that scales them, and only the small
 * picture is turned upright (decision 30). In the worker's one thread, after vips_init.
 */
#ifndef STENCIL_RENDER_PHOTO_JPEG_H
#define STENCIL_RENDER_PHOTO_JPEG_H

#include <vips/vips.h>

#include "render/photo.h"

/* Whether this way is one for the photo, whose opened image is `head`: a JPEG in grey or in colour, not for print. */
bool photo_jpeg_is_plain(const struct photo_file *file, const VipsImage *head);

/* `crop`, of the upright photo, becomes the `to` pixels of `image`, which is yours, in memory, upright, in the bands
 * and with the colour profile of `head`. Outcomes as of photo_place. */
enum err photo_jpeg_scale(const struct photo_file *file, VipsImage *head, const struct crop *crop, struct box to,
                          VipsImage **image);

#endif
