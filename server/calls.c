/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"

#include "store/template.h"

struct calls {
    GMutex lock;        /* guards counts */
    GHashTable *counts; /* template id → how many, as a pointer's value */
};

static GHashTable *counts_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

struct calls *calls_new(void)
{
    struct calls *calls = g_new0(struct calls, 1);
    g_mutex_init(&calls->lock);
    calls->counts = counts_new();
    return calls;
}

void calls_free(struct calls *calls)
{
    if (!calls)
        return;
    g_hash_table_unref(calls->counts);
    g_mutex_clear(&calls->lock);
    g_free(calls);
}

static void add(struct calls *calls, const char *template_id, size_t more)
{
    size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(calls->counts, template_id));
    g_hash_table_insert(calls->counts, g_strdup(template_id), GSIZE_TO_POINTER(count + more));
}

void calls_count(struct calls *calls, const char *template_id)
{
    g_mutex_lock(&calls->lock);
    add(calls, template_id, 1);
    g_mutex_unlock(&calls->lock);
}

static enum err write_counts(struct db_conn *db, void *context)
{
    GHashTableIter iter;
    void *id, *count;
    enum err e = OK;
    g_hash_table_iter_init(&iter, context);
    while (!e && g_hash_table_iter_next(&iter, &id, &count))
        e = template_add_calls(db, id, (int64_t)GPOINTER_TO_SIZE(count));
    return e;
}

enum err calls_write(struct calls *calls, struct writer *writer)
{
    g_autoptr(GHashTable) counts = counts_new();
    GHashTableIter iter;
    void *id, *count;
    g_mutex_lock(&calls->lock);
    GHashTable *taken = calls->counts;
    calls->counts = g_steal_pointer(&counts);
    g_mutex_unlock(&calls->lock);
    counts = taken;
    if (!g_hash_table_size(counts))
        return OK;
    enum err e = writer_run(writer, write_counts, counts);
    if (!e)
        return OK;
    g_mutex_lock(&calls->lock);
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &id, &count))
        add(calls, id, GPOINTER_TO_SIZE(count));
    g_mutex_unlock(&calls->lock);
    return e;
}
