/* SPDX-License-Identifier: Apache-2.0
 *
 * The headers of resumable uploads (tus 1.0.0, https://tus.io/protocols/resumable-upload), and
 * the date of Upload-Expires. Pure; any thread.
 */
#ifndef STENCIL_RULE_TUS_H
#define STENCIL_RULE_TUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/refusal.h"

#define TUS_VERSION    "1.0.0"
#define TUS_EXTENSIONS "creation,creation-with-upload,expiration,checksum,termination"
#define TUS_ALGORITHMS "sha1,sha256"
#define TUS_BYTES_TYPE "application/offset+octet-stream"

enum { TUS_METADATA_MAX = 4096, TUS_PAIRS_MAX = 32, TUS_KEY_MAX = 64, TUS_DIGEST_MAX = 32, TUS_DATE_SIZE = 30 };

/* A whole number of bytes, in digits alone. */
bool tus_number(const char *text, int64_t *number);

/* Upload-Metadata: pairs of a key and base64, separated by commas; no key twice. What is wrong
 * is refused as header:Upload-Metadata. */
enum err tus_metadata_check(struct refusals *refusals, const char *text);

/* Whether checked metadata has this key with this value. */
bool tus_metadata_says(const char *text, const char *key, const char *value);

enum tus_algorithm { TUS_SHA1, TUS_SHA256 };

struct tus_checksum {
    enum tus_algorithm algorithm;
    unsigned char digest[TUS_DIGEST_MAX];
    size_t size;
};

/* Upload-Checksum: an algorithm and base64 of its size. */
bool tus_checksum_parse(const char *text, struct tus_checksum *out);

/* A date as RFC 9110 §5.6.7 wants it, rounded down to a second. */
void tus_date(int64_t time_us, char out[TUS_DATE_SIZE]);

#endif
