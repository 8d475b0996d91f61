/* SPDX-License-Identifier: Apache-2.0 */
#include "look.h"

#include <string.h>

bool look_is_owner(const struct req *req, const struct collection *collection)
{
    return strcmp(req_viewer(req), collection->account_id) == 0;
}

static enum err find_visible(struct req *req, const char *id, struct collection **out)
{
    g_autoptr(collection) c = NULL;
    enum err e = collection_get(req->db, req_viewer(req), id, &c);
    if (e)
        return e;
    struct viewer viewer = {req_role(req), look_is_owner(req, c), c->is_follower};
    struct exposure exposure = collection_exposure(c);
    if (!collection_is_visible(&exposure, &viewer))
        return E_NOT_FOUND;
    *out = g_steal_pointer(&c);
    return OK;
}

enum err look_named_collection(struct req *req, const char *id, struct collection **out)
{
    return id_is_valid(id) ? find_visible(req, id, out) : E_NOT_FOUND;
}

enum err look_collection(struct req *req, struct collection **out)
{
    return look_named_collection(req, req->variable[0], out);
}

enum err look_collection_at_once(struct req *req, struct collection **out)
{
    g_autoptr(collection) c = NULL;
    enum err e = db_begin(req->db);
    if (e)
        return e;
    e = look_collection(req, &c);
    enum err ended = db_commit(req->db);
    if (ended)
        db_rollback(req->db);
    if (e || ended)
        return e ? e : ended;
    *out = g_steal_pointer(&c);
    return OK;
}

enum err look_image(struct req *req, const char *collection_id, int64_t image, struct collection **named,
                    struct origin **origin)
{
    g_autoptr(collection) c = NULL, source = NULL;
    g_autoptr(origin) o = NULL;
    enum err e = find_visible(req, collection_id, &c);
    if (!e)
        e = origin_get(req->db, collection_id, image, req_viewer(req), &o);
    if (!e && strcmp(o->collection_id, collection_id) != 0)
        e = find_visible(req, o->collection_id, &source);
    if (!e && (c->images[image].is_replaced || c->is_removed || (source && source->is_removed)))
        e = E_NOT_FOUND;
    if (e)
        return e;
    *named = g_steal_pointer(&c);
    *origin = g_steal_pointer(&o);
    return OK;
}

enum err look_own_collection(struct req *req, struct collection **out)
{
    g_autoptr(collection) c = NULL;
    enum err e = look_collection(req, &c);
    if (e)
        return e;
    if (!look_is_owner(req, c))
        return E_FORBIDDEN;
    *out = g_steal_pointer(&c);
    return OK;
}

struct showing_search {
    enum role role;
    bool is_seen;
};

static bool visit(void *context, const struct media_showing *showing)
{
    struct showing_search *search = context;
    struct viewer viewer = {search->role, showing->is_owner, showing->is_follower};
    struct exposure exposure = {visibility_parse(showing->visibility), showing->is_posted, showing->is_hidden,
                                showing->is_removed};
    search->is_seen = collection_is_visible(&exposure, &viewer);
    return search->is_seen;
}

enum err look_media(struct req *req, struct media **out)
{
    g_autoptr(media) m = NULL;
    struct showing_search search = {.role = req_role(req)};
    if (!id_is_valid(req->variable[0]))
        return E_NOT_FOUND;
    enum err e = media_get(req->db, req->variable[0], &m);
    if (!e && g_strcmp0(m->account_id, req_viewer(req)) != 0) {
        e = media_shown(req->db, m->id, req_viewer(req), visit, &search);
        if (!e && !search.is_seen)
            e = E_NOT_FOUND;
    }
    if (!e)
        *out = g_steal_pointer(&m);
    return e;
}
