/* SPDX-License-Identifier: Apache-2.0 */
#include "blocked.h"

#include <string.h>

#include "rule/phash.h"
#include "store/block.h"
#include "store/media.h"

/* Only of so many matching media is it looked up where they are shown. */
enum { MATCHES_MAX = 1000 };

struct comparison {
    uint64_t hash;
    unsigned distance;
};

/* What is stored was checked before; what reads as no hash is near to nothing. */
static bool is_near(const struct comparison *c, const char *phash)
{
    uint64_t hash;
    return phash_parse(phash, &hash) && phash_distance(hash, c->hash) <= c->distance;
}

static struct comparison comparison_with(const struct req *req, const char *phash)
{
    struct comparison c = {.distance = (unsigned)req->server->config->media_block_distance};
    bool is_hash = phash_parse(phash, &c.hash);
    g_assert(is_hash);
    return c;
}

struct search {
    struct comparison comparison;
    bool is_blocked;
};

static bool visit_block(void *context, const char *phash)
{
    struct search *search = context;
    search->is_blocked = is_near(&search->comparison, phash);
    return search->is_blocked;
}

enum err blocked_check(struct req *req, const char *phash, int64_t *revision)
{
    int64_t now;
    enum err e = *phash ? block_revision(req->db, &now) : OK;
    if (e || !*phash || now == *revision)
        return e;
    struct search search = {.comparison = comparison_with(req, phash)};
    e = block_each(req->db, visit_block, &search);
    if (e || search.is_blocked)
        return e ? e : E_MEDIA_BLOCKED;
    *revision = now;
    return OK;
}

struct matching {
    struct comparison comparison;
    json_int_t count;
    GPtrArray *media; /* ids */
};

static bool visit_media(void *context, const char *id, const char *phash)
{
    struct matching *m = context;
    if (!is_near(&m->comparison, phash))
        return false;
    if (m->count++ < MATCHES_MAX)
        g_ptr_array_add(m->media, g_strdup(id));
    return false;
}

/* One collection may show several of them. */
static bool is_listed(const json_t *collections, const char *id)
{
    size_t i;
    json_t *one;
    json_array_foreach (collections, i, one)
        if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0)
            return true;
    return false;
}

static bool visit_collection(void *context, const struct media_poster *poster)
{
    json_t *collections = context;
    if (!is_listed(collections, poster->collection_id))
        json_array_append_new(collections, json_pack("{s:s, s:{s:s, s:s}}", "id", poster->collection_id, "creator",
                                                     "handle", poster->handle, "name", poster->name));
    return json_array_size(collections) == BLOCKED_SHOWN_MAX;
}

enum err blocked_matches_json(struct req *req, const char *phash, json_t **out)
{
    g_autoptr(GPtrArray) media = g_ptr_array_new_with_free_func(g_free);
    json_auto_t *collections = json_array();
    struct matching m = {.comparison = comparison_with(req, phash), .media = media};
    enum err e = media_each_phash(req->db, visit_media, &m);
    for (guint i = 0; !e && i < media->len && json_array_size(collections) < BLOCKED_SHOWN_MAX; i++)
        e = media_posted(req->db, media->pdata[i], BLOCKED_SHOWN_MAX, visit_collection, collections);
    if (!e)
        *out = json_pack("{s:I, s:O}", "media", m.count, "collections", collections);
    return e;
}
