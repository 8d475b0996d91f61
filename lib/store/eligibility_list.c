/* SPDX-License-Identifier: Apache-2.0
 *
 * A list by outcomes: the few outcomes that there are and that fit are asked each by itself,
 * through one index, and their rows merged. So neither a rare condition nor a deep page is slow.
 */
#include <string.h>

#include "base/id.h"
#include "store/eligibility.h"

void eligibility_entry_free(struct eligibility_entry *entry)
{
    if (!entry)
        return;
    g_free(entry->collection_id);
    g_free(entry->handle);
    g_free(entry->name);
    g_free(entry->template_id);
    g_free(entry);
}

static struct eligibility_entry *entry_read(const struct db_rows *rows)
{
    struct eligibility_entry *entry = g_new(struct eligibility_entry, 1);
    *entry = (struct eligibility_entry){
        .collection_id = g_strdup(db_text(rows, 0)),
        .handle = g_strdup(db_text(rows, 1)),
        .name = g_strdup(db_text(rows, 2)),
        .posted_us = db_int(rows, 3),
        .found = {.outcome = db_int(rows, 4), .nearness = db_double(rows, 5), .evaluated_us = db_int(rows, 6)},
        .template_id = g_strdup(db_text(rows, 7)),
    };
    return entry;
}

static enum err append_entries(struct db_rows *rows, GPtrArray *list)
{
    bool more = true;
    enum err e = OK;
    while (!e && !(e = db_next(rows, &more)) && more)
        g_ptr_array_add(list, entry_read(rows));
    return e;
}

struct outcome_count {
    int64_t outcome, collections;
};

/* The outcomes that there are and that fit: a new array of struct outcome_count. */
static enum err list_outcomes(struct db_conn *db, const struct eligibility_filter *f, GArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(struct outcome_count));
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_eligibility_count_list, "");
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct outcome_count one = {db_int(&rows, 0), db_int(&rows, 1)};
        if ((one.outcome & f->mask) == f->bits)
            g_array_append_val(list, one);
    }
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

/* What is on the page, before it is read. */
struct found {
    int64_t posted_us;
    char collection_id[ID_SIZE];
};

static gint newest_first(gconstpointer a, gconstpointer b)
{
    const struct found *x = a, *y = b;
    if (x->posted_us != y->posted_us)
        return x->posted_us > y->posted_us ? -1 : 1;
    return strcmp(y->collection_id, x->collection_id);
}

static enum err find_of_outcome(struct db_conn *db, int64_t outcome, const struct eligibility_filter *f,
                                const struct eligibility_place *after, int64_t limit, GArray *found)
{
    g_auto(db_rows) rows = {0};
    bool more = true, is_within = after->posted_us <= f->before_us;
    enum err e =
        db_query(db, &rows, QUERY_eligibility_of_outcome, "iitii", outcome, is_within ? after->posted_us : f->before_us,
                 is_within ? after->collection_id : "", f->from_us, limit);
    while (!e && !(e = db_next(&rows, &more)) && more) {
        struct found one = {.posted_us = db_int(&rows, 1)};
        g_strlcpy(one.collection_id, db_text(&rows, 0), sizeof one.collection_id);
        g_array_append_val(found, one);
    }
    return e;
}

static enum err read_entry(struct db_conn *db, const char *collection_id, GPtrArray *list)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_eligibility_entry, "t", collection_id);
    if (!e)
        g_ptr_array_add(list, entry_read(&rows));
    return e;
}

static enum err list_by_outcomes(struct db_conn *db, const struct eligibility_filter *f,
                                 const struct eligibility_place *after, int64_t limit, GPtrArray *list)
{
    g_autoptr(GArray) outcomes = NULL, found = g_array_new(FALSE, FALSE, sizeof(struct found));
    enum err e = list_outcomes(db, f, &outcomes);
    for (guint i = 0; !e && i < outcomes->len; i++)
        e = find_of_outcome(db, g_array_index(outcomes, struct outcome_count, i).outcome, f, after, limit, found);
    g_array_sort(found, newest_first);
    for (guint i = 0; !e && i < found->len && i < limit; i++)
        e = read_entry(db, g_array_index(found, struct found, i).collection_id, list);
    return e;
}

static enum err list_of_account(struct db_conn *db, const struct eligibility_filter *f,
                                const struct eligibility_place *after, int64_t limit, GPtrArray *list)
{
    g_auto(db_rows) rows = {0};
    int64_t before_us = MIN(after->posted_us, f->before_us);
    const char *before_id = after->posted_us <= f->before_us ? after->collection_id : "";
    enum err e = db_query(db, &rows, QUERY_eligibility_of_account, "titiiii", f->account_id, before_us, before_id,
                          f->from_us, limit, f->mask, f->bits);
    return e ? e : append_entries(&rows, list);
}

static enum err list_nearest(struct db_conn *db, const struct eligibility_filter *f,
                             const struct eligibility_place *after, int64_t limit, GPtrArray *list)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query(db, &rows, QUERY_eligibility_nearest, "dtdtiiiii", after->nearness, after->collection_id,
                          f->nearest, f->account_id, f->from_us, f->before_us, limit, f->mask, f->bits);
    return e ? e : append_entries(&rows, list);
}

enum err eligibility_list(struct db_conn *db, const struct eligibility_filter *f, const struct eligibility_place *after,
                          int64_t limit, GPtrArray **out)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)eligibility_entry_free);
    enum err e;
    if (f->nearest > 0)
        e = list_nearest(db, f, after, limit, list);
    else if (*f->account_id)
        e = list_of_account(db, f, after, limit, list);
    else
        e = list_by_outcomes(db, f, after, limit, list);
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

static enum err read_count(struct db_rows *rows, enum err e, int64_t *count)
{
    if (!e)
        *count += db_int(rows, 0);
    return e;
}

static enum err count_of_outcome(struct db_conn *db, int64_t outcome, const struct eligibility_filter *f,
                                 int64_t *count)
{
    g_auto(db_rows) rows = {0};
    int64_t most = ELIGIBILITY_COUNT_MAX + 1 - *count;
    return read_count(
        &rows,
        db_query_row(db, &rows, QUERY_eligibility_count_of_outcome, "iiii", outcome, f->from_us, f->before_us, most),
        count);
}

static bool is_unbounded(const struct eligibility_filter *f)
{
    return f->from_us == 0 && f->before_us == G_MAXINT64;
}

static enum err count_by_outcomes(struct db_conn *db, const struct eligibility_filter *f, int64_t *count)
{
    g_autoptr(GArray) outcomes = NULL;
    enum err e = list_outcomes(db, f, &outcomes);
    for (guint i = 0; !e && i < outcomes->len; i++) {
        const struct outcome_count *one = &g_array_index(outcomes, struct outcome_count, i);
        if (is_unbounded(f))
            *count += one->collections;
        else if (*count <= ELIGIBILITY_COUNT_MAX)
            e = count_of_outcome(db, one->outcome, f, count);
    }
    return e;
}

enum err eligibility_count(struct db_conn *db, const struct eligibility_filter *f, int64_t *count)
{
    g_auto(db_rows) rows = {0};
    int64_t counted = 0, most = ELIGIBILITY_COUNT_MAX + 1;
    enum err e;
    if (f->nearest > 0 && is_unbounded(f) && !f->mask && !*f->account_id)
        e = read_count(&rows, db_query_row(db, &rows, QUERY_eligibility_count_all_near, "di", f->nearest, most),
                       &counted);
    else if (f->nearest > 0)
        e = read_count(&rows,
                       db_query_row(db, &rows, QUERY_eligibility_count_near, "iidtiii", f->from_us, f->before_us,
                                    f->nearest, f->account_id, most, f->mask, f->bits),
                       &counted);
    else if (*f->account_id)
        e = read_count(&rows,
                       db_query_row(db, &rows, QUERY_eligibility_count_of_account, "tiiiii", f->account_id, f->from_us,
                                    f->before_us, most, f->mask, f->bits),
                       &counted);
    else
        e = count_by_outcomes(db, f, &counted);
    if (!e)
        *count = counted;
    return e;
}

enum err eligibility_counts(struct db_conn *db, struct eligibility_counts *out)
{
    g_autoptr(GArray) outcomes = NULL;
    static const struct eligibility_filter all = {.account_id = "", .before_us = G_MAXINT64};
    enum err e = list_outcomes(db, &all, &outcomes);
    *out = (struct eligibility_counts){0};
    for (guint i = 0; !e && i < outcomes->len; i++) {
        const struct outcome_count *one = &g_array_index(outcomes, struct outcome_count, i);
        *(one->outcome & OUTCOME_ELIGIBLE ? &out->eligible : &out->others) += one->collections;
        for (int k = 0; k < CONDITIONS; k++) {
            out->holding[k] += one->outcome & OUTCOME_HOLDING << k ? one->collections : 0;
            out->failing[k] += one->outcome & OUTCOME_FAILING << k ? one->collections : 0;
        }
    }
    return e;
}
