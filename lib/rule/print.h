/* SPDX-License-Identifier: Apache-2.0
 *
 * Fingerprints of texts: two texts have the same one when they are equal after folding
 * (NFKC, case-folded, white space and punctuation folded; DESIGN §6). Of each text, and of
 * all the texts of a collection as a set. Pure; any thread.
 */
#ifndef STENCIL_RULE_PRINT_H
#define STENCIL_RULE_PRINT_H

#include <glib.h>
#include <jansson.h>
#include <stdint.h>

enum {
    PRINT_BYTES_MAX = 65536, /* of a set that are looked at; what is behind them counts as equal */
    PRINT_TEXTS_MAX = 40,    /* different texts of a collection that are fingerprinted each by itself */
};

/* The folded texts of a complete document, each once, sorted by bytes, without those of which
 * folding leaves nothing. A new array that frees its elements. */
GPtrArray *print_texts(const json_t *document);

/* The set as one text: a line each. Yours; "" for no texts. */
char *print_set(const GPtrArray *texts);

/* The fingerprint of a folded text: the first 63 bits of its SHA-256, never 0; 0 for "". */
int64_t print_id(const char *folded);

#endif
