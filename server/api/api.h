/* SPDX-License-Identifier: Apache-2.0
 *
 * The handlers, one file each: they see no socket and send nothing; the outcome and the
 * reply that they give become HTTP in exchange.c.
 */
#ifndef STENCIL_API_API_H
#define STENCIL_API_API_H

#include "reply.h"
#include "req.h"

#define ROUTE(method, path, name, ...) enum err api_##name(struct req *req, struct reply *reply);
#include "routes.def"
#undef ROUTE

#endif
