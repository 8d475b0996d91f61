/* SPDX-License-Identifier: Apache-2.0
 *
 * An authorization as a reply: looked up as far as the one who asks may see it, decided,
 * shown with what was posted with it and its receipts.
 */
#ifndef STENCIL_AUTHORIZATION_REPLY_H
#define STENCIL_AUTHORIZATION_REPLY_H

#include "reply.h"
#include "store/authorization.h"

/* The whole of it; a new reference. */
enum err authorization_whole_json(struct req *req, const struct authorization *a, json_t **out);

enum err authorization_reply(struct req *req, struct reply *reply, const struct authorization *a);

/* The authorization of the path's first variable, and how she stands to it; E_NOT_FOUND for
 * strangers. */
enum err authorization_look(struct req *req, struct authorization **out, enum authorization_actor *actor);

/* Decides it and answers with what it is then. */
enum err authorization_act(struct req *req, struct reply *reply, enum authorization_act act,
                           enum authorization_effect effect);

#endif
