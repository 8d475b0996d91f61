/* SPDX-License-Identifier: Apache-2.0
 *
 * A finished reply as libmicrohttpd's response, with its headers.
 */
#ifndef STENCIL_HTTP_RESPONSE_H
#define STENCIL_HTTP_RESPONSE_H

#include <microhttpd.h>

#include "exchange.h"

/* Takes the reply's body; `stream` is a response that brings its own, or NULL. NULL when memory is out. */
struct MHD_Response *http_response_new(struct server *server, struct exchange *exchange, struct MHD_Response *stream);

#endif
