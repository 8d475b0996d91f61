/* SPDX-License-Identifier: Apache-2.0 */
#include "compose_license.h"

#include <string.h>

#include "rule/license.h"

/* What is taken over, and what all of it accepts. */
struct taken {
    license_set accepted;
    GString *sources; /* "CC-BY-SA-4.0 of the template, …" */
};

static enum license license_of(const json_t *document)
{
    return license_parse(json_string_value(json_object_get(document, "license")));
}

static void bind(struct taken *taken, const json_t *document, const char *what)
{
    enum license license = license_of(document);
    taken->accepted &= license_accepts(license);
    g_string_append_printf(taken->sources, "%s%s of %s", taken->sources->len ? ", " : "", license_names[license], what);
}

/* Whoever made all of it by herself may give it under any licence. */
static bool is_own_work(const struct req *req, const struct collection *source)
{
    bool is_own = strcmp(source->account_id, req_viewer(req)) == 0 && !source->made_with_id;
    for (size_t i = 0; i < collection_image_count(source) && is_own; i++)
        is_own = !*source->images[i].reference_collection_id;
    return is_own;
}

static bool shows(const json_t *document, const char *collection_id)
{
    const json_t *image;
    size_t i;
    json_array_foreach (json_object_get(document, "images"), i, image) {
        const json_t *id = json_object_get(json_object_get(image, "reference"), "collection");
        if (g_strcmp0(json_string_value(id), collection_id) == 0)
            return true;
    }
    return false;
}

/* A source that is gone can no longer show that it was her own. */
static enum err find_source(struct req *req, const char *id, struct collection **out)
{
    enum err e = collection_get(req->db, req_viewer(req), id, out);
    return e == E_NOT_FOUND ? OK : e;
}

static enum err take_template(struct req *req, const struct template *t, struct taken *taken)
{
    g_autoptr(collection) source = NULL;
    enum err e = strcmp(t->account_id, req_viewer(req)) == 0 ? find_source(req, t->collection_id, &source) : OK;
    if (!e && (!source || !is_own_work(req, source)))
        bind(taken, t->document, "the template");
    return e;
}

static enum err take_image(struct req *req, const char *collection_id, size_t n, struct taken *taken)
{
    g_autoptr(collection) source = NULL;
    g_autofree char *what = g_strdup_printf("/images/%zu", n);
    enum err e = find_source(req, collection_id, &source);
    if (!e && (!source || !is_own_work(req, source)))
        bind(taken, source ? source->document : NULL, what);
    return e;
}

static enum err take_images(struct req *req, const struct collection *c, const json_t *kept, struct taken *taken)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    enum err e = OK;
    for (size_t i = 0; i < collection_image_count(c) && !e; i++) {
        char *id = c->images[i].reference_collection_id;
        if (*id && g_hash_table_add(seen, id) && !shows(kept, id))
            e = take_image(req, id, i, taken);
    }
    return e;
}

/* "CC-BY-SA-4.0", "one of CC-BY-4.0, …" */
static char *set_text(license_set set)
{
    const char *names[LICENSE_COUNT + 1] = {0};
    size_t count = 0;
    for (int i = 0; i < LICENSE_COUNT; i++)
        if (set & LICENSE_BIT(i))
            names[count++] = license_names[i];
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    return g_strconcat(count > 1 ? "one of " : "", count ? list : "other sources, since no licence suits all of these",
                       NULL);
}

static enum err settle(struct req *req, struct collection *c, enum license preset, bool is_given,
                       const struct taken *taken)
{
    enum license license = license_of(c->document), chosen;
    bool is_accepted =
        is_given ? taken->accepted & LICENSE_BIT(license) : license_choose(taken->accepted, preset, &chosen);
    if (!is_accepted) {
        g_autofree char *wanted = set_text(taken->accepted);
        return refuse(&req->refusals, "/license", "what is taken over stays under its licence (%s): wanted %s, came %s",
                      taken->sources->str, wanted, is_given ? license_names[license] : "none");
    }
    if (!is_given)
        json_object_set_new(c->document, "license", json_string(license_names[chosen]));
    return OK;
}

enum err compose_license(struct req *req, struct collection *c, const struct template *t, const json_t *before,
                         bool is_given)
{
    g_autoptr(GString) sources = g_string_new(NULL);
    struct taken taken = {LICENSE_ANY, sources};
    const json_t *kept = before && is_given && license_of(before) == license_of(c->document) ? before : NULL;
    enum err e = OK;
    if (t && license_takes_over(t->document, c->document) && !(kept && license_takes_over(t->document, kept)))
        e = take_template(req, t, &taken);
    if (!e)
        e = take_images(req, c, kept, &taken);
    return e ? e : settle(req, c, license_of(t ? t->document : NULL), is_given, &taken);
}
