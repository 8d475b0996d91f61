/* SPDX-License-Identifier: Apache-2.0
 *
 * Stickers over a picture, made smaller and turned as a browser does both. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_STICKER_H
#define STENCIL_RENDER_STICKER_H

#include <jansson.h>

#include "render/photo.h"
#include "render/plane.h"

/* The pictures of stickers, by number. What `open` gives stays there until `close`. */
struct sticker_files {
    enum err (*open)(void *context, json_int_t number, struct photo_file *file);
    void (*close)(void *context);
    void *context;
};

/* Where a sticker is, in pixels of the picture. */
struct sticker_place {
    double x, y;          /* its centre */
    double width, height; /* before it is turned */
    double angle;         /* degrees, clockwise */
};

/* The place of a sticker ("position", "width") whose own picture has this size. Pure. */
struct sticker_place sticker_place(const json_t *sticker, struct box own, struct box picture);

/* What it reaches when it is turned: whole pixels and one more around it. Pure. */
struct area sticker_reach(const struct sticker_place *place);

/* Draws `stickers` ([{"file": number, "position", "width", "opacity"}]) over the picture's bytes R, G, B, the
 * later over the earlier. Outcomes as of photo_place. */
enum err stickers_draw(const json_t *stickers, const struct sticker_files *files, struct box picture, uint8_t *rgb);

#endif
