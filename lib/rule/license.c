/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/license.h"

#include <glib.h>
#include <string.h>

const char *const license_names[LICENSE_COUNT + 1] = {
    [LICENSE_ALL_RIGHTS_RESERVED] = "all-rights-reserved",
    [LICENSE_CC0] = "CC0-1.0",
    [LICENSE_BY] = "CC-BY-4.0",
    [LICENSE_BY_SA] = "CC-BY-SA-4.0",
    [LICENSE_BY_ND] = "CC-BY-ND-4.0",
    [LICENSE_BY_NC] = "CC-BY-NC-4.0",
    [LICENSE_BY_NC_SA] = "CC-BY-NC-SA-4.0",
    [LICENSE_BY_NC_ND] = "CC-BY-NC-ND-4.0",
};

const char *license_url(enum license license)
{
    static const char *const urls[LICENSE_COUNT] = {
        [LICENSE_CC0] = "https://creativecommons.org/publicdomain/zero/1.0/",
        [LICENSE_BY] = "https://creativecommons.org/licenses/by/4.0/",
        [LICENSE_BY_SA] = "https://creativecommons.org/licenses/by-sa/4.0/",
        [LICENSE_BY_ND] = "https://creativecommons.org/licenses/by-nd/4.0/",
        [LICENSE_BY_NC] = "https://creativecommons.org/licenses/by-nc/4.0/",
        [LICENSE_BY_NC_SA] = "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        [LICENSE_BY_NC_ND] = "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    };
    return urls[license];
}

#define RESERVED LICENSE_BIT(LICENSE_ALL_RIGHTS_RESERVED)
#define BY       LICENSE_BIT(LICENSE_BY)
#define BY_SA    LICENSE_BIT(LICENSE_BY_SA)
#define BY_ND    LICENSE_BIT(LICENSE_BY_ND)
#define BY_NC    LICENSE_BIT(LICENSE_BY_NC)
#define BY_NC_SA LICENSE_BIT(LICENSE_BY_NC_SA)
#define BY_NC_ND LICENSE_BIT(LICENSE_BY_NC_ND)

/* The green boxes of Creative Commons' "Adapter's license chart" (Frequently Asked
 * Questions, "If I derive or adapt material offered under a Creative Commons license,
 * which CC license(s) can I use?"). Its yellow boxes, as BY for what is made from BY-NC,
 * concern the adapter's own contribution alone; a collection has one licence for the
 * whole, so they are refused. What the chart leaves open:
 * all-rights-reserved gives less than BY and BY-NC do, and neither asks the adapter to
 * give anything; ShareAlike does ask, so there it is refused.
 * NoDerivatives has no green box: an adaptation may not be shared. Offering the template
 * is its creator's own leave to use it, as far as each text's `editable` goes; nobody
 * after that may have more leave than the source gives, so what is at least as strict. */
static const license_set accepted[LICENSE_COUNT] = {
    [LICENSE_ALL_RIGHTS_RESERVED] = RESERVED,
    [LICENSE_CC0] = LICENSE_ANY,
    [LICENSE_BY] = RESERVED | BY | BY_SA | BY_ND | BY_NC | BY_NC_SA | BY_NC_ND,
    [LICENSE_BY_SA] = BY_SA,
    [LICENSE_BY_ND] = RESERVED | BY_ND | BY_NC_ND,
    [LICENSE_BY_NC] = RESERVED | BY_NC | BY_NC_SA | BY_NC_ND,
    [LICENSE_BY_NC_SA] = BY_NC_SA,
    [LICENSE_BY_NC_ND] = RESERVED | BY_NC_ND,
};

enum license license_parse(const char *name)
{
    for (int i = 0; name && license_names[i]; i++)
        if (strcmp(license_names[i], name) == 0)
            return (enum license)i;
    return LICENSE_ALL_RIGHTS_RESERVED;
}

license_set license_accepts(enum license source)
{
    return accepted[source];
}

bool license_choose(license_set set, enum license preset, enum license *out)
{
    int first = 0;
    while (first < LICENSE_COUNT && !(set & LICENSE_BIT(first)))
        first++;
    if (first == LICENSE_COUNT)
        return false;
    *out = set & LICENSE_BIT(preset) ? preset : (enum license)first;
    return true;
}

/* The words alone, of a text of either document. "" for none. */
static char *words(const json_t *text)
{
    const char *content = json_string_value(json_object_get(json_object_get(text, "configuration"), "content"));
    g_autofree char *normal = g_utf8_normalize(content ? content : "", -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_casefold(normal ? normal : "", -1);
    GString *kept = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)) || g_unichar_ismark(g_utf8_get_char(at)))
            g_string_append_unichar(kept, g_utf8_get_char(at));
    /* A content of signs and emoji alone is compared as it is. */
    if (!kept->len)
        g_string_assign(kept, g_strstrip(folded));
    return g_string_free(kept, FALSE);
}

static bool takes_words(const json_t *template, const json_t *collection)
{
    const json_t *theirs = json_object_get(template, "texts"), *text;
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t i;
    json_array_foreach ((json_t *)theirs, i, text) {
        g_hash_table_add(all, words(text));
    }
    json_array_foreach (json_object_get(collection, "texts"), i, text) {
        g_autofree char *own = words(text), *answered = words(json_array_get(theirs, i));
        if (*own && g_hash_table_contains(all, own))
            return true;
        if (*own && *answered && (strstr(own, answered) || strstr(answered, own)))
            return true;
    }
    return false;
}

static const char *media_of(const json_t *holder)
{
    return json_string_value(json_object_get(holder, "media"));
}

static bool takes_sticker(const json_t *template, const json_t *collection)
{
    g_autoptr(GHashTable) all = g_hash_table_new(g_str_hash, g_str_equal);
    const json_t *sticker;
    size_t i;
    json_array_foreach (json_object_get(template, "stickers"), i, sticker) {
        if (media_of(sticker))
            g_hash_table_add(all, (char *)media_of(sticker));
    }
    json_array_foreach (json_object_get(collection, "stickers"), i, sticker) {
        if (media_of(sticker) && g_hash_table_contains(all, media_of(sticker)))
            return true;
    }
    return false;
}

bool license_takes_over(const json_t *template, const json_t *collection)
{
    const char *audio = media_of(json_object_get(template, "audio"));
    return takes_words(template, collection) || takes_sticker(template, collection) ||
           (audio && g_strcmp0(audio, media_of(json_object_get(collection, "audio"))) == 0);
}
