/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of watched words: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_WORDS_H
#define STENCIL_STORE_WORDS_H

#include <glib.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/words.h"

/* As it was given: a new array of struct word that frees its elements. */
enum err words_get(struct db_conn *db, GPtrArray **out);

/* A number that is another one for each list. */
enum err words_version(struct db_conn *db, int64_t *version);

/* In place of what there was; `*version` is that of the new list. */
enum err words_put(struct db_conn *db, const GPtrArray *list, int64_t *version);

#endif
