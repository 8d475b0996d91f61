/* SPDX-License-Identifier: Apache-2.0
 *
 * What preset conditions look at: a collection's facts, kept up to date in the transaction
 * that changes them, so that an evaluation reads one row (and, for a collection whose text
 * others share, one more for each class of texts). Pure; any thread.
 */
#ifndef STENCIL_RULE_FACTS_H
#define STENCIL_RULE_FACTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rule/share.h"
#include "rule/template.h"

enum {
    FACTS_VERSION = 1,       /* counted up when the same document yields other facts */
    FACTS_WORDS_MAX = 32768, /* bytes of folded text in which words are looked for */
};

struct facts {
    bool opted_in;                /* the creator selected the option (offer_template) */
    int64_t up_count, down_count; /* evaluations */
    int64_t posted_us;
    int64_t images, texts, stickers, filters;             /* how many; texts with something to read */
    int64_t min_width, max_width, min_height, max_height; /* of the photos, pixels */
    double min_aspect_ratio, max_aspect_ratio;            /* of the boxes: width / height */
    bool has_audio, has_location;
    bool is_second;             /* made with a template */
    char *languages, *topics;   /* "\nen\nzh-hant\n": a line each; languages in lower case, topics folded */
    char *words;                /* folded texts and description, a line each */
    int64_t print;              /* the fingerprint of all the texts, 0 without any */
    char *text_prints;          /* of each text: decimal numbers separated by blanks */
    const struct share *shares; /* one for each class of texts that others are in, too */
    size_t share_count;
};

/* Frees what it points to but the shares. */
void facts_clear(struct facts *facts);

/* Fills what a complete document says: all but the counts, posted_us and the shares.
 * `photos` and `boxes` have one entry an image. */
void facts_read_document(struct facts *facts, const json_t *document, const struct box *photos,
                         const struct box *boxes);

#endif
