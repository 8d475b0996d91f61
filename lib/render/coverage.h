/* SPDX-License-Identifier: Apache-2.0
 *
 * Browsers on Linux draw letters a little thinner or thicker than they are, so that dark and light
 * ones look alike (Skia's contrast and gamma). Pure.
 */
#ifndef STENCIL_RENDER_COVERAGE_H
#define STENCIL_RENDER_COVERAGE_H

#include <stdint.h>

#include "render/colour.h"

/* What a pixel's coverage becomes when letters of that colour are drawn. */
void coverage_table(const struct colour *colour, uint8_t table[256]);

/* Every coverage as it is. */
extern const uint8_t coverage_plain[256];

#endif
