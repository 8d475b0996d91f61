/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls of templates, counted in memory and written in one go from time to time: a call is
 * a read, and must not cost a transaction. A crash loses what was not written yet. Any thread.
 */
#ifndef STENCIL_CALLS_H
#define STENCIL_CALLS_H

#include "db/writer.h"

struct calls;

struct calls *calls_new(void);
void calls_free(struct calls *calls);

void calls_count(struct calls *calls, const char *template_id);

/* Writes what was counted since the last time, and waits for it. */
enum err calls_write(struct calls *calls, struct writer *writer);

#endif
