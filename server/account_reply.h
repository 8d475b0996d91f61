/* SPDX-License-Identifier: Apache-2.0
 *
 * An account as a reply, with what is counted of it.
 */
#ifndef STENCIL_ACCOUNT_REPLY_H
#define STENCIL_ACCOUNT_REPLY_H

#include "reply.h"

/* `to_others`: as others see it, with whether the one who asks follows it. */
enum err account_reply(struct req *req, struct reply *reply, const struct account *account, bool to_others);

#endif
