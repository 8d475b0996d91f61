/* SPDX-License-Identifier: Apache-2.0
 *
 * Watched words: a list that is compared, folded and as whole words (rule/fold.h), with what
 * is posted. Pure: no I/O. A list is constant once it is made; any thread.
 */
#ifndef STENCIL_RULE_WORDS_H
#define STENCIL_RULE_WORDS_H

#include <glib.h>
#include <jansson.h>

#include "base/refusal.h"

enum {
    WORDS_MAX = 1000,
    WORD_MAX = 64,            /* characters */
    WORD_FOLDED_MAX = 4096,   /* bytes: more than WORD_MAX characters can become */
    WORDS_TEXT_MAX = 1 << 18, /* bytes of a folded text: more than any field of a collection can become */
};

enum word_action { WORD_REPORT, WORD_REFUSE };

typedef struct word {
    char *text; /* as it was given */
    char *folded;
    enum word_action action;
} word;

struct word *word_new(const char *text, const char *folded, enum word_action action);
void word_free(struct word *word);

/* "report", "refuse"; the parser expects one of them. */
const char *word_action_name(enum word_action action);
enum word_action word_action_parse(const char *name);

/* The body of PUT /moderation/words, {"words": [{"word", "action"}]}: a new array of struct word
 * that frees its elements. Refused are words of which folding leaves nothing, and the same twice. */
enum err words_check(const json_t *body, struct refusals *refusals, GPtrArray **out);

/* A list made ready to look for. Takes the array of struct word over. */
typedef struct words words;
struct words *words_new_take(GPtrArray *list);
void words_free(struct words *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(words, words_free)

/* Calls `found` once with each word that stands in the text (not folded yet), in no order. Takes
 * time for the text, hardly for the length of the list. */
void words_find(const struct words *words, const char *text, void (*found)(void *context, const struct word *word),
                void *context);

/* Looks through what a collection says: texts, alternative texts, description, topics, the names
 * of its place and its sound. A field with a word that is to be refused is refused by its
 * pointer. `reported` (of borrowed struct word) gets each that is to be reported, once. */
enum err words_look(const struct words *words, const json_t *document, struct refusals *refusals, GPtrArray *reported);

#endif
