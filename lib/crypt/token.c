/* SPDX-License-Identifier: Apache-2.0 */
#include "crypt/token.h"

#include <string.h>

void token_new(char out[TOKEN_SIZE])
{
    unsigned char bytes[SHA256_BYTES];
    random_bytes(bytes, sizeof bytes);
    base64url_encode(bytes, sizeof bytes, out);
}

void token_derive(const struct password_secret *secret, const char *idempotency_key, char out[TOKEN_SIZE])
{
    unsigned char bytes[SHA256_BYTES];
    hmac_sha256(secret->bytes, sizeof secret->bytes, idempotency_key, strlen(idempotency_key), bytes);
    base64url_encode(bytes, sizeof bytes, out);
}

void token_hash(const char *token, char out[SHA256_TEXT_SIZE])
{
    sha256_text(token, strlen(token), out);
}
