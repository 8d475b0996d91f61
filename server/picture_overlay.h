/* SPDX-License-Identifier: Apache-2.0
 *
 * What is laid over one image of a collection besides its texts: the filter, and stickers with their pictures.
 * One thread at a time.
 */
#ifndef STENCIL_PICTURE_OVERLAY_H
#define STENCIL_PICTURE_OVERLAY_H

#include "media/media.h"
#include "req.h"
#include "sticker_set.h"

/* One picture, however many stickers of the image show it. */
struct overlay_picture {
    char sha256[SHA256_TEXT_SIZE];
    const struct sticker_picture *builtin; /* NULL: an upload */
};

struct overlay {
    json_t *stickers; /* as media_render wants them */
    struct overlay_picture pictures[MEDIA_STICKERS_MAX];
    unsigned count;
};

/* The filter of image `n` as media_render wants it; JSON null where it has none, or one that is not offered any
 * more. New reference. */
json_t *overlay_filter(const json_t *document, size_t n);

/* The stickers of image `n`. Those whose upload is gone, or that are not offered any more, are left out. */
enum err overlay_find(struct req *req, const json_t *document, size_t n, struct overlay *overlay);
void overlay_clear(struct overlay *overlay);

/* Opens the pictures in their order: `overlay->count` files, yours to close; none unless OK. */
enum err overlay_open(struct server *server, const struct overlay *overlay, int files[MEDIA_STICKERS_MAX]);
void overlay_close(const struct overlay *overlay, const int files[MEDIA_STICKERS_MAX]);

#endif
