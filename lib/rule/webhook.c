/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/webhook.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "rule/event_kind.h"
#include "rule/field.h"

static bool is_visible(const char *text)
{
    while (g_ascii_isgraph(*text))
        text++;
    return !*text;
}

/* A URL of the web, or NULL. */
static GUri *url_parse(const char *text)
{
    g_autoptr(GUri) uri = is_visible(text) ? g_uri_parse(text, G_URI_FLAGS_HAS_PASSWORD, NULL) : NULL;
    if (!uri || !g_uri_get_host(uri) || !*g_uri_get_host(uri))
        return NULL;
    const char *scheme = g_uri_get_scheme(uri);
    return strcmp(scheme, "https") == 0 || strcmp(scheme, "http") == 0 ? g_steal_pointer(&uri) : NULL;
}

static enum err url_check(const struct path *at, const json_t *given)
{
    g_autoptr(GUri) uri = url_parse(json_string_value(given));
    if (!uri)
        return path_refuse(at, "wanted the URL of an https or http address");
    if (g_uri_get_userinfo(uri))
        return path_refuse(at, "wanted no user name or password in it");
    return g_uri_get_fragment(uri) ? path_refuse(at, "wanted no fragment (#…) in it") : OK;
}

static enum err kind_check(const struct path *at, const json_t *given)
{
    const char *pattern = json_string_value(given);
    return event_pattern_is_known(pattern)
               ? OK
               : path_refuse(at, "wanted a kind of event, a group of them as in \"template.*\", or \"*\", came \"%s\"",
                             pattern);
}

static const struct field kind_element = {.kind = FIELD_TEXT, .min = 1, .max = 64, .also = kind_check};

static const struct field webhook_members[] = {
    {.name = "url", .kind = FIELD_TEXT, .min = 1, .max = WEBHOOK_URL_MAX, .also = url_check},
    {.name = "kinds",
     .kind = FIELD_ARRAY,
     .min = 1,
     .max = WEBHOOK_KINDS_MAX,
     .of = &kind_element,
     .also = field_has_no_repeats},
    {.name = "secret", .kind = FIELD_SECRET, .min = WEBHOOK_SECRET_MIN, .max = WEBHOOK_SECRET_MAX, .is_optional = true},
    {},
};

enum err webhook_check(const json_t *body, struct refusals *refusals)
{
    static const struct field webhook = {.kind = FIELD_OBJECT, .of = webhook_members};
    struct path at = {.refusals = refusals};
    json_auto_t *completed = NULL;
    return field_check(&at, &webhook, body, &completed);
}

char *webhook_host(const char *url)
{
    g_autoptr(GUri) uri = url_parse(url);
    return uri ? g_strdup(g_uri_get_host(uri)) : NULL;
}
