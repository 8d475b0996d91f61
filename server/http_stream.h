/* SPDX-License-Identifier: Apache-2.0
 *
 * Server-sent events of one connection: suspended while there is nothing to send, woken by
 * the event hub. It reads its events itself, a batch at a time when the last is on its
 * way, so a slow reader holds one batch and no more. Of one loop's thread, but for the wake.
 */
#ifndef STENCIL_HTTP_STREAM_H
#define STENCIL_HTTP_STREAM_H

#include "http_loop.h"

struct http_stream;

/* The response that streams the events of the one who is signed in, after the one that the
 * reply names. NULL when memory is out. The stream ends with the response. */
struct MHD_Response *http_stream_response(struct http_loop *loop, struct MHD_Connection *connection,
                                          const struct exchange *exchange);

/* Resumes those that were woken. */
void http_streams_resume(struct http_loop *loop);

/* Each second or so: a heartbeat where one is due, which also finds clients that went
 * away and sessions that are over. With `is_ending` all streams end. */
void http_streams_beat(struct http_loop *loop, bool is_ending);

#endif
