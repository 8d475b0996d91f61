/* SPDX-License-Identifier: Apache-2.0
 *
 * Problem details (RFC 9457) of a refused request.
 */
#ifndef STENCIL_PROBLEM_H
#define STENCIL_PROBLEM_H

#include "reply.h"

#define PROBLEM_URN "urn:stencil:problem:"

/* The document of an outcome; a new reference. */
json_t *problem_json(const struct req *req, const struct reply *reply, enum err outcome);

#endif
