/* SPDX-License-Identifier: Apache-2.0
 *
 * A template as the one who calls it sees it: with what the creators of its reference images
 * let her do with them.
 */
#ifndef STENCIL_TEMPLATE_REPLY_H
#define STENCIL_TEMPLATE_REPLY_H

#include "req.h"
#include "store/template.h"

/* A new reference. */
enum err template_seen_json(struct req *req, const struct template *t, json_t **out);

#endif
