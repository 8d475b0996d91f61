/* SPDX-License-Identifier: Apache-2.0
 *
 * An evaluation of a collection (seed ¶0032), and what follows from it.
 */
#ifndef STENCIL_RATE_H
#define STENCIL_RATE_H

#include "reply.h"

/* 1 up, -1 down, 0 takes the rating back. Inside the writing transaction. */
enum err rate(struct req *req, struct reply *reply, int value);

#endif
