/* SPDX-License-Identifier: Apache-2.0 */
#include "render/text_work.h"

/* The least that anything counts: even a letter of one pixel has an outline to be walked. */
enum { LEAST_PX = 1000 };

void text_work_init(struct text_work *work, struct box picture)
{
    work->left_px = (int64_t)picture.width * picture.height * TEXT_WORK_PICTURES;
}

bool text_work_take(struct text_work *work, const struct area *area, int times)
{
    int64_t px = (int64_t)(area->right - area->left) * (area->bottom - area->top);
    px = (px > LEAST_PX ? px : LEAST_PX) * times;
    work->left_px -= px < work->left_px ? px : work->left_px;
    return work->left_px > 0;
}
