/* SPDX-License-Identifier: Apache-2.0 */
#include "compose.h"

#include <string.h>

#include "compose_license.h"
#include "compose_media.h"
#include "eligibility.h"
#include "rule/collection.h"
#include "rule/offer.h"
#include "rule/template.h"
#include "rule/text_font.h"
#include "store/event.h"
#include "store/template.h"
#include "watch.h"

/* The version that the collection was begun with, for an edit; the newest for a new one. */
static enum err call_template(struct req *req, const struct collection *c, const char *id, struct template **out)
{
    g_autoptr(template) t = NULL;
    bool is_edit = c->made_with_id != NULL;
    enum err e = id_is_valid(id) ? template_call(req->db, id, c->made_with_version, &t) : E_NOT_FOUND;
    if (e == E_NOT_FOUND || (!e && !t->is_active && !is_edit))
        return refuse(&req->refusals, "/template", "wanted a template that can be called; there is none by this id");
    if (!e)
        *out = g_steal_pointer(&t);
    return e;
}

static enum err fill_from_template(struct req *req, const json_t *body, struct collection *c, struct template **t,
                                   json_t **filled)
{
    json_t *id = json_object_get(body, "template");
    if (!json_is_string(id)) {
        *filled = json_incref((json_t *)body);
        return OK;
    }
    enum err e = call_template(req, c, json_string_value(id), t);
    if (!e)
        e = template_apply((*t)->document, body, &req->refusals, filled);
    if (e)
        return e;
    g_free(c->made_with_id);
    c->made_with_id = g_strdup((*t)->id);
    c->made_with_version = (*t)->version;
    return OK;
}

/* The identifier that a second collection carries on (seed ¶0091); one that the server
 * attached to a collection of its own stays. */
static void carry(struct collection *c)
{
    bool carries = json_is_true(json_object_get(c->document, "carry_template"));
    bool has_carried = c->made_with_id && g_strcmp0(c->attached_id, c->made_with_id) == 0;
    if (!carries && !has_carried)
        return;
    g_clear_pointer(&c->attached_id, g_free);
    g_clear_pointer(&c->template_id, g_free);
    if (carries) {
        c->attached_id = g_strdup(c->made_with_id);
        c->template_id = g_strdup(c->made_with_id);
    }
}

/* What is posted already may be edited even where its fonts have gone; a draft is to be right before it is posted. */
static enum err check_fonts(struct req *req, const struct collection *c, const json_t *before, const struct template *t)
{
    const struct text_font_known known = {.template = t ? json_object_get(t->document, "texts") : NULL,
                                          .before = c->is_posted ? json_object_get(before, "texts") : NULL};
    return text_font_check(json_object_get(c->document, "texts"), &known, &req->refusals);
}

enum err compose_collection(struct req *req, const json_t *body, struct collection *c)
{
    g_autoptr(template) t = NULL;
    json_auto_t *filled = NULL;
    json_t *document = NULL;
    enum err e = fill_from_template(req, body, c, &t, &filled);
    if (!e)
        e = collection_check(filled, &req->refusals, &document);
    if (e)
        return e;
    json_auto_t *before = c->document;
    c->document = document;
    c->visibility = visibility_parse(json_string_value(json_object_get(document, "visibility")));
    carry(c);
    const json_t *template = t ? t->document : NULL;
    enum err fonts = check_fonts(req, c, before, t), offered = offer_check(document, before, template, &req->refusals);
    e = compose_media(req, c, before, template);
    if (!e)
        e = fonts ? fonts : offered;
    return e ? e : compose_license(req, c, t, before, json_object_get(filled, "license"));
}

/* Its creator hears of a use, unless she made it herself. */
static enum err announce_use(struct req *req, const struct collection *c)
{
    g_autoptr(template) t = NULL;
    enum err e = template_call(req->db, c->made_with_id, 0, &t);
    if (e || !t->handle || strcmp(t->account_id, c->account_id) == 0)
        return e;
    struct announcement used = {t->account_id, c->account_id, "template.used", t->id};
    return event_add_take(req->db, &used,
                          json_pack("{s:s, s:s, s:s}", "template", t->id, "collection", c->id, "creator", c->handle),
                          req->now_us);
}

/* Those who follow her hear of what they may see. */
static enum err announce_post(struct req *req, const struct collection *c)
{
    struct announcement posted = {NULL, c->account_id, "collection.posted", c->id};
    if (c->visibility != VISIBILITY_PUBLIC && c->visibility != VISIBILITY_FOLLOWERS)
        return OK;
    return event_add_take(req->db, &posted, json_pack("{s:s, s:s}", "collection", c->id, "creator", c->handle),
                          req->now_us);
}

enum err compose_post(struct req *req, struct collection *c)
{
    enum err e = watch_collection(req, c);
    if (!e && c->made_with_id)
        e = template_add_use(req->db, c->made_with_id);
    if (!e && c->made_with_id)
        e = announce_use(req, c);
    if (!e)
        e = announce_post(req, c);
    return e ? e : eligibility_update(req, c);
}
