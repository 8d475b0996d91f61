/* SPDX-License-Identifier: Apache-2.0
 *
 * How a photo is placed in its box (DESIGN §1: a crop by centre and zoom). Pure.
 */
#ifndef STENCIL_RULE_FIT_H
#define STENCIL_RULE_FIT_H

#include "rule/template.h"

struct fit {
    double x, y; /* the crop's centre from the photo's centre, as fractions of the photo's width and height */
    double zoom; /* 1: the largest crop with the box's aspect ratio; 2: half as wide */
};

struct crop {
    int left, top, width, height; /* pixels of the photo */
};

/* The part of the photo that fills the box: of the box's aspect ratio (to the nearest
 * pixel, at least 1×1), moved inwards where it would leave the photo. */
struct crop fit_crop(struct box photo, struct box box, const struct fit *fit);

#endif
