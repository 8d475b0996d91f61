/* SPDX-License-Identifier: Apache-2.0 */
#include "store/blob.h"

enum err blob_page(struct db_conn *db, const char *after_sha256, int64_t limit,
                   void (*visit)(void *context, const struct blob_row *row), void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_blob_page, "ti", after_sha256, limit);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct blob_row row = {db_text(&rows, 0), db_int(&rows, 1), db_int(&rows, 2), db_text(&rows, 3),
                               db_text(&rows, 4)};
        visit(context, &row);
    }
    return e;
}

enum err blob_mark_unnamed(struct db_conn *db, const char *sha256, int64_t now_us)
{
    return db_exec(db, QUERY_blob_mark_unnamed, NULL, "ti", sha256, now_us);
}

enum err blob_delete_unnamed(struct db_conn *db, const char *sha256, int64_t until_us)
{
    int64_t count;
    enum err e = db_exec(db, QUERY_blob_delete_unnamed, &count, "ti", sha256, until_us);
    return e || !count ? e : db_exec(db, QUERY_render_delete_of_photo, NULL, "t", sha256);
}

enum err render_delete_of_blob(struct db_conn *db, const char *sha256)
{
    return db_exec(db, QUERY_render_delete_of_blob, NULL, "t", sha256);
}

enum err media_delete_unshown(struct db_conn *db, int64_t limit, int64_t *count)
{
    return db_exec(db, QUERY_media_delete_unshown, count, "i", limit);
}

enum err media_bytes_of_account(struct db_conn *db, const char *account_id, int64_t *bytes)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_media_bytes_of_account, "t", account_id);
    if (!e)
        *bytes = db_int(&rows, 0);
    return e;
}
