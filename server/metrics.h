/* SPDX-License-Identifier: Apache-2.0
 *
 * What /metrics shows of requests: counted by route, with atomics. Any thread.
 */
#ifndef STENCIL_METRICS_H
#define STENCIL_METRICS_H

#include <glib.h>
#include <stdint.h>

struct metrics;
struct route;

struct metrics *metrics_new(void);
void metrics_free(struct metrics *metrics);

/* `route` is NULL for an address that is none. */
void metrics_count(struct metrics *metrics, const struct route *route, int status, int64_t duration_us);

/* Appends the text exposition format of Prometheus, version 0.0.4. */
void metrics_write(struct metrics *metrics, GString *out);

#endif
