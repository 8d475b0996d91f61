/* SPDX-License-Identifier: Apache-2.0
 *
 * Pixels written as a file that browsers take. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_SAVE_H
#define STENCIL_RENDER_SAVE_H

#include "render/photo_image.h"

struct form;

/* "image/jpeg", "image/webp", "image/avif" or "image/png"; NULL for anything else. */
const struct form *form_find(const char *type);

/* Whether the form keeps what is transparent. */
enum photo_alpha form_alpha(const struct form *form);

/* `quality` from 1 to 100, `effort` from 0 to 9; neither means anything to PNG. `made` is yours to g_free. */
enum err form_save(const struct form *form, const struct pixels *pixels, int quality, int effort, void **made,
                   size_t *size);

/* An animated WebP of frames that stand one below the other, each shown `frame_ms`, over and over. */
enum err frames_save(const struct pixels *pixels, int frame_height, int frame_ms, int quality, void **made,
                     size_t *size);

#endif
