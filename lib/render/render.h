/* SPDX-License-Identifier: Apache-2.0
 *
 * One image of a collection, drawn: the photo in its box, its filter on it, stickers over both, texts over all.
 * Positions and sizes are fractions of the box (DESIGN §5). In the worker's one thread.
 */
#ifndef STENCIL_RENDER_RENDER_H
#define STENCIL_RENDER_RENDER_H

#include <jansson.h>
#include <pango/pangocairo.h>

#include "base/err.h"
#include "render/photo.h"
#include "render/sticker.h"

enum { RENDER_SIDE_MAX = 8192, RENDER_PIXELS_MAX = 32 << 20 };

/* `picture` as in media_render; `stickers`: the files that its stickers name. `made` is yours to g_free. E_MEDIA_* as
 * in photo_place; E_MEDIA_PIXELS too when the result would be larger than the limits above. */
enum err render_picture(PangoFontMap *fonts, const struct photo_file *photo, const struct sticker_files *stickers,
                        const json_t *picture, void **made, size_t *made_size);

#endif
