/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that makes AVIF variants of photos: one at a time, in a picture worker of its own that
 * stands back for everything else. What is wanted is kept in memory; what a stop forgets is wanted
 * again by the next who asks. Safe to run on several machines: a variant that is made twice is kept once.
 */
#ifndef STENCIL_JOB_AVIF_H
#define STENCIL_JOB_AVIF_H

#include "server.h"

struct avif_job;

struct avif_job *avif_start(struct server *server);
void avif_stop(struct avif_job *job);

/* Makes the AVIF of this width of the photo soon; more than the job can remember are forgotten. Nothing
 * happens where the job is NULL. Any thread. */
void avif_want(struct avif_job *job, const char *photo, int width);

/* What the job draws with. */
struct media_pool *avif_pool(struct avif_job *job);

#endif
