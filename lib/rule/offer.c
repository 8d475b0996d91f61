/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/offer.h"

#include <assert.h>
#include <glib.h>
#include <string.h>

#include "base/embed.h"
#include "rule/path.h"
#include "rule/wanted.h"

static const struct {
    const char *path;         /* of the file */
    const char *list, *named; /* in a collection's document: the list, and the member that names one */
} offers[OFFERS] = {
    [OFFER_FILTERS] = {"config/filters.json", "filters", "type"},
    [OFFER_STICKERS] = {"config/stickers/stickers.json", "stickers", "builtin"},
};

static json_t *items_read(enum offer offer)
{
    const struct embedded *file = embedded_find(offers[offer].path);
    json_auto_t *read = file ? json_loadb(file->data, file->size, 0, NULL) : NULL;
    json_t *items = json_object_get(read, "items");
    assert(json_is_array(items));
    return json_incref(items);
}

const json_t *offer_items(enum offer offer)
{
    static gsize all[OFFERS];
    if (g_once_init_enter(&all[offer]))
        g_once_init_leave(&all[offer], (gsize)items_read(offer));
    return (const json_t *)all[offer];
}

static const json_t *find(const json_t *list, const char *member, const char *name)
{
    size_t i;
    json_t *entry;
    json_array_foreach (list, i, entry)
        if (name && g_strcmp0(json_string_value(json_object_get(entry, member)), name) == 0)
            return entry;
    return NULL;
}

const json_t *offer_find(enum offer offer, const char *name)
{
    return find(offer_items(offer), "name", name);
}

static bool document_names(const json_t *document, enum offer offer, const char *name)
{
    return find(json_object_get(document, offers[offer].list), offers[offer].named, name) != NULL;
}

static char *names_listed(enum offer offer)
{
    g_autoptr(GString) names = g_string_new(NULL);
    size_t i;
    json_t *entry;
    json_array_foreach (offer_items(offer), i, entry)
        g_string_append_printf(names, "%s%s", i ? ", " : "", json_string_value(json_object_get(entry, "name")));
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static enum err name_refuse(const struct path *list, size_t index, enum offer offer, const json_t *name)
{
    struct path element = path_element(list, index);
    struct path member = path_member(&element, offers[offer].named);
    g_autofree char *names = names_listed(offer), *came = came_value(name);
    return path_refuse(&member, "wanted one of %s, came %s", names, came);
}

static enum err list_check(enum offer offer, const json_t *document, const json_t *before, const json_t *template,
                           struct refusals *refusals)
{
    struct path body = {.refusals = refusals};
    struct path list = path_member(&body, offers[offer].list);
    enum err result = OK;
    size_t i;
    json_t *entry;
    json_array_foreach (json_object_get(document, offers[offer].list), i, entry) {
        const json_t *name = json_object_get(entry, offers[offer].named);
        const char *text = json_string_value(name);
        if (text && !offer_find(offer, text) && !document_names(before, offer, text) &&
            !document_names(template, offer, text))
            result = name_refuse(&list, i, offer, name);
    }
    return result;
}

enum err offer_check(const json_t *document, const json_t *before, const json_t *template, struct refusals *refusals)
{
    enum err filters = list_check(OFFER_FILTERS, document, before, template, refusals);
    enum err stickers = list_check(OFFER_STICKERS, document, before, template, refusals);
    return filters ? filters : stickers;
}
