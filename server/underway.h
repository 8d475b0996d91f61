/* SPDX-License-Identifier: Apache-2.0
 *
 * Pictures that are being made just now, by their recipes: who asks for one of them meanwhile waits for
 * it without a thread, and nothing is made twice. Any thread; the lock guards all of it.
 */
#ifndef STENCIL_UNDERWAY_H
#define STENCIL_UNDERWAY_H

#include <stdbool.h>

#include "base/err.h"

struct underway;

struct underway *underway_new(void);
void underway_free(struct underway *underway);

/* True: the caller is to make it, and to call underway_end. False: somebody is at it. */
bool underway_begin(struct underway *underway, const char *recipe);

/* It is there, or `outcome` says why not. Calls what waits for it. */
void underway_end(struct underway *underway, const char *recipe, enum err outcome);

/* Calls `then` with the outcome as soon as it has ended: at once, with OK, where nobody is at it any more. */
void underway_then(struct underway *underway, const char *recipe, void (*then)(void *context, enum err outcome),
                   void *context);

#endif
