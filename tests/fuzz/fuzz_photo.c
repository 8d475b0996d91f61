/* SPDX-License-Identifier: Apache-2.0
 *
 * A file that may be a photo: checked as an upload is, and what is taken is made small, by the short way of JPEGs or
 * by libvips. What was taken once can be drawn.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <vips/vips.h>

#include "render/photo_image.h"

enum { PIXELS_MAX = 1000000, WIDTH = 32, HEIGHT_MAX = 256 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static bool is_ready;
    const struct photo_file file = {.kind = sniff(bytes, size), .bytes = bytes, .size = size, .pixels_max = PIXELS_MAX};
    struct photo photo;
    struct pixels pixels;
    if (!is_ready && vips_init("fuzz"))
        abort();
    is_ready = true;
    vips_cache_set_max(0);
    vips_concurrency_set(1);
    if (photo_check(&file, &photo))
        return 0;
    if (photo_scale(&file, WIDTH, HEIGHT_MAX, PHOTO_FLATTEN, &pixels))
        abort();
    g_free(pixels.bytes);
    return 0;
}
