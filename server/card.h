/* SPDX-License-Identifier: Apache-2.0
 *
 * What a link to a collection shows elsewhere: a title, a sentence, a picture, a name. Owned by
 * its maker; one thread at a time.
 */
#ifndef STENCIL_CARD_H
#define STENCIL_CARD_H

#include "reply.h"
#include "rule/template.h"
#include "store/collection.h"

enum {
    CARD_WIDTH = 1080,
    CARD_WIDTH_LEAST = 16,
    CARD_HEIGHT_MAX = 8192, /* the highest that is drawn (RENDER_SIDE_MAX) */
    CARD_TITLE_MAX = 80,
    CARD_DESCRIPTION_MAX = 200,
};

typedef struct card {
    char *site;        /* the address of this site */
    char *page;        /* of the collection's page */
    char *title;       /* the first text, or the description, or "Photos by NAME" */
    char *description; /* of other words than the title */
    char *author;      /* the creator's name on one line */
    char *author_page; /* her address */
    char *picture;     /* the address of the first image as drawn */
    char *alt;         /* what it shows, in words */
    struct box picture_pixels;
} card;

void card_clear(struct card *card);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(card, card_clear)

/* Its first picture at most `most` large. Outcomes of site_address. */
enum err card_make(const struct req *req, struct reply *reply, const struct collection *c, struct box most,
                   struct card *out);

/* How large an image is drawn: as large as fits, in the form of its box, within what is drawn at all. */
struct box card_pixels(struct box box, struct box most);

/* The path of image `n` as drawn; yours. */
char *card_picture_path(const struct collection *c, size_t n, int width);

/* The address of the first image as a JPEG; yours. */
char *card_picture_address(const char *site, const struct collection *c, int width);

/* What image `n` shows, in words: `alt`, or else its number. Yours. */
char *card_alt(const struct collection *c, size_t n);

#endif
