/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"

#include <string.h>
#include <uuid/uuid.h>

#include "base/base64url.h"

void id_new(int64_t now_us, char out[ID_SIZE])
{
    uuid_t uuid;
    uint64_t ms = (uint64_t)now_us / 1000;
    /* libuuid of Debian 12 makes no version 7: its 74 random bits, our time before them. */
    uuid_generate_random(uuid);
    for (int i = 0; i < 6; i++)
        uuid[i] = (unsigned char)(ms >> (40 - 8 * i));
    uuid[6] = (unsigned char)((uuid[6] & 0x0f) | 0x70);
    uuid[8] = (unsigned char)((uuid[8] & 0x3f) | 0x80);
    base64url_encode(uuid, sizeof uuid, out);
}

bool id_is_valid(const char *text)
{
    return strlen(text) == ID_SIZE - 1 && strspn(text, BASE64URL_ALPHABET) == ID_SIZE - 1;
}
