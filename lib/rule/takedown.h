/* SPDX-License-Identifier: Apache-2.0
 *
 * Taking a collection down: what may be said, and what becomes of collections that were made
 * from it. Pure; any thread.
 */
#ifndef STENCIL_RULE_TAKEDOWN_H
#define STENCIL_RULE_TAKEDOWN_H

#include <jansson.h>
#include <stdbool.h>

#include "base/refusal.h"

enum {
    MODERATION_NOTE_MAX = 1000, /* characters */
    TAKEDOWN_REACH_MAX = 1000   /* other collections, made from the one that is taken down, through any depth */
};

/* What happens to what others made from it. */
enum takedown_effect { TAKEDOWN_KEEP, TAKEDOWN_DROP_IMAGES, TAKEDOWN_HIDE, TAKEDOWN_REMOVE };

/* What a takedown does to one collection. */
enum takedown_mark { MARK_NONE, MARK_DROP, MARK_HIDE, MARK_REMOVE, TAKEDOWN_MARKS };

/* What it does to one that was made from it; `shows_its_images`: by reference. */
enum takedown_mark takedown_mark_of(enum takedown_effect effect, bool shows_its_images);

/* "keep" …; "drop", "hide", "remove", NULL for MARK_NONE. The parser of a mark expects one of
 * them. */
const char *takedown_effect_name(enum takedown_effect effect);
const char *takedown_mark_name(enum takedown_mark mark);
enum takedown_mark takedown_mark_parse(const char *name);

/* The codes of reasons, to report and to take down; ends with NULL. */
extern const char *const moderation_reasons[];

/* A body of POST …/takedown, completed with defaults: {"reason", "note", "effect", "preview"}. */
enum err takedown_check(const json_t *body, struct refusals *refusals, json_t **completed);
enum takedown_effect takedown_effect_of(const json_t *completed);

/* A body of which only {"note"} is said, completed. */
enum err moderation_note_check(const json_t *body, struct refusals *refusals, json_t **completed);

#endif
