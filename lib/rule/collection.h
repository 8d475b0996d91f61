/* SPDX-License-Identifier: Apache-2.0
 *
 * What a collection may hold: the body of a post checked field by field and completed
 * with its defaults (DESIGN §5; seed ¶0040, ¶0109). Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_COLLECTION_H
#define STENCIL_RULE_COLLECTION_H

#include <jansson.h>

#include "base/refusal.h"

enum {
    COLLECTION_IMAGES_MAX = 35,
    COLLECTION_TEXTS_MAX = 200,
    COLLECTION_STICKERS_MAX = 100,
    COLLECTION_TOPICS_MAX = 20,
    IMAGE_ALT_MAX = 1000,    /* characters */
    TOPIC_MAX = 64,          /* characters */
    TEXT_CONTENT_MAX = 1000, /* characters */
    TEXT_LINES_MAX = 20,
    DESCRIPTION_MAX = 5000, /* characters */
};

/* Checks the whole body of a collection and gives the complete document: every member of
 * the contract present, left-out ones with their defaults, given ones unchanged (numbers
 * exactly as they came). Every refused field is named in `refusals` (all of them, up to
 * REFUSALS_MAX), unknown members too. `state` and `template` stay in the document as
 * given (`template` null when left out). E_INVALID, or OK with a new reference. */
enum err collection_check(const json_t *body, struct refusals *refusals, json_t **document);

/* JSON Merge Patch (RFC 7396): a new document, `target` with `patch` laid over it. */
json_t *merge_patch(const json_t *target, const json_t *patch);

#endif
