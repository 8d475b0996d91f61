/* SPDX-License-Identifier: Apache-2.0
 *
 * Pictures put together on a neutral ground: a sheet of them, or the frames of an animation one below the other.
 * `sheet` is as in media_sheet. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_SHEET_H
#define STENCIL_RENDER_SHEET_H

#include <jansson.h>

#include "render/photo_image.h"

/* The empty sheet. E_MEDIA_PIXELS when it would be larger than is drawn here (RENDER_PIXELS_MAX). */
enum err sheet_new(const json_t *sheet, struct pixels *pixels);

/* Puts a picture in its place [left, top, width, height], which it fills. Outcomes as of photo_place. */
enum err sheet_put(const struct pixels *pixels, const json_t *place, const struct photo_file *picture);

/* `made` is yours to g_free. */
enum err sheet_save(const json_t *sheet, const struct pixels *pixels, void **made, size_t *size);

#endif
