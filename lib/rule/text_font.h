/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether the texts of a collection can be drawn with our fonts: each names a family of ours,
 * and holds no character that none has. Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_TEXT_FONT_H
#define STENCIL_RULE_TEXT_FONT_H

#include <jansson.h>

#include "base/refusal.h"

/* Texts whose families and contents pass, since they were taken when there were other fonts: those of the template
 * that a collection is made with, and its own before an edit. Arrays, or NULL. */
struct text_font_known {
    const json_t *template, *before;
};

/* `texts`: those of a complete document. Refused at /texts/N/configuration/content, with the first such character,
 * and at /texts/N/configuration/font. */
enum err text_font_check(const json_t *texts, const struct text_font_known *known, struct refusals *refusals);

#endif
