/* SPDX-License-Identifier: Apache-2.0
 *
 * The stickers that the server brings along, as pictures: each drawn from config/stickers/NAME.svg when the
 * program is built. Which there are is said by rule/offer.h. Constant; any thread.
 */
#ifndef STENCIL_STICKER_SET_H
#define STENCIL_STICKER_SET_H

#include <jansson.h>

#include "base/embed.h"
#include "crypt/digest.h"

#define STICKER_TYPE "image/png"

struct sticker_picture {
    const char *name, *label;
    const struct embedded *file;
    int width, height; /* pixels */
    char sha256[SHA256_TEXT_SIZE];
    char *path; /* its address, which no other content ever has: /v1/stickers/NAME-SHA256.png */
};

/* The sticker of this name, or NULL. */
const struct sticker_picture *sticker_set_find(const char *name);

/* The sticker whose address ends in this, or NULL. */
const struct sticker_picture *sticker_set_by_file(const char *file);

/* {"items": [{"name", "label", "url", "width", "height", "sha256"}]}; a new reference. */
json_t *sticker_set_json(void);

#endif
