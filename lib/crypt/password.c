/* SPDX-License-Identifier: Apache-2.0 */
#include "crypt/password.h"

#include <glib.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "base/base64url.h"

enum { SALT_BYTES = 16, SCRYPT_R = 8, SCRYPT_P = 1, SCRYPT_LOG2_N_MAX = 20 };

struct scrypt {
    unsigned log2_n, r, p;
};

/* 64 bytes: the first half is stored to be compared, the second half is the secret. */
struct derived {
    unsigned char stored[SHA256_BYTES];
    struct password_secret secret;
};

static enum err derive(const char *password, const void *salt, size_t salt_size, struct scrypt cost,
                       struct derived *out)
{
    uint64_t n = UINT64_C(1) << cost.log2_n;
    uint64_t memory = 128 * n * cost.r + (UINT64_C(1) << 20) * (1 + cost.p);
    if (EVP_PBE_scrypt(password, strlen(password), salt, salt_size, n, cost.r, cost.p, memory, (unsigned char *)out,
                       sizeof *out) != 1)
        return err_broken("password", "scrypt failed");
    return OK;
}

enum err password_hash(const char *password, unsigned log2_n, char **stored)
{
    unsigned char salt[SALT_BYTES];
    char salt_text[BASE64URL_SIZE(SALT_BYTES)], hash_text[BASE64URL_SIZE(SHA256_BYTES)];
    struct derived derived;
    random_bytes(salt, sizeof salt);
    enum err e = derive(password, salt, sizeof salt, (struct scrypt){log2_n, SCRYPT_R, SCRYPT_P}, &derived);
    if (e)
        return e;
    base64url_encode(salt, sizeof salt, salt_text);
    base64url_encode(derived.stored, sizeof derived.stored, hash_text);
    *stored = g_strdup_printf("scrypt$%u$%d$%d$%s$%s", log2_n, SCRYPT_R, SCRYPT_P, salt_text, hash_text);
    OPENSSL_cleanse(&derived, sizeof derived);
    return OK;
}

enum err password_verify(const char *password, const char *stored, bool *matches, struct password_secret *secret)
{
    struct scrypt cost;
    struct derived derived;
    char salt_text[64], hash_text[64];
    if (sscanf(stored, "scrypt$%u$%u$%u$%63[^$]$%63s", &cost.log2_n, &cost.r, &cost.p, salt_text, hash_text) != 5 ||
        cost.log2_n > SCRYPT_LOG2_N_MAX)
        return err_broken("password", "a stored password has an unknown form");
    g_autoptr(GBytes) salt = base64url_decode(salt_text);
    g_autoptr(GBytes) hash = base64url_decode(hash_text);
    if (!salt || !hash || g_bytes_get_size(hash) != SHA256_BYTES)
        return err_broken("password", "a stored password has an unknown form");
    enum err e = derive(password, g_bytes_get_data(salt, NULL), g_bytes_get_size(salt), cost, &derived);
    if (e)
        return e;
    *matches = CRYPTO_memcmp(derived.stored, g_bytes_get_data(hash, NULL), SHA256_BYTES) == 0;
    if (*matches && secret)
        *secret = derived.secret;
    OPENSSL_cleanse(&derived, sizeof derived);
    return OK;
}
