/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts, media, collections and templates as the API shows them. New references. Pure.
 */
#ifndef STENCIL_COLLECTION_JSON_H
#define STENCIL_COLLECTION_JSON_H

#include "store/account.h"
#include "store/collection.h"
#include "store/media.h"
#include "store/template.h"

/* As its owner sees it. */
json_t *account_json(const struct account *account, const struct account_counts *counts);
json_t *media_json(const struct media *media);

/* The document as it was posted, and what the server knows of it. Images must have been read. */
json_t *collection_json(const struct collection *collection);

/* {"up", "down", "mine"} */
json_t *evaluations_json(const struct collection *collection);

/* Without its calls: they change with each call, and the document's ETag would, too. */
json_t *template_json(const struct template *t);

#endif
