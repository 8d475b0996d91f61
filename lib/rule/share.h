/* SPDX-License-Identifier: Apache-2.0
 *
 * By what texts are held to be the same (DESIGN §6, text_shared): all the texts of a
 * collection together, or one of them; equal, or similar from a level on. Pure.
 */
#ifndef STENCIL_RULE_SHARE_H
#define STENCIL_RULE_SHARE_H

#include <stdint.h>

enum share_scope { SHARE_SET, SHARE_TEXT };

/* Similarity is kept in these steps; level 0 is equality. SHARE_TEXT has level 0 alone. */
enum { SHARE_LEVELS = 5 };
extern const double share_similarities[SHARE_LEVELS]; /* 1, 0.9, 0.8, 0.7, 0.6 */

#define SHARE_SIMILARITY_MIN 0.6

/* The first level whose similarity is at least this one. */
int share_level(double similarity);

/* Which later collections share a text of a collection, at one scope and level. Those of its
 * own creator do not count: who repeats herself convinces nobody. */
struct share {
    enum share_scope scope;
    int level;
    int64_t later;         /* later collections of other creators */
    int64_t creators;      /* different ones among these creators */
    int64_t made;          /* of `later`: made with the template of this very collection */
    int64_t made_creators; /* of `creators`: all of whose later ones are */
};

/* The class of texts that a text is in at a scope and level, when `founder` is the
 * fingerprint of the text that the class is measured by. Never negative. */
int64_t share_class(enum share_scope scope, int level, int64_t founder);

#endif
