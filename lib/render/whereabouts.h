/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a photo says that it was taken. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_WHEREABOUTS_H
#define STENCIL_RENDER_WHEREABOUTS_H

#include <stdbool.h>
#include <vips/vips.h>

#include "rule/place.h"

/* Of an opened photo; false where it does not say. */
bool whereabouts_read(VipsImage *image, struct place *place);

#endif
