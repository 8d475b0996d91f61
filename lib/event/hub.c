/* SPDX-License-Identifier: Apache-2.0 */
#include "event/hub.h"

#include "store/account.h"
#include "store/event.h"

enum { LOOK_EACH_US = 1000000, BATCH = 256 };

struct event_hub {
    char *database_url;
    struct db_conn *db; /* the thread's own, as is seen_id; NULL until somebody listens */
    int64_t seen_id;
    GThread *thread;
    GMutex lock; /* guards all below */
    GCond wake;
    GHashTable *listeners; /* account id → GPtrArray of struct event_listener */
    int64_t count;
    bool is_due, is_ending;
    bool is_behind; /* nobody listened for a time */
};

static void wake_account(struct event_hub *hub, const char *account_id)
{
    GPtrArray *list = g_hash_table_lookup(hub->listeners, account_id);
    for (guint i = 0; list && i < list->len; i++) {
        struct event_listener *listener = list->pdata[i];
        listener->wake(listener);
    }
}

static void wake_one(void *context, const char *account_id)
{
    wake_account(context, account_id);
}

static enum err wake_for(struct event_hub *hub, const struct event *event)
{
    if (!event->account_id)
        return event->actor_id ? follow_each_follower(hub->db, event->actor_id, wake_one, hub) : OK;
    wake_account(hub, event->account_id);
    return OK;
}

static void wake_all(struct event_hub *hub)
{
    GHashTableIter iter;
    void *account_id;
    g_hash_table_iter_init(&iter, hub->listeners);
    while (g_hash_table_iter_next(&iter, &account_id, NULL))
        wake_account(hub, account_id);
}

/* After a time in which nobody listened, what was written meanwhile is not gone through:
 * the listeners, who are new, read what concerns them. */
static void catch_up(struct event_hub *hub)
{
    g_mutex_lock(&hub->lock);
    if (hub->is_behind && !event_last_id(hub->db, &hub->seen_id)) {
        hub->is_behind = false;
        wake_all(hub);
    }
    g_mutex_unlock(&hub->lock);
}

/* Reads what is new; what fails was logged and is read again the next time. */
static void look(struct event_hub *hub)
{
    g_autoptr(GPtrArray) list = NULL;
    /* A connection that failed is tried again at the next look. */
    if (!hub->db && db_connect(hub->database_url, DB_READ, &hub->db))
        return;
    catch_up(hub);
    do {
        g_clear_pointer(&list, g_ptr_array_unref);
        if (event_all_after(hub->db, hub->seen_id, BATCH, &list))
            return;
        g_mutex_lock(&hub->lock);
        for (guint i = 0; i < list->len; i++) {
            const struct event *event = list->pdata[i];
            if (wake_for(hub, event))
                break;
            hub->seen_id = event->id;
        }
        g_mutex_unlock(&hub->lock);
    } while (list->len == BATCH);
}

/* Until something may be new; false when it is over. */
static bool wait(struct event_hub *hub)
{
    g_mutex_lock(&hub->lock);
    gint64 until = g_get_monotonic_time() + LOOK_EACH_US;
    while (!hub->is_due && !hub->is_ending) {
        /* With nobody there, nobody looks for other daemons' events either. */
        if (!hub->count)
            g_cond_wait(&hub->wake, &hub->lock);
        else if (!g_cond_wait_until(&hub->wake, &hub->lock, until))
            break;
    }
    hub->is_due = false;
    bool goes_on = !hub->is_ending;
    g_mutex_unlock(&hub->lock);
    return goes_on;
}

static void *hub_main(void *context)
{
    struct event_hub *hub = context;
    while (wait(hub))
        look(hub);
    return NULL;
}

struct event_hub *event_hub_new(const char *database_url)
{
    struct event_hub *hub = g_new0(struct event_hub, 1);
    hub->database_url = g_strdup(database_url);
    hub->is_behind = true;
    hub->listeners = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_mutex_init(&hub->lock);
    g_cond_init(&hub->wake);
    hub->thread = g_thread_new("events", hub_main, hub);
    return hub;
}

void event_hub_free(struct event_hub *hub)
{
    if (!hub)
        return;
    g_mutex_lock(&hub->lock);
    hub->is_ending = true;
    g_cond_signal(&hub->wake);
    g_mutex_unlock(&hub->lock);
    g_thread_join(hub->thread);
    g_hash_table_unref(hub->listeners);
    db_disconnect(hub->db);
    g_free(hub->database_url);
    g_mutex_clear(&hub->lock);
    g_cond_clear(&hub->wake);
    g_free(hub);
}

void event_hub_join(struct event_hub *hub, struct event_listener *listener)
{
    g_mutex_lock(&hub->lock);
    GPtrArray *list = g_hash_table_lookup(hub->listeners, listener->account_id);
    if (!list) {
        list = g_ptr_array_new();
        g_hash_table_insert(hub->listeners, g_strdup(listener->account_id), list);
    }
    g_ptr_array_add(list, listener);
    hub->count++;
    /* From now on it also looks each second. */
    hub->is_due = true;
    g_cond_signal(&hub->wake);
    g_mutex_unlock(&hub->lock);
}

void event_hub_leave(struct event_hub *hub, struct event_listener *listener)
{
    g_mutex_lock(&hub->lock);
    GPtrArray *list = g_hash_table_lookup(hub->listeners, listener->account_id);
    if (list && g_ptr_array_remove_fast(list, listener)) {
        hub->is_behind = !--hub->count;
        if (!list->len)
            g_hash_table_remove(hub->listeners, listener->account_id);
    }
    g_mutex_unlock(&hub->lock);
}

void event_hub_look(struct event_hub *hub)
{
    g_mutex_lock(&hub->lock);
    hub->is_due = hub->is_due || hub->count;
    if (hub->is_due)
        g_cond_signal(&hub->wake);
    g_mutex_unlock(&hub->lock);
}

int64_t event_hub_listeners(struct event_hub *hub)
{
    g_mutex_lock(&hub->lock);
    int64_t count = hub->count;
    g_mutex_unlock(&hub->lock);
    return count;
}
