/* SPDX-License-Identifier: Apache-2.0
 *
 * What a picture worker does with one request: finds out what a file is, or draws a
 * picture. In the worker's one thread.
 */
#ifndef STENCIL_MEDIA_WORKER_WORK_H
#define STENCIL_MEDIA_WORKER_WORK_H

#include <pango/pangocairo.h>

#include "media/message.h"

/* {"do": "probe", "pixels_max"} with [file]: {"outcome": "OK", "type", and "width",
 * "height" and perhaps "phash" and "thumbhash", or "duration_ms" and perhaps "name"}. {"do": "render",
 * "pixels_max"} with [photo, result, picture as JSON, stickers …]: {"outcome"}. {"do": "variant", "pixels_max", and
 * what variant_make looks at} with [photo, result]: {"outcome"}. {"do": "sheet", "pixels_max"} with [result, sheet as
 * JSON, pictures …]: {"outcome"}. Otherwise the outcome is the name of an enum err. New reference. */
json_t *work(PangoFontMap *fonts, const struct message *message);

#endif
