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

#endif
