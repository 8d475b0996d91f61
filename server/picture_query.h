/* SPDX-License-Identifier: Apache-2.0
 *
 * What a request for a picture wants. One thread at a time.
 */
#ifndef STENCIL_PICTURE_QUERY_H
#define STENCIL_PICTURE_QUERY_H

#include "reply.h"
#include "rule/picture_form.h"

/* What `format` names; without it what the header Accept chooses, and the reply says so. Refused as `?format`. */
enum err picture_query_form(struct req *req, struct reply *reply, enum picture_form *form);

#endif
