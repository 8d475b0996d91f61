/* SPDX-License-Identifier: Apache-2.0
 *
 * Photos out of untrusted bytes, by libvips: checked wholly, or cut and scaled to a size.
 * In the worker's one thread, after vips_init.
 */
#ifndef STENCIL_RENDER_PHOTO_H
#define STENCIL_RENDER_PHOTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "media/sniff.h"
#include "rule/fit.h"
#include "rule/place.h"
#include "rule/thumbhash.h"

enum { PHOTO_SIDE_MAX = 65535 };

struct photo_file {
    enum sniffed kind;
    const uint8_t *bytes; /* borrowed */
    size_t size;
    int64_t pixels_max;
};

/* What a photo was found to be. */
struct photo {
    struct box size;                     /* in pixels, after orientation */
    bool has_hash;                       /* not where it is too plain for one */
    uint64_t hash;                       /* rule/phash.h */
    char thumbhash[THUMBHASH_TEXT_SIZE]; /* rule/thumbhash.h, transparent places on white; "" where it has none */
    bool has_place;                      /* it says where it was taken */
    struct place place;
};

/* Decodes the whole photo.
 * E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT, E_MEDIA_PIXELS, E_MEDIA_FRAMES; E_MEDIA_WORKER
 * when the memory does not suffice. */
enum err photo_check(const struct photo_file *file, struct photo *photo);

/* The photo as it fills its box: oriented, cut by fit_crop, scaled to width × height,
 * sRGB, on white where it is transparent. `pixels` are width × height × 3 bytes R, G, B,
 * yours to g_free. Outcomes as above. */
enum err photo_place(const struct photo_file *file, struct box box, const struct fit *fit, struct box result,
                     uint8_t **pixels);

#endif
