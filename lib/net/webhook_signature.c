/* SPDX-License-Identifier: Apache-2.0 */
#include "net/webhook_signature.h"

#include <string.h>

#include "crypt/digest.h"

char *webhook_signature(const char *secret, const char *body, int64_t seconds)
{
    char code[SHA256_TEXT_SIZE];
    g_autofree char *what = g_strdup_printf("%" G_GINT64_FORMAT ".%s", seconds, body);
    hmac_sha256_text(secret, strlen(secret), what, strlen(what), code);
    return g_strdup_printf("t=%" G_GINT64_FORMAT ",v1=%s", seconds, code);
}
