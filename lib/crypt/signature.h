/* SPDX-License-Identifier: Apache-2.0
 *
 * Signatures by Ed25519 (RFC 8032), with OpenSSL. The private key is a PEM file (PKCS #8,
 * mode 0600) that is made when it is first needed. A signer does not change; any thread.
 */
#ifndef STENCIL_CRYPT_SIGNATURE_H
#define STENCIL_CRYPT_SIGNATURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/base64url.h"
#include "base/err.h"

enum { SIGNATURE_BYTES = 64, SIGNATURE_TEXT_SIZE = BASE64URL_SIZE(SIGNATURE_BYTES) };

struct signer;

/* Reads the key of this path, making it where it is missing: whole or not at all, and when
 * several programs make it at once, all of them get the same. */
enum err signer_open(const char *path, struct signer **out);
void signer_free(struct signer *signer);

/* base64url of the first 16 bytes of the SHA-256 of the public key (its SubjectPublicKeyInfo). */
const char *signer_key_id(const struct signer *signer);

/* The public key as PEM. */
const char *signer_public_key(const struct signer *signer);

/* When the key was made. */
int64_t signer_created_us(const struct signer *signer);

/* Signs exactly these bytes; base64url. */
enum err signer_sign(const struct signer *signer, const void *data, size_t size, char out[SIGNATURE_TEXT_SIZE]);

#endif
