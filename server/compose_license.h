/* SPDX-License-Identifier: Apache-2.0
 *
 * The licence of a collection against those of what it takes over: from the template that
 * it is made with, and of the collections whose images it shows (rule/license.h).
 */
#ifndef STENCIL_COMPOSE_LICENSE_H
#define STENCIL_COMPOSE_LICENSE_H

#include "req.h"
#include "store/collection.h"
#include "store/template.h"

/* After compose_media. `made_with` may be NULL. `before` is the document that an edit
 * replaces, or NULL: what stood in it under the same licence may stay, for what was given
 * under a licence is not taken back. Where `is_given` is false the body named no licence,
 * and the document gets the template's. Refused at /license. */
enum err compose_license(struct req *req, struct collection *collection, const struct template *made_with,
                         const json_t *before, bool is_given);

#endif
