/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/fit.h"

#include <glib.h>

/* The pixel nearest to `value` from `least` (0 or more) to `most`. */
static int pixel(double value, int least, int most)
{
    return value > least ? (value < most ? (int)(value + 0.5) : most) : least;
}

struct crop fit_crop(struct box photo, struct box box, const struct fit *fit)
{
    double scale = MIN((double)photo.width / box.width, (double)photo.height / box.height) / MAX(fit->zoom, 1);
    struct crop crop = {
        .width = pixel(box.width * scale, 1, photo.width),
        .height = pixel(box.height * scale, 1, photo.height),
    };
    crop.left = pixel((0.5 + fit->x) * photo.width - crop.width / 2.0, 0, photo.width - crop.width);
    crop.top = pixel((0.5 + fit->y) * photo.height - crop.height / 2.0, 0, photo.height - crop.height);
    return crop;
}
