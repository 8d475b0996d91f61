/* SPDX-License-Identifier: Apache-2.0 */
#include "crypt/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

struct digest {
    EVP_MD_CTX *context;
};

/* OpenSSL's digests fail only when memory is out, where GLib stops the program too. */
static void must(int outcome)
{
    if (outcome != 1)
        g_error("OpenSSL cannot compute a digest");
}

static struct digest *digest_of(const EVP_MD *kind)
{
    struct digest *digest = g_new0(struct digest, 1);
    digest->context = EVP_MD_CTX_new();
    must(digest->context && EVP_DigestInit_ex(digest->context, kind, NULL));
    return digest;
}

struct digest *digest_new(void)
{
    return digest_of(EVP_sha256());
}

struct digest *digest_new_sha1(void)
{
    return digest_of(EVP_sha1());
}

void digest_free(struct digest *digest)
{
    if (!digest)
        return;
    EVP_MD_CTX_free(digest->context);
    g_free(digest);
}

void digest_add(struct digest *digest, const void *data, size_t size)
{
    must(EVP_DigestUpdate(digest->context, data, size));
}

static void write_text(const unsigned char *bytes, char out[SHA256_TEXT_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < SHA256_BYTES; i++) {
        *out++ = digits[bytes[i] >> 4];
        *out++ = digits[bytes[i] & 15];
    }
    *out = '\0';
}

void digest_text(struct digest *digest, char out[SHA256_TEXT_SIZE])
{
    unsigned char bytes[SHA256_BYTES];
    must(EVP_DigestFinal_ex(digest->context, bytes, NULL));
    write_text(bytes, out);
}

void digest_bytes(struct digest *digest, unsigned char out[DIGEST_BYTES_MAX], size_t *size)
{
    unsigned length = 0;
    must(EVP_DigestFinal_ex(digest->context, out, &length));
    *size = length;
}

void sha256_text(const void *data, size_t size, char out[SHA256_TEXT_SIZE])
{
    unsigned char bytes[SHA256_BYTES];
    must(EVP_Digest(data, size, bytes, NULL, EVP_sha256(), NULL));
    write_text(bytes, out);
}

void hmac_sha256(const void *key, size_t key_size, const void *data, size_t size, unsigned char out[SHA256_BYTES])
{
    must(HMAC(EVP_sha256(), key, (int)key_size, data, size, out, NULL) != NULL);
}

void hmac_sha256_text(const void *key, size_t key_size, const void *data, size_t size, char out[SHA256_TEXT_SIZE])
{
    unsigned char bytes[SHA256_BYTES];
    hmac_sha256(key, key_size, data, size, bytes);
    write_text(bytes, out);
}

void random_bytes(void *out, size_t size)
{
    must(RAND_bytes(out, (int)size));
}
