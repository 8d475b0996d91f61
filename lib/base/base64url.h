/* SPDX-License-Identifier: Apache-2.0
 *
 * base64url without padding (RFC 4648 §5), which GLib's base64 lacks. Any thread.
 */
#ifndef STENCIL_BASE_BASE64URL_H
#define STENCIL_BASE_BASE64URL_H

#include <glib.h>
#include <stddef.h>

#define BASE64URL_ALPHABET "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

/* Characters that `size` bytes become, with the closing NUL. */
#define BASE64URL_SIZE(size) (((size)*4 + 2) / 3 + 1)

/* Writes BASE64URL_SIZE(size) characters. */
void base64url_encode(const void *data, size_t size, char *out);

/* The bytes of `text`, or NULL when it is not canonical base64url. */
GBytes *base64url_decode(const char *text);

#endif
