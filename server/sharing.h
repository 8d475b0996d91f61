/* SPDX-License-Identifier: Apache-2.0
 *
 * A collection's facts and its place in the classes of texts, brought up to date inside the
 * transaction that changes it; and whom that concerns.
 */
#ifndef STENCIL_SHARING_H
#define STENCIL_SHARING_H

#include "evaluate.h"

/* Makes the facts anew from a posted collection and moves it from the classes of the texts
 * that it had to those that it has. `concerned` (a set of ids) gets the other collections
 * that may be evaluated differently now. */
enum err sharing_update(struct evaluator *evaluator, const struct collection *collection, GHashTable *concerned);

/* Puts it into all the classes of its texts, also those that were not kept when it was posted. */
enum err sharing_add(struct evaluator *evaluator, const struct collection *collection, GHashTable *concerned);

/* Takes it out of all classes. */
enum err sharing_forget(struct evaluator *evaluator, const char *collection_id, GHashTable *concerned);

#endif
