/* SPDX-License-Identifier: Apache-2.0
 *
 * Whom a step of a class of texts concerns: the members whose evaluation it can change. The
 * connection's thread.
 */
#ifndef STENCIL_STORE_TEXT_CONCERN_H
#define STENCIL_STORE_TEXT_CONCERN_H

#include "store/text_class.h"

/* Adds to `ids` (a set of strings of its own) the members whose count has just come to one of
 * the thresholds, `count` of them, or that have later collections made with their own
 * template. Those beyond the limits are marked as due instead (evaluation_due). */
#ifdef STENCIL_FAULTS
/* So that tests with a few members come to the limits. */
enum { TEXT_CONCERNED_MAX = 2, TEXT_WALK_MAX = 10 };
#else
enum { TEXT_CONCERNED_MAX = 64, TEXT_WALK_MAX = 2000 };
#endif
enum err text_concern_later(struct db_conn *db, const struct text_change *change, const int64_t *thresholds,
                            size_t count, GHashTable *ids);
enum err text_concern_creators(struct db_conn *db, const struct text_change *change, const int64_t *thresholds,
                               size_t count, GHashTable *ids);
enum err text_concern_made(struct db_conn *db, const struct text_change *change, GHashTable *ids);

#endif
