/* SPDX-License-Identifier: Apache-2.0 */
#include "store/account.h"

void account_free(struct account *account)
{
    if (!account)
        return;
    g_free(account->id);
    g_free(account->handle);
    g_free(account->name);
    g_free(account->bio);
    g_free(account);
}

static struct account *account_read(const struct db_rows *rows)
{
    struct account *account = g_new(struct account, 1);
    *account = (struct account){
        .id = g_strdup(db_text(rows, 0)),
        .handle = g_strdup(db_text(rows, 1)),
        .name = g_strdup(db_text(rows, 2)),
        .bio = g_strdup(db_text(rows, 3)),
        .role = role_parse(db_text(rows, 4)),
        .version = db_int(rows, 5),
        .created_us = db_int(rows, 6),
        .updated_us = db_int(rows, 7),
        .consent = consent_parse(db_text(rows, 8)),
    };
    return account;
}

enum err account_insert(struct db_conn *db, const struct account *account, const char *password)
{
    int64_t changed;
    enum err e = db_exec(db, QUERY_account_insert, &changed, "tttttti", account->id, account->handle, account->name,
                         account->bio, role_name(account->role), password, account->created_us);
    return e ? e : changed ? OK : E_HANDLE_TAKEN;
}

enum err account_get(struct db_conn *db, const char *id, struct account **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_account_get, "t", id);
    if (!e)
        *out = account_read(&rows);
    return e;
}

enum err account_by_handle(struct db_conn *db, const char *handle, struct account **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_account_by_handle, "t", handle);
    if (!e)
        *out = account_read(&rows);
    return e;
}

enum err account_password(struct db_conn *db, const char *handle, char **id, char **password)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_account_password, "t", handle);
    if (e)
        return e;
    *id = g_strdup(db_text(&rows, 0));
    *password = g_strdup(db_text(&rows, 1));
    return OK;
}

enum err account_counts(struct db_conn *db, const char *id, struct account_counts *out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_account_counts, "t", id);
    if (!e)
        *out = (struct account_counts){db_int(&rows, 0), db_int(&rows, 1), db_int(&rows, 2)};
    return e;
}

enum err account_update(struct db_conn *db, const struct account *account, const char *password, int64_t now_us)
{
    return db_exec(db, QUERY_account_update, NULL, "ttttit", account->id, account->name, account->bio, password, now_us,
                   consent_name(account->consent));
}

enum err account_delete(struct db_conn *db, const char *id)
{
    static const enum query steps[] = {
        QUERY_account_ratings_take_back_up, QUERY_account_ratings_take_back_down, QUERY_account_templates_withdraw,
        QUERY_collection_delete_of_account, QUERY_media_delete_unused_of_account, QUERY_account_delete,
    };
    enum err e = OK;
    for (size_t i = 0; i < G_N_ELEMENTS(steps) && !e; i++)
        e = db_exec(db, steps[i], NULL, "t", id);
    return e;
}

enum err follow_put(struct db_conn *db, const char *follower_id, const char *followed_id, int64_t now_us)
{
    return db_exec(db, QUERY_follow_put, NULL, "tti", follower_id, followed_id, now_us);
}

enum err follow_delete(struct db_conn *db, const char *follower_id, const char *followed_id)
{
    return db_exec(db, QUERY_follow_delete, NULL, "tt", follower_id, followed_id);
}

enum err follow_each_follower(struct db_conn *db, const char *followed_id,
                              void (*visit)(void *context, const char *follower_id), void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_follow_each_follower, "t", followed_id);
    while (!e && !(e = db_next(&rows, &more)) && more)
        visit(context, db_text(&rows, 0));
    return e;
}

enum err follow_exists(struct db_conn *db, const char *follower_id, const char *followed_id, bool *exists)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_follow_exists, "tt", follower_id, followed_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *exists = !e;
    return OK;
}

enum err session_insert(struct db_conn *db, const char *token_hash, const char *account_id, int64_t now_us,
                        int64_t *expires_us)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_exec(db, QUERY_session_insert, NULL, "ttii", token_hash, account_id, now_us, *expires_us);
    if (!e)
        e = db_query_row(db, &rows, QUERY_session_expires, "t", token_hash);
    if (!e)
        *expires_us = db_int(&rows, 0);
    return e;
}

enum err session_account(struct db_conn *db, const char *token_hash, int64_t now_us, struct account **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_session_account, "ti", token_hash, now_us);
    if (!e)
        *out = account_read(&rows);
    return e;
}

enum err session_delete(struct db_conn *db, const char *token_hash)
{
    return db_exec(db, QUERY_session_delete, NULL, "t", token_hash);
}

enum err session_delete_others(struct db_conn *db, const char *account_id, const char *kept_token_hash)
{
    return db_exec(db, QUERY_session_delete_others, NULL, "tt", account_id, kept_token_hash);
}

enum err session_delete_expired(struct db_conn *db, int64_t now_us)
{
    return db_exec(db, QUERY_session_delete_expired, NULL, "i", now_us);
}
