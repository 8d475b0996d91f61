/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/text_font.h"

#include <stdbool.h>
#include <string.h>

#include "rule/font.h"
#include "rule/path.h"
#include "rule/wanted.h"

static const char *member(const json_t *text, const char *name)
{
    return json_string_value(json_object_get(json_object_get(text, "configuration"), name));
}

static bool is_in(const json_t *texts, const char *name, const char *value)
{
    size_t i;
    json_t *text;
    json_array_foreach (texts, i, text) {
        const char *other = member(text, name);
        if (other && strcmp(other, value) == 0)
            return true;
    }
    return false;
}

static bool is_known(const struct text_font_known *known, const char *name, const char *value)
{
    return is_in(known->template, name, value) || is_in(known->before, name, value);
}

static const char *character_without_font(const char *content)
{
    for (const char *c = content; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (font_is_wanted(u) && !font_is_had(u))
            return c;
    }
    return NULL;
}

static enum err content_check(const struct path *at, const char *content)
{
    const char *c = character_without_font(content);
    if (!c)
        return OK;
    return path_refuse(at, "no font here has the character U+%04X \"%.*s\"", g_utf8_get_char(c),
                       (int)(g_utf8_next_char(c) - c), c);
}

static enum err family_check(const struct path *at, const json_t *family)
{
    if (font_find(json_string_value(family)))
        return OK;
    g_autofree char *came = came_value(family);
    g_autoptr(GString) offered = g_string_new(NULL);
    for (size_t i = 0; i < font_family_count; i++)
        if (font_families[i].is_offered)
            g_string_append_printf(offered, "%s%s", offered->len ? ", " : "", font_families[i].name);
    return path_refuse(at, "wanted a font of GET /v1/fonts, such as %s, came %s", offered->str, came);
}

static enum err text_check(const struct path *at, const json_t *text, const struct text_font_known *known)
{
    struct path configuration = path_member(at, "configuration");
    struct path content_at = path_member(&configuration, "content"), font_at = path_member(&configuration, "font");
    const char *content = member(text, "content"), *family = member(text, "font");
    enum err result = OK;
    if (!is_known(known, "content", content))
        result = content_check(&content_at, content);
    if (!is_known(known, "font", family) &&
        family_check(&font_at, json_object_get(json_object_get(text, "configuration"), "font")))
        result = E_INVALID;
    return result;
}

enum err text_font_check(const json_t *texts, const struct text_font_known *known, struct refusals *refusals)
{
    struct path body = {.refusals = refusals}, at = path_member(&body, "texts");
    enum err result = OK;
    size_t i;
    json_t *text;
    json_array_foreach (texts, i, text) {
        struct path element = path_element(&at, i);
        if (text_check(&element, text, known))
            result = E_INVALID;
    }
    return result;
}
