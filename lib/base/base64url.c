/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base64url.h"

#include <stdint.h>
#include <string.h>

void base64url_encode(const void *data, size_t size, char *out)
{
    static const char alphabet[] = BASE64URL_ALPHABET;
    const unsigned char *in = data;
    uint32_t bits = 0;
    unsigned held = 0;
    for (size_t i = 0; i < size; i++) {
        bits = bits << 8 | in[i];
        for (held += 8; held >= 6; held -= 6)
            *out++ = alphabet[bits >> (held - 6) & 63];
    }
    if (held)
        *out++ = alphabet[bits << (6 - held) & 63];
    *out = '\0';
}

GBytes *base64url_decode(const char *text)
{
    size_t length = strlen(text);
    g_autofree unsigned char *out = g_malloc(length * 3 / 4 + 1);
    size_t size = 0;
    uint32_t bits = 0;
    unsigned held = 0;
    if (length % 4 == 1)
        return NULL;
    for (; *text; text++) {
        const char *at = strchr(BASE64URL_ALPHABET, *text);
        if (!at)
            return NULL;
        bits = bits << 6 | (uint32_t)(at - BASE64URL_ALPHABET);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out[size++] = (unsigned char)(bits >> held);
        }
    }
    if (bits & ((1u << held) - 1))
        return NULL;
    return g_bytes_new_take(g_steal_pointer(&out), size);
}
