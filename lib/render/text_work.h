/* SPDX-License-Identifier: Apache-2.0
 *
 * How much work the texts of one picture may be, whatever they say: what would come after is left out. Two hundred
 * ordinary texts take a fraction of it. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_WORK_H
#define STENCIL_RENDER_TEXT_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "render/plane.h"
#include "rule/template.h"

struct text_work {
    int64_t left_px; /* pixels that may still be touched, each as often as it is */
};

/* As many as the whole picture drawn over this often, so that every width shows the same. */
enum { TEXT_WORK_PICTURES = 64 };

void text_work_init(struct text_work *work, struct box picture);

/* False when it is too much; then nothing more is let through. */
bool text_work_take(struct text_work *work, const struct area *area, int times);

#endif
