/* SPDX-License-Identifier: Apache-2.0
 *
 * What is posted is looked through for watched words. Inside the writing transaction.
 */
#ifndef STENCIL_WATCH_H
#define STENCIL_WATCH_H

#include "req.h"
#include "store/collection.h"

/* A posted collection, new or edited, that is stored already: E_INVALID with the fields that have
 * a word which is refused. For words to be reported the server reports the collection. */
enum err watch_collection(struct req *req, const struct collection *collection);

/* The list as it was read last, made ready to look for: it is long, and seldom changes. On the
 * writer's thread alone. */
struct watchlist;
struct watchlist *watchlist_new(void);
void watchlist_free(struct watchlist *watchlist);

/* Where the list is replaced: the next look reads it. */
void watchlist_forget(struct watchlist *watchlist);

#endif
