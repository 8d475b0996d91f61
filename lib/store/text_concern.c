/* SPDX-License-Identifier: Apache-2.0 */
#include "store/text_concern.h"

/* Reads the ids; `*all` is false where there are more than TEXT_CONCERNED_MAX. */
static enum err read_ids(struct db_rows *rows, enum err e, GHashTable *ids, bool *all)
{
    bool more = true;
    int count = 0;
    while (!e && !(e = db_next(rows, &more)) && more && count++ < TEXT_CONCERNED_MAX)
        g_hash_table_add(ids, g_strdup(db_text(rows, 0)));
    *all = count <= TEXT_CONCERNED_MAX;
    return e;
}

static enum err at_later(struct db_conn *db, const struct text_change *change, int64_t threshold, GHashTable *ids)
{
    g_auto(db_rows) rows = {0};
    int64_t off = change->later - threshold;
    bool all;
    enum err e =
        db_query(db, &rows, QUERY_text_tally_at_later, "iii", change->class_id, off, (int64_t)TEXT_CONCERNED_MAX + 1);
    e = read_ids(&rows, e, ids, &all);
    return e || all ? e : db_exec(db, QUERY_evaluation_due_at_later, NULL, "ii", change->class_id, off);
}

enum err text_concern_later(struct db_conn *db, const struct text_change *change, const int64_t *thresholds,
                            size_t count, GHashTable *ids)
{
    enum err e = OK;
    for (size_t i = 0; i < count && !e; i++)
        e = at_later(db, change, thresholds[i], ids);
    return e;
}

static bool is_one_of(int64_t number, const int64_t *thresholds, size_t count, int64_t *most)
{
    bool found = false;
    *most = 0;
    for (size_t i = 0; i < count; i++) {
        found = found || thresholds[i] == number;
        *most = MAX(*most, thresholds[i]);
    }
    return found;
}

/* Back from the newest: the creators that count become more and more, but that each member's
 * own does not; so beyond one more than the greatest threshold there is nothing to find. */
enum err text_concern_creators(struct db_conn *db, const struct text_change *change, const int64_t *thresholds,
                               size_t count, GHashTable *ids)
{
    g_auto(db_rows) rows = {0};
    bool more = true;
    int64_t most = 0, creators = 0, steps = 0;
    enum err e = db_query(db, &rows, QUERY_text_tally_back, "ii", change->class_id, (int64_t)TEXT_WALK_MAX);
    while (!e && creators <= most + 1 && !(e = db_next(&rows, &more)) && more) {
        steps++;
        creators = change->creators - db_int(&rows, 1);
        if (is_one_of(creators, thresholds, count, &most))
            g_hash_table_add(ids, g_strdup(db_text(&rows, 0)));
    }
    if (!e && steps == TEXT_WALK_MAX)
        e = db_exec(db, QUERY_evaluation_due_of_class, NULL, "i", change->class_id);
    return e;
}

enum err text_concern_made(struct db_conn *db, const struct text_change *change, GHashTable *ids)
{
    g_auto(db_rows) rows = {0};
    bool all;
    enum err e =
        db_query(db, &rows, QUERY_text_tally_with_made, "ii", change->class_id, (int64_t)TEXT_CONCERNED_MAX + 1);
    e = read_ids(&rows, e, ids, &all);
    return e || all ? e : db_exec(db, QUERY_evaluation_due_with_made, NULL, "i", change->class_id);
}
