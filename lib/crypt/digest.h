/* SPDX-License-Identifier: Apache-2.0
 *
 * SHA-256, HMAC-SHA-256 and random bytes, by OpenSSL; SHA-1 for what others ask to be checked
 * by it. Any thread; one digest is one thread's at a time.
 */
#ifndef STENCIL_CRYPT_DIGEST_H
#define STENCIL_CRYPT_DIGEST_H

#include <glib.h>
#include <stddef.h>

enum { SHA256_BYTES = 32, SHA256_TEXT_SIZE = 65 /* hexadecimal, with the closing NUL */ };

enum { SHA1_BYTES = 20, DIGEST_BYTES_MAX = SHA256_BYTES };

struct digest;

struct digest *digest_new(void);
struct digest *digest_new_sha1(void);
void digest_free(struct digest *digest);
typedef struct digest digest;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(digest, digest_free)

void digest_add(struct digest *digest, const void *data, size_t size);

/* The digest of all that was added, as hexadecimal; nothing may be added after. */
void digest_text(struct digest *digest, char out[SHA256_TEXT_SIZE]);

/* The same as bytes, of which there are `*size`. */
void digest_bytes(struct digest *digest, unsigned char out[DIGEST_BYTES_MAX], size_t *size);

/* The digest of one piece of data, as hexadecimal. */
void sha256_text(const void *data, size_t size, char out[SHA256_TEXT_SIZE]);

void hmac_sha256(const void *key, size_t key_size, const void *data, size_t size, unsigned char out[SHA256_BYTES]);

/* The same as hexadecimal. */
void hmac_sha256_text(const void *key, size_t key_size, const void *data, size_t size, char out[SHA256_TEXT_SIZE]);

/* Random bytes fit for keys. A machine without randomness stops the program. */
void random_bytes(void *out, size_t size);

#endif
