/* SPDX-License-Identifier: Apache-2.0
 *
 * A photo made smaller and written in a form that browsers take. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_VARIANT_H
#define STENCIL_RENDER_VARIANT_H

#include <jansson.h>

#include "render/photo_image.h"

/* What is higher is made narrower than was asked for. */
enum { VARIANT_HEIGHT_MAX = 8192 };

/* `wanted`: {"width", "type", "quality", "effort"} as in struct media_variant. `made` is yours to g_free.
 * Outcomes as of photo_place. */
enum err variant_make(const struct photo_file *file, const json_t *wanted, void **made, size_t *size);

#endif
