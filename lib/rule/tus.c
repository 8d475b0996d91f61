/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/tus.h"

#include <glib.h>
#include <string.h>
#include <time.h>

#define METADATA "header:Upload-Metadata"

bool tus_number(const char *text, int64_t *number)
{
    gint64 read;
    if (!text || !*text || strspn(text, "0123456789") != strlen(text) ||
        !g_ascii_string_to_signed(text, 10, 0, G_MAXINT64, &read, NULL))
        return false;
    *number = read;
    return true;
}

/* The bytes of canonical base64, or NULL: what GLib skips over is refused. */
static guchar *decode(const char *text, gsize *size)
{
    g_autofree guchar *bytes = g_base64_decode(text, size);
    g_autofree char *again = g_base64_encode(bytes, *size);
    return strcmp(again, text) == 0 ? g_steal_pointer(&bytes) : NULL;
}

static bool is_key(const char *key)
{
    size_t length = strlen(key);
    for (const char *c = key; *c; c++)
        if (!g_ascii_isgraph(*c))
            return false;
    return length >= 1 && length <= TUS_KEY_MAX;
}

static bool is_value(const char *value)
{
    gsize size;
    g_autofree guchar *bytes = decode(value, &size);
    return bytes != NULL;
}

/* "key" or "key base64". */
static enum err check_pair(struct refusals *refusals, char *pair, GHashTable *keys)
{
    char *space = strchr(pair, ' ');
    if (space)
        *space = '\0';
    if (!is_key(pair))
        return refuse(refusals, METADATA, "wanted keys of 1 to %d visible ASCII characters", TUS_KEY_MAX);
    if (space && !is_value(space + 1))
        return refuse(refusals, METADATA, "wanted base64 behind the key \"%s\"", pair);
    if (!g_hash_table_add(keys, pair))
        return refuse(refusals, METADATA, "the key \"%s\" is there twice", pair);
    return OK;
}

enum err tus_metadata_check(struct refusals *refusals, const char *text)
{
    size_t length = strlen(text);
    if (length > TUS_METADATA_MAX)
        return refuse(refusals, METADATA, "wanted at most %d characters, came %zu", TUS_METADATA_MAX, length);
    g_auto(GStrv) pairs = g_strsplit(text, ",", -1);
    if (g_strv_length(pairs) > TUS_PAIRS_MAX)
        return refuse(refusals, METADATA, "wanted at most %d pairs, came %u", TUS_PAIRS_MAX, g_strv_length(pairs));
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    enum err e = OK;
    for (char **pair = pairs; !e && *pair; pair++)
        e = check_pair(refusals, g_strstrip(*pair), keys);
    return e;
}

bool tus_metadata_says(const char *text, const char *key, const char *value)
{
    g_autofree char *base64 = g_base64_encode((const guchar *)value, strlen(value));
    g_autofree char *wanted = g_strdup_printf("%s %s", key, base64);
    g_auto(GStrv) pairs = g_strsplit(text, ",", -1);
    for (char **pair = pairs; *pair; pair++)
        if (strcmp(g_strstrip(*pair), wanted) == 0)
            return true;
    return false;
}

bool tus_checksum_parse(const char *text, struct tus_checksum *out)
{
    static const struct {
        const char *name;
        size_t size;
    } algorithms[] = {[TUS_SHA1] = {"sha1 ", 20}, [TUS_SHA256] = {"sha256 ", 32}};
    for (enum tus_algorithm a = TUS_SHA1; a <= TUS_SHA256; a++) {
        gsize size = 0;
        if (!g_str_has_prefix(text, algorithms[a].name))
            continue;
        g_autofree guchar *bytes = decode(text + strlen(algorithms[a].name), &size);
        if (!bytes || size != algorithms[a].size)
            return false;
        *out = (struct tus_checksum){.algorithm = a, .size = size};
        memcpy(out->digest, bytes, size);
        return true;
    }
    return false;
}

void tus_date(int64_t time_us, char out[TUS_DATE_SIZE])
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)(time_us / 1000000);
    struct tm t;
    gmtime_r(&seconds, &t);
    g_snprintf(out, TUS_DATE_SIZE, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[t.tm_wday], t.tm_mday, months[t.tm_mon],
               t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}
