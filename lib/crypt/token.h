/* SPDX-License-Identifier: Apache-2.0
 *
 * Session tokens: 256 bits as 43 characters of base64url, of which only the SHA-256 is
 * stored. Any thread.
 */
#ifndef STENCIL_CRYPT_TOKEN_H
#define STENCIL_CRYPT_TOKEN_H

#include "base/base64url.h"
#include "crypt/password.h"

enum { TOKEN_SIZE = BASE64URL_SIZE(SHA256_BYTES) };

/* A new random token. */
void token_new(char out[TOKEN_SIZE]);

/* The token that follows from a sign-in and its Idempotency-Key: the same for a retry, so
 * that the reply can be repeated although no token is stored. Whoever knows only what is
 * stored cannot compute it. */
void token_derive(const struct password_secret *secret, const char *idempotency_key, char out[TOKEN_SIZE]);

/* What is stored of a token. */
void token_hash(const char *token, char out[SHA256_TEXT_SIZE]);

#endif
