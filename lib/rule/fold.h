/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts folded to what they say, so that two of them can be compared, and words looked for
 * in them, whatever the case, the width, the punctuation or the blanks. Pure; any thread.
 */
#ifndef STENCIL_RULE_FOLD_H
#define STENCIL_RULE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

/* The text as NFKC(casefold(NFKC(text))), the compatibility caseless form of The Unicode
 * Standard §3.13 with the composed form of UAX #15, and further:
 *
 * - what is not seen is gone: default ignorable characters (UAX #44: joiners, variation
 *   selectors, soft hyphens, direction marks …) and the tatweel that only lengthens Arabic words;
 * - a run of white space, punctuation and controls is one blank, none at the edges. So are
 *   ~ (NFKC's full-width wave dash) and ` (typed for an apostrophe);
 * - a combining mark that has lost its letter is gone (´ is a blank and a mark to NFKC), and
 *   so are those behind the 30th of one letter (UAX #15 §13);
 * - the four i of Turkish are one letter, as the language is not known: İ loses the dot that
 *   case folding leaves as a mark, ı gains one. So ISPARTA, Isparta and ısparta are equal;
 * - a decimal digit of any script is the one of 0 to 9 that it stands for: ٢٠٢٤ is 2024.
 *
 * Other letters, marks, numbers and symbols stay: é is not e, 三 is not 3. At most bytes_max
 * bytes, cut behind a character. Folding twice changes nothing. Bytes that are not UTF-8
 * become U+FFFD. Yours; g_free. */
char *fold_text(const char *text, size_t bytes_max);

/* Whether the folded word, or phrase, stands in the folded text as whole words. A word ends
 * at the text's edge, at a blank and at a symbol (UAX #29 breaks there too: "beach😍"), never
 * before a combining mark. A script written without blanks has no edges to look for: there
 * "海滩" is found in "去海滩吧", and "beach" in "beach海滩". An empty word is in nothing. */
bool fold_has_word(const char *folded, const char *word);

#endif
