/* SPDX-License-Identifier: Apache-2.0 */
#include "store/media.h"

#include <string.h>

void media_free(struct media *media)
{
    if (!media)
        return;
    g_free(media->id);
    g_free(media->account_id);
    g_free(media->sha256);
    g_free(media->kind);
    g_free(media->type);
    g_free(media->phash);
    g_free(media->name);
    g_free(media->thumbhash);
    g_free(media->place);
    g_free(media);
}

static struct media *media_read(const struct db_rows *rows)
{
    struct media *media = g_new(struct media, 1);
    *media = (struct media){
        .id = g_strdup(db_text(rows, 0)),
        .account_id = g_strdup(db_text(rows, 1)),
        .sha256 = g_strdup(db_text(rows, 2)),
        .kind = g_strdup(db_text(rows, 3)),
        .type = g_strdup(db_text(rows, 4)),
        .width = db_int(rows, 5),
        .height = db_int(rows, 6),
        .duration_ms = db_int(rows, 7),
        .created_us = db_int(rows, 8),
        .size_bytes = db_int(rows, 9),
        .phash = g_strdup(db_text(rows, 10)),
        .name = g_strdup(db_text(rows, 11)),
        .thumbhash = g_strdup(db_text(rows, 12)),
        .place = g_strdup(db_text(rows, 13)),
    };
    return media;
}

enum err media_insert(struct db_conn *db, const struct media *m, struct media **stored)
{
    enum err e = db_exec(db, QUERY_blob_insert, NULL, "tii", m->sha256, m->size_bytes, m->created_us);
    if (!e)
        e = db_exec(db, QUERY_media_insert, NULL, "tttttiiiitttt", m->id, m->account_id, m->sha256, m->kind, m->type,
                    m->width, m->height, m->duration_ms, m->created_us, m->phash, m->name, m->thumbhash, m->place);
    return e ? e : media_of_account(db, m->account_id, m->sha256, stored);
}

enum err media_get(struct db_conn *db, const char *id, struct media **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_media_get, "t", id);
    if (!e)
        *out = media_read(&rows);
    return e;
}

enum err media_of_account(struct db_conn *db, const char *account_id, const char *sha256, struct media **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_media_of_account, "tt", account_id, sha256);
    if (!e)
        *out = media_read(&rows);
    return e;
}

enum err media_set_place(struct db_conn *db, const char *id, const char *place)
{
    return db_exec(db, QUERY_media_set_place, NULL, "tt", id, place);
}

enum err blob_exists(struct db_conn *db, const char *sha256, bool *exists)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_blob_exists, "t", sha256);
    if (e && e != E_NOT_FOUND)
        return e;
    *exists = !e;
    return OK;
}

enum err media_shown(struct db_conn *db, const char *media_id, const char *viewer_id,
                     bool (*visit)(void *context, const struct media_showing *showing), void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_media_shown, "tt", media_id, viewer_id);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct media_showing showing = {
            .is_owner = strcmp(db_text(&rows, 0), viewer_id) == 0,
            .is_posted = strcmp(db_text(&rows, 1), "posted") == 0,
            .is_follower = db_int(&rows, 3),
            .is_hidden = db_int(&rows, 4),
            .is_removed = db_int(&rows, 5),
        };
        g_strlcpy(showing.visibility, db_text(&rows, 2), sizeof showing.visibility);
        if (visit(context, &showing))
            break;
    }
    return e;
}

enum err media_each_phash(struct db_conn *db, bool (*visit)(void *context, const char *id, const char *phash),
                          void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_media_each_phash, "");
    while (!e && !(e = db_next(&rows, &more)) && more)
        if (visit(context, db_text(&rows, 0), db_text(&rows, 1)))
            break;
    return e;
}

enum err media_posted(struct db_conn *db, const char *media_id, int64_t limit,
                      bool (*visit)(void *context, const struct media_poster *poster), void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_media_posted, "ti", media_id, limit);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct media_poster poster = {db_text(&rows, 0), db_text(&rows, 1), db_text(&rows, 2)};
        if (visit(context, &poster))
            break;
    }
    return e;
}

enum err render_get(struct db_conn *db, const char *recipe, char sha256[65], char type[32])
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_render_get, "t", recipe);
    if (e)
        return e;
    g_strlcpy(sha256, db_text(&rows, 0), 65);
    g_strlcpy(type, db_text(&rows, 1), 32);
    return OK;
}

enum err render_insert(struct db_conn *db, const char *recipe, const char *photo, const char *sha256,
                       int64_t size_bytes, const char *type, int64_t now_us)
{
    enum err e = db_exec(db, QUERY_blob_insert, NULL, "tii", sha256, size_bytes, now_us);
    return e ? e : db_exec(db, QUERY_render_insert, NULL, "tttti", recipe, sha256, type, photo, now_us);
}

enum err render_part_insert(struct db_conn *db, const char *recipe, const char *photo)
{
    return db_exec(db, QUERY_render_part_insert, NULL, "tt", recipe, photo);
}
