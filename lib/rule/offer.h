/* SPDX-License-Identifier: Apache-2.0
 *
 * What the server offers for laying over images, by name: the filters of config/filters.json and the
 * stickers of config/stickers/stickers.json. Constant, read when first asked for; any thread.
 */
#ifndef STENCIL_RULE_OFFER_H
#define STENCIL_RULE_OFFER_H

#include <jansson.h>

#include "base/refusal.h"

enum offer { OFFER_FILTERS, OFFER_STICKERS, OFFERS };

/* All entries, an array of objects with "name" and "label"; filters also with "matrix" and "curves". Borrowed. */
const json_t *offer_items(enum offer offer);

/* The entry of this name (NULL: none), or NULL. Borrowed. */
const json_t *offer_find(enum offer offer, const char *name);

/* Refuses each filter and each built-in sticker of a document by a name that is not offered. A name that the
 * collection had `before` or that comes from its template (both may be NULL) stays: what was stored is kept,
 * and drawn without it. */
enum err offer_check(const json_t *document, const json_t *before, const json_t *template, struct refusals *refusals);

#endif
