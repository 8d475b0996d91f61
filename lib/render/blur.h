/* SPDX-License-Identifier: Apache-2.0
 *
 * What browsers blur shadows with. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_BLUR_H
#define STENCIL_RENDER_BLUR_H

#include "render/plane.h"

/* So far beyond what it covers a plane may have ink once it is blurred. */
int blur_reach(double sigma);

/* Gaussian, of `sigma` pixels; what would come from outside the plane counts as nothing. Its time does not
 * depend on sigma. */
void blur(struct plane *plane, double sigma);

#endif
