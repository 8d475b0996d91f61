/* SPDX-License-Identifier: Apache-2.0
 *
 * How much two texts have in common, and which of many are worth comparing: the resemblance
 * of their shingles (Broder, On the resemblance and containment of documents, 1997), and
 * min-wise hashes in bands (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3).
 * The same on every machine: hashes may be stored. Pure; any thread.
 *
 * A shingle is a run of characters, blanks and the blank before and behind the text too. One
 * of two and one of three letters begins at each character; of characters that are a
 * syllable or a word by themselves (Han, kana, Hangul) it is one of one and one of two. So
 * it works without blanks between words, and for texts of five characters. Whole words as
 * shingles measured worse (docs/decisions/0021).
 */
#ifndef STENCIL_RULE_SHINGLE_H
#define STENCIL_RULE_SHINGLE_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SHINGLES_MAX = 4096, /* of a longer text the first ones are looked at, about 2,000 characters */
    SHINGLE_BANDS = 8,
    SHINGLE_BAND_ROWS = 2,
};

struct shingles {
    size_t count;
    uint64_t hashes[]; /* ascending, none twice */
};

/* The shingles of a text that fold_text made; none if it is empty. Yours. */
struct shingles *shingles_new(const char *folded);
void shingles_free(struct shingles *shingles);
typedef struct shingles shingles;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(shingles, shingles_free)

/* The Jaccard index: shingles that both have by shingles that either has, 0 to 1. Equal texts
 * have 1; so have two empty ones, and texts that only repeat themselves ("hahaha", "hahahaha"). */
double shingles_similarity(const struct shingles *a, const struct shingles *b);

/* Keys ≥ 0, to be stored and looked up; no two bands share one, so one index holds them all.
 * Two texts of similarity s share at least one key with probability 1 - (1 - s²)⁸: 0.97 for 0.6,
 * 0.995 for 0.7, 0.08 for 0.1. Which of them are similar shingles_similarity says. Empty
 * texts share all keys. */
void shingles_bands(const struct shingles *shingles, int64_t keys[SHINGLE_BANDS]);

#endif
