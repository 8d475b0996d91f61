/* SPDX-License-Identifier: Apache-2.0
 *
 * The public page of a collection as HTML, for people and for the programs that preview links.
 * No script, nothing inline; what people wrote is text in it (base/html.h). Pure.
 */
#ifndef STENCIL_CARD_PAGE_H
#define STENCIL_CARD_PAGE_H

#include "card.h"

#define CARD_PAGE_TYPE "text/html; charset=utf-8"
#define CARD_PAGE_POLICY                                                                                               \
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "      \
    "'none'"

/* Whether somebody who is not signed in may see it. */
bool card_is_for_all(const struct collection *c);

/* `credits`: struct relative, what it was made from as far as the reader finds it. */
GString *card_page(const struct collection *c, const struct card *card, const GPtrArray *credits);

/* In place of what is not there, or not for the reader. */
GString *card_page_of_nothing(void);

#endif
