/* SPDX-License-Identifier: Apache-2.0
 *
 * Passwords by scrypt (RFC 7914), stored as `scrypt$log2N$r$p$salt$hash`. Slow on purpose
 * (tens of milliseconds, tens of megabytes): never on an event loop. Any thread.
 */
#ifndef STENCIL_CRYPT_PASSWORD_H
#define STENCIL_CRYPT_PASSWORD_H

#include <stdbool.h>

#include "base/err.h"
#include "crypt/digest.h"

/* What follows from a password and is never stored: present only while its owner signs in. */
struct password_secret {
    unsigned char bytes[SHA256_BYTES];
};

/* The text to store for a new password; yours. `log2_n` is the cost (14–20). */
enum err password_hash(const char *password, unsigned log2_n, char **stored);

/* Whether the password is the one stored; then `secret` (may be NULL) is filled. */
enum err password_verify(const char *password, const char *stored, bool *matches, struct password_secret *secret);

#endif
