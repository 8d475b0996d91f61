/* SPDX-License-Identifier: Apache-2.0 */
#include "store/authorization.h"

static void party_clear(struct party *party)
{
    g_free(party->id);
    g_free(party->handle);
    g_free(party->name);
}

static struct party party_read(const struct db_rows *rows, int first)
{
    return (struct party){g_strdup(db_text(rows, first)), g_strdup(db_text(rows, first + 1)),
                          g_strdup(db_text(rows, first + 2))};
}

void authorization_free(struct authorization *a)
{
    if (!a)
        return;
    g_free(a->id);
    party_clear(&a->requester);
    party_clear(&a->creator);
    g_free(a->collection_id);
    g_free(a->media_id);
    g_free(a->note);
    g_free(a);
}

static void *authorization_read(const struct db_rows *rows)
{
    struct authorization *a = g_new(struct authorization, 1);
    *a = (struct authorization){
        .id = g_strdup(db_text(rows, 0)),
        .requester = party_read(rows, 1),
        .creator = party_read(rows, 4),
        .collection_id = g_strdup(db_text(rows, 7)),
        .image = db_int(rows, 8),
        .media_id = g_strdup(db_text(rows, 9)),
        .note = g_strdup(db_text(rows, 10)),
        .state = authorization_state_parse(db_text(rows, 11)),
        .effect = authorization_effect_parse(db_text(rows, 12)),
        .version = db_int(rows, 13),
        .requested_us = db_int(rows, 14),
        .expires_us = db_int(rows, 15),
        .decided_us = db_int(rows, 16),
    };
    return a;
}

/* All rows of a query that `started`, each read into an element of a new array. */
static enum err read_all(struct db_rows *rows, enum err started, void *(*read)(const struct db_rows *rows),
                         GDestroyNotify release, GPtrArray **out)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(release);
    bool more = true;
    enum err e = started;
    while (!e && !(e = db_next(rows, &more)) && more)
        g_ptr_array_add(list, read(rows));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

enum err authorization_insert(struct db_conn *db, const struct authorization *a)
{
    return db_exec(db, QUERY_authorization_insert, NULL, "ttttitttiii", a->id, a->requester.id, a->creator.id,
                   a->collection_id, a->image, a->media_id, a->note, authorization_state_name(a->state),
                   a->requested_us, a->expires_us, a->decided_us);
}

enum err authorization_get(struct db_conn *db, const char *id, struct authorization **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_authorization_get, "t", id);
    if (!e)
        *out = authorization_read(&rows);
    return e;
}

enum err authorization_list(struct db_conn *db, const struct authorization_page *p, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    enum query query = p->is_creator ? QUERY_authorization_of_creator : QUERY_authorization_of_requester;
    enum err e = db_query(db, &rows, query, "ttiti", p->account_id, p->state, p->before_us, p->before_id, p->limit);
    return read_all(&rows, e, authorization_read, (GDestroyNotify)authorization_free, out);
}

enum err authorization_due(struct db_conn *db, int64_t now_us, int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query(db, &rows, QUERY_authorization_due, "ii", now_us, limit);
    return read_all(&rows, e, authorization_read, (GDestroyNotify)authorization_free, out);
}

enum err authorization_next_due(struct db_conn *db, int64_t *expires_us)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_authorization_next_due, "");
    if (!e)
        *expires_us = db_int(&rows, 0);
    return e;
}

enum err authorization_decide(struct db_conn *db, struct authorization *a, enum authorization_state from)
{
    int64_t changed;
    enum err e = db_exec(db, QUERY_authorization_decide, &changed, "tttti", a->id, authorization_state_name(from),
                         authorization_state_name(a->state), authorization_effect_name(a->effect), a->decided_us);
    if (e)
        return e;
    a->version++;
    return changed ? OK : E_STATE;
}

enum err authorization_hold(struct db_conn *db, const char *id, bool *is_granted)
{
    int64_t changed;
    enum err e = db_exec(db, QUERY_authorization_hold, &changed, "t", id);
    if (!e)
        *is_granted = changed > 0;
    return e;
}

enum err authorization_uses(struct db_conn *db, const char *id, int64_t *uses)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_authorization_uses, "t", id);
    if (!e)
        *uses = db_int(&rows, 0);
    return e;
}

enum err authorization_mark(struct db_conn *db, const char *id, enum authorization_effect effect)
{
    const char *name = authorization_effect_name(effect);
    enum err e = db_exec(db, QUERY_authorization_mark_images, NULL, "tt", id, name);
    return e ? e : db_exec(db, QUERY_authorization_mark_collections, NULL, "tt", id, name);
}

void origin_free(struct origin *origin)
{
    if (!origin)
        return;
    g_free(origin->collection_id);
    g_free(origin->media_id);
    g_free(origin->creator_id);
    g_free(origin->authorization_id);
    g_free(origin->thumbhash);
    g_free(origin);
}

static void *origin_read(const struct db_rows *rows)
{
    struct origin *origin = g_new(struct origin, 1);
    *origin = (struct origin){
        .number = db_int(rows, 0),
        .collection_id = g_strdup(db_text(rows, 1)),
        .image = db_int(rows, 2),
        .media_id = g_strdup(db_text(rows, 3)),
        .creator_id = g_strdup(db_text(rows, 4)),
        .consents = {.account = consent_parse(db_text(rows, 5)),
                     .collection = consent_parse(db_text(rows, 6)),
                     .person = consent_parse(db_text(rows, 7))},
        .authorization_id = g_strdup(db_text(rows, 8)),
        .last = authorization_state_parse(db_text(rows, 9)),
        .thumbhash = g_strdup(db_text(rows, 10)),
    };
    return origin;
}

enum err origin_get(struct db_conn *db, const char *collection_id, int64_t image, const char *person_id,
                    struct origin **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_origin_list, "titi", collection_id, image, person_id, image);
    if (!e)
        *out = origin_read(&rows);
    return e;
}

enum err origin_list(struct db_conn *db, const char *collection_id, const char *person_id, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    enum err e =
        db_query(db, &rows, QUERY_origin_list, "titi", collection_id, (int64_t)0, person_id, (int64_t)G_MAXINT32);
    return read_all(&rows, e, origin_read, (GDestroyNotify)origin_free, out);
}

enum err receipt_insert(struct db_conn *db, const char *authorization_id, int64_t version,
                        const struct receipt *receipt, int64_t now_us)
{
    return db_exec(db, QUERY_receipt_insert, NULL, "tittti", authorization_id, version, receipt->statement,
                   receipt->signature, receipt->key_id, now_us);
}

enum err receipt_each(struct db_conn *db, const char *authorization_id,
                      void (*visit)(void *context, const struct receipt *receipt), void *context)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_receipt_list, "t", authorization_id);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct receipt receipt = {db_text(&rows, 0), db_text(&rows, 1), db_text(&rows, 2)};
        visit(context, &receipt);
    }
    return e;
}

enum err consent_get(struct db_conn *db, const char *account_id, const char *person_id, enum consent *out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_consent_get, "tt", account_id, person_id);
    if (e && e != E_NOT_FOUND)
        return e;
    *out = e ? CONSENT_NONE : consent_parse(db_text(&rows, 0));
    return OK;
}

enum err consent_put(struct db_conn *db, const char *account_id, const char *person_id, enum consent consent,
                     int64_t now_us)
{
    return db_exec(db, QUERY_consent_put, NULL, "ttti", account_id, person_id, consent_name(consent), now_us);
}

enum err consent_delete(struct db_conn *db, const char *account_id, const char *person_id)
{
    return db_exec(db, QUERY_consent_delete, NULL, "tt", account_id, person_id);
}

void consent_entry_free(struct consent_entry *entry)
{
    party_clear(&entry->person);
    g_free(entry);
}

static void *consent_entry_read(const struct db_rows *rows)
{
    struct consent_entry *entry = g_new(struct consent_entry, 1);
    *entry = (struct consent_entry){party_read(rows, 0), consent_parse(db_text(rows, 3)), db_int(rows, 4)};
    return entry;
}

enum err consent_list(struct db_conn *db, const char *account_id, int64_t before_us, const char *before_id,
                      int64_t limit, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query(db, &rows, QUERY_consent_list, "titi", account_id, before_us, before_id, limit);
    return read_all(&rows, e, consent_entry_read, (GDestroyNotify)consent_entry_free, out);
}

static void *id_read(const struct db_rows *rows)
{
    return g_strdup(db_text(rows, 0));
}

enum err authorization_list_uses(struct db_conn *db, const char *id, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query(db, &rows, QUERY_authorization_list_uses, "t", id);
    return read_all(&rows, e, id_read, g_free, out);
}
