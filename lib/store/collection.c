/* SPDX-License-Identifier: Apache-2.0 */
#include "store/collection.h"

#include <string.h>

#include "base/json.h"
#include "store/fact.h"

void collection_free(struct collection *c)
{
    if (!c)
        return;
    g_free(c->id);
    g_free(c->account_id);
    g_free(c->handle);
    g_free(c->name);
    json_decref(c->document);
    g_free(c->made_with_id);
    g_free(c->template_id);
    g_free(c->attached_id);
    g_free(c->removed_reason);
    g_free(c->removed_note);
    g_free(c->images);
    g_free(c);
}

struct exposure collection_exposure(const struct collection *c)
{
    return (struct exposure){c->visibility, c->is_posted, c->is_hidden, c->is_removed};
}

bool collection_image_is_neutral(const struct collection_image *image)
{
    return image->is_replaced || image->is_dropped;
}

size_t collection_image_count(const struct collection *collection)
{
    return json_array_size(json_object_get(collection->document, "images"));
}

static enum err collection_read(const struct db_rows *rows, struct collection **out)
{
    g_autofree char *error = NULL;
    const char *text = db_text(rows, 6);
    json_t *document = json_parse(text, strlen(text), &error);
    if (!document)
        return err_broken("collection", "the document of %s: %s", db_text(rows, 0), error);
    struct collection *c = g_new(struct collection, 1);
    *c = (struct collection){
        .id = g_strdup(db_text(rows, 0)),
        .account_id = g_strdup(db_text(rows, 1)),
        .handle = g_strdup(db_text(rows, 2)),
        .name = g_strdup(db_text(rows, 3)),
        .is_posted = strcmp(db_text(rows, 4), "posted") == 0,
        .visibility = visibility_parse(db_text(rows, 5)),
        .document = document,
        .made_with_id = g_strdup(db_text(rows, 7)),
        .made_with_version = db_int(rows, 8),
        .template_id = g_strdup(db_text(rows, 9)),
        .attached_id = g_strdup(db_text(rows, 10)),
        .version = db_int(rows, 11),
        .created_us = db_int(rows, 12),
        .updated_us = db_int(rows, 13),
        .posted_us = db_int(rows, 14),
        .up_count = db_int(rows, 15),
        .down_count = db_int(rows, 16),
        .mine = (int)db_int(rows, 17),
        .is_follower = db_int(rows, 18),
        .trend = db_double(rows, 19),
        .is_hidden = db_int(rows, 20),
        .is_removed = db_int(rows, 21),
    };
    *out = c;
    return OK;
}

static enum err read_images(struct db_conn *db, struct collection *c)
{
    g_auto(db_rows) rows = {0};
    size_t count = collection_image_count(c), n = 0;
    bool more = true;
    c->images = g_new0(struct collection_image, count);
    enum err e = db_query(db, &rows, QUERY_collection_image_list, "t", c->id);
    while (!e && !(e = db_next(&rows, &more)) && more && n < count) {
        struct collection_image *image = &c->images[n++];
        g_strlcpy(image->media_id, db_text(&rows, 1), sizeof image->media_id);
        if (db_text(&rows, 2))
            g_strlcpy(image->reference_collection_id, db_text(&rows, 2), sizeof image->reference_collection_id);
        image->reference_image = db_int(&rows, 3);
        image->box = (struct box){(int)db_int(&rows, 4), (int)db_int(&rows, 5)};
        g_strlcpy(image->sha256, db_text(&rows, 6), sizeof image->sha256);
        image->is_replaced = db_int(&rows, 7);
        image->is_hiding = db_int(&rows, 8);
        image->is_dropped = db_int(&rows, 9);
        image->photo = (struct box){(int)db_int(&rows, 10), (int)db_int(&rows, 11)};
    }
    if (!e && n != count)
        e = err_broken("collection", "%s has %zu images and %zu rows of them", c->id, count, n);
    return e;
}

static enum err read_removal(struct db_conn *db, struct collection *c)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_collection_removal, "t", c->id);
    if (e)
        return e == E_NOT_FOUND ? err_broken("collection", "%s was taken down by nothing", c->id) : e;
    c->removed_reason = g_strdup(db_text(&rows, 0));
    c->removed_note = g_strdup(db_text(&rows, 1));
    c->removed_us = db_int(&rows, 2);
    return OK;
}

/* What is in other tables. */
static enum err read_rest(struct db_conn *db, struct collection *c)
{
    enum err e = read_images(db, c);
    return e || !c->is_removed ? e : read_removal(db, c);
}

static enum err insert_images(struct db_conn *db, const struct collection *c)
{
    enum err e = OK;
    for (size_t i = 0; i < collection_image_count(c) && !e; i++) {
        const struct collection_image *image = &c->images[i];
        const char *reference = *image->reference_collection_id ? image->reference_collection_id : NULL;
        e = db_exec(db, QUERY_collection_image_insert, NULL, "tittiiiiii", c->id, (int64_t)i, image->media_id,
                    reference, image->reference_image, (int64_t)image->box.width, (int64_t)image->box.height,
                    (int64_t)image->is_replaced, (int64_t)image->is_hiding, (int64_t)image->is_dropped);
    }
    return e;
}

static enum err insert_media(struct db_conn *db, const struct collection *c, const char *media_id)
{
    return media_id ? db_exec(db, QUERY_collection_media_insert, NULL, "tt", c->id, media_id) : OK;
}

/* The media that are laid over the images: audio and stickers. */
static enum err insert_materials(struct db_conn *db, const struct collection *c)
{
    json_t *audio = json_object_get(c->document, "audio"), *sticker;
    size_t i;
    enum err e = insert_media(db, c, json_string_value(json_object_get(audio, "media")));
    json_array_foreach (json_object_get(c->document, "stickers"), i, sticker)
        if (!e)
            e = insert_media(db, c, json_string_value(json_object_get(sticker, "media")));
    return e;
}

static bool opted_in(const struct collection *c)
{
    return json_is_true(json_object_get(c->document, "offer_template"));
}

/* To the use of its images; NULL where it is the account's. */
static const char *stated_consent(const struct collection *c)
{
    return json_string_value(json_object_get(c->document, "authorization"));
}

static const char *state_name(const struct collection *c)
{
    return c->is_posted ? "posted" : "draft";
}

enum err collection_insert(struct db_conn *db, const struct collection *c)
{
    g_autoptr(GString) text = json_text(c->document);
    enum err e = db_exec(db, QUERY_collection_insert, NULL, "ttttttitiidt", c->id, c->account_id, state_name(c),
                         visibility_name(c->visibility), text->str, c->made_with_id, c->made_with_version,
                         c->attached_id, c->created_us, c->posted_us, c->trend, stated_consent(c));
    if (!e)
        e = fact_insert(db, c->id, opted_in(c));
    if (!e)
        e = insert_images(db, c);
    return e ? e : insert_materials(db, c);
}

enum err collection_update(struct db_conn *db, const struct collection *c)
{
    g_autoptr(GString) text = json_text(c->document);
    enum err e = db_exec(db, QUERY_collection_update, NULL, "tttttiidti", c->id, state_name(c),
                         visibility_name(c->visibility), text->str, c->attached_id, c->updated_us, c->posted_us,
                         c->trend, stated_consent(c), (int64_t)c->is_hidden);
    if (!e)
        e = db_exec(db, QUERY_collection_image_delete, NULL, "t", c->id);
    if (!e)
        e = db_exec(db, QUERY_collection_media_delete, NULL, "t", c->id);
    if (!e)
        e = insert_images(db, c);
    return e ? e : insert_materials(db, c);
}

enum err collection_delete(struct db_conn *db, const char *id)
{
    enum err e = db_exec(db, QUERY_template_withdraw_of_collection, NULL, "t", id);
    return e ? e : db_exec(db, QUERY_collection_delete, NULL, "t", id);
}

static enum err get_row(struct db_conn *db, const char *viewer_id, const char *id, struct collection **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_collection_get, "tt", viewer_id, id);
    return e ? e : collection_read(&rows, out);
}

enum err collection_get(struct db_conn *db, const char *viewer_id, const char *id, struct collection **out)
{
    g_autoptr(collection) c = NULL;
    enum err e = get_row(db, viewer_id, id, &c);
    if (!e)
        e = read_rest(db, c);
    if (!e)
        *out = g_steal_pointer(&c);
    return e;
}

static enum err start_list(struct db_conn *db, struct db_rows *rows, const struct collection_page *p)
{
    const struct collection_place *after = &p->after;
    switch (p->order) {
    case COLLECTION_NEWEST:
        return db_query(db, rows, QUERY_collection_feed_newest, "titi", p->viewer_id, after->us, after->id, p->limit);
    case COLLECTION_FOLLOWING:
        return db_query(db, rows, QUERY_collection_feed_following, "titi", p->viewer_id, after->us, after->id,
                        p->limit);
    case COLLECTION_TRENDING:
        return db_query(db, rows, QUERY_collection_feed_trending, "tdti", p->viewer_id, after->trend, after->id,
                        p->limit);
    case COLLECTION_OF_TEMPLATE:
        return db_query(db, rows, QUERY_collection_of_template, "tititi", p->viewer_id, after->us, after->id, p->limit,
                        p->template_id, (int64_t)p->sees_all);
    default:
        return db_query(db, rows, QUERY_collection_of_account, "tititi", p->viewer_id, after->us, after->id, p->limit,
                        p->account_id, (int64_t)p->sees_all);
    }
}

enum err collection_list(struct db_conn *db, const struct collection_page *page, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)collection_free);
    bool more = true;
    enum err e = start_list(db, &rows, page);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct collection *c = NULL;
        e = collection_read(&rows, &c);
        if (!e) {
            g_ptr_array_add(list, c);
            e = read_rest(db, c);
        }
    }
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err collection_attach_template(struct db_conn *db, const char *id, const char *template_id)
{
    return db_exec(db, QUERY_collection_attach_template, NULL, "tt", id, template_id);
}

enum err collection_set_trend(struct db_conn *db, const char *id, double trend)
{
    return db_exec(db, QUERY_collection_set_trend, NULL, "td", id, trend);
}

static enum err read_ids(struct db_rows *rows, enum err e, GPtrArray **out)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    bool more = true;
    while (!e && !(e = db_next(rows, &more)) && more)
        g_ptr_array_add(list, g_strdup(db_text(rows, 0)));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err collection_ids_of_account(struct db_conn *db, const char *account_id, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query(db, &rows, QUERY_collection_ids_of_account, "t", account_id);
    return read_ids(&rows, e, out);
}

enum err collection_ids_after(struct db_conn *db, const char *after_id, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query(db, &rows, QUERY_collection_ids_after, "ti", after_id, limit);
    return read_ids(&rows, e, out);
}
