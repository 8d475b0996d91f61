/* SPDX-License-Identifier: Apache-2.0
 *
 * HTTP by libmicrohttpd: event loops of our own, one a processor, each with its listener
 * (SO_REUSEPORT), its daemon in external epoll mode and an eventfd for finished work.
 */
#ifndef STENCIL_HTTP_H
#define STENCIL_HTTP_H

#include "server.h"

struct http;

/* Listens and starts the loops. `*address` gets "HOST:PORT" with the port that was taken. */
enum err http_start(struct server *server, struct http **out, char **address);

/* Takes no more connections, waits up to http.drain seconds for the requests under way,
 * and ends the loops. Whether all were finished. */
bool http_stop(struct http *http);

#endif
