/* SPDX-License-Identifier: Apache-2.0
 *
 * The signature on what is delivered to a webhook. Pure; any thread.
 */
#ifndef STENCIL_NET_WEBHOOK_SIGNATURE_H
#define STENCIL_NET_WEBHOOK_SIGNATURE_H

#include <stdint.h>

/* "t=SECONDS,v1=HEX", HEX being HMAC-SHA-256 (RFC 2104) under the secret of SECONDS in
 * decimal, a full stop, and the body. Free with g_free. */
char *webhook_signature(const char *secret, const char *body, int64_t seconds);

#endif
