/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/site.h"

#include <glib.h>
#include <string.h>

enum { HOST_MAX = 253, PORT_DIGITS_MAX = 5 }; /* RFC 1035 §2.3.4 */

#define DIGITS  "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Past the host's name or address; NULL where it is neither. */
static const char *after_name(const char *text)
{
    bool is_ipv6 = *text == '[';
    size_t size = is_ipv6 ? 1 + strspn(text + 1, DIGITS "abcdefABCDEF:.") : strspn(text, DIGITS LETTERS ".-_");
    if (size < 1 || size > HOST_MAX || (is_ipv6 && (size < 3 || text[size++] != ']')))
        return NULL;
    return text + size;
}

bool site_is_host(const char *text)
{
    const char *rest = after_name(text);
    if (!rest)
        return false;
    if (*rest != ':')
        return !*rest;
    size_t digits = strspn(++rest, DIGITS);
    return digits >= 1 && digits <= PORT_DIGITS_MAX && !rest[digits];
}

/* Past http:// or https://; NULL where there is neither. */
static const char *after_scheme(const char *url)
{
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return url + strlen(schemes[i]);
    return NULL;
}

bool site_is_address(const char *text)
{
    const char *host = after_scheme(text);
    return host && site_is_host(host);
}

bool site_find_collection(const char *site, const char *url, char id[ID_SIZE])
{
    const char *own = after_scheme(site), *host = after_scheme(url);
    size_t size = strlen(own);
    if (!host || g_ascii_strncasecmp(host, own, size) != 0 || !g_str_has_prefix(host + size, SITE_COLLECTION))
        return false;
    const char *name = host + size + strlen(SITE_COLLECTION);
    if (strcspn(name, "?#") != ID_SIZE - 1)
        return false;
    g_autofree char *found = g_strndup(name, ID_SIZE - 1);
    if (!id_is_valid(found))
        return false;
    g_strlcpy(id, found, ID_SIZE);
    return true;
}
