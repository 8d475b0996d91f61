/* SPDX-License-Identifier: Apache-2.0 */
#include "underway.h"

#include <glib.h>

struct underway {
    GMutex lock;
    GHashTable *waiting; /* of each recipe a GArray of struct waiter */
};

struct waiter {
    void (*then)(void *context, enum err outcome);
    void *context;
};

static void waiters_free(void *waiters)
{
    g_array_unref(waiters);
}

struct underway *underway_new(void)
{
    struct underway *underway = g_new0(struct underway, 1);
    g_mutex_init(&underway->lock);
    underway->waiting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, waiters_free);
    return underway;
}

void underway_free(struct underway *underway)
{
    if (!underway)
        return;
    g_hash_table_unref(underway->waiting);
    g_mutex_clear(&underway->lock);
    g_free(underway);
}

bool underway_begin(struct underway *underway, const char *recipe)
{
    g_mutex_lock(&underway->lock);
    bool is_free = !g_hash_table_contains(underway->waiting, recipe);
    if (is_free)
        g_hash_table_insert(underway->waiting, g_strdup(recipe), g_array_new(FALSE, FALSE, sizeof(struct waiter)));
    g_mutex_unlock(&underway->lock);
    return is_free;
}

void underway_end(struct underway *underway, const char *recipe, enum err outcome)
{
    char *key = NULL;
    GArray *waiters = NULL;
    g_mutex_lock(&underway->lock);
    g_hash_table_steal_extended(underway->waiting, recipe, (void **)&key, (void **)&waiters);
    g_mutex_unlock(&underway->lock);
    for (guint i = 0; waiters && i < waiters->len; i++) {
        struct waiter *w = &g_array_index(waiters, struct waiter, i);
        w->then(w->context, outcome);
    }
    g_clear_pointer(&waiters, g_array_unref);
    g_free(key);
}

void underway_then(struct underway *underway, const char *recipe, void (*then)(void *context, enum err outcome),
                   void *context)
{
    const struct waiter waiter = {then, context};
    g_mutex_lock(&underway->lock);
    GArray *waiters = g_hash_table_lookup(underway->waiting, recipe);
    if (waiters)
        g_array_append_val(waiters, waiter);
    g_mutex_unlock(&underway->lock);
    if (!waiters)
        then(context, OK);
}
