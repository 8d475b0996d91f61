/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "event/hub.h"
#include "store/event.h"

enum { PATIENCE_US = 10 * G_USEC_PER_SEC };

/* Counts its wakes; each test waits for them, never for time. */
struct ear {
    struct event_listener listener;
    GMutex lock;
    GCond woken;
    int wakes;
};

static void on_wake(struct event_listener *listener)
{
    struct ear *ear = (struct ear *)listener;
    g_mutex_lock(&ear->lock);
    ear->wakes++;
    g_cond_signal(&ear->woken);
    g_mutex_unlock(&ear->lock);
}

static void ear_open(struct ear *ear, const char *account_id)
{
    *ear = (struct ear){.listener.wake = on_wake};
    g_strlcpy(ear->listener.account_id, account_id, sizeof ear->listener.account_id);
    g_mutex_init(&ear->lock);
    g_cond_init(&ear->woken);
}

static void ear_wait(struct ear *ear, int wakes)
{
    gint64 until = g_get_monotonic_time() + PATIENCE_US;
    g_mutex_lock(&ear->lock);
    while (ear->wakes < wakes)
        if (!g_cond_wait_until(&ear->woken, &ear->lock, until))
            break;
    assert_true(ear->wakes >= wakes);
    g_mutex_unlock(&ear->lock);
}

static int ear_wakes(struct ear *ear)
{
    g_mutex_lock(&ear->lock);
    int wakes = ear->wakes;
    g_mutex_unlock(&ear->lock);
    return wakes;
}

static void announce(struct database *d, const char *to, const char *actor)
{
    struct announcement what = {to, actor, "collection.posted", "c"};
    assert_int_equal(event_add_take(d->db, &what, json_object(), 9), OK);
}

static void those_whom_it_concerns_are_woken_and_nobody_else(void **)
{
    struct database d = database_new();
    struct ear anna, bob, cyd;
    put_account(&d, "anna");
    put_account(&d, "bob");
    put_account(&d, "cyd");
    assert_int_equal(follow_put(d.db, "bob", "anna", 1), OK);
    struct event_hub *hub = event_hub_new(d.url);
    ear_open(&anna, "anna");
    ear_open(&bob, "bob");
    ear_open(&cyd, "cyd");
    struct ear *const all[] = {&anna, &bob, &cyd};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) {
        event_hub_join(hub, &all[i]->listener);
        /* The first look after a time of silence wakes who is there: they read for themselves. */
        if (i == 0)
            ear_wait(&anna, 1);
    }
    assert_int_equal(event_hub_listeners(hub), 3);
    announce(&d, "anna", NULL);
    event_hub_look(hub);
    ear_wait(&anna, 2);
    announce(&d, NULL, "anna");
    event_hub_look(hub);
    ear_wait(&bob, 1);
    assert_int_equal(ear_wakes(&anna), 2);
    assert_int_equal(ear_wakes(&cyd), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        event_hub_leave(hub, &all[i]->listener);
    assert_int_equal(event_hub_listeners(hub), 0);
    event_hub_free(hub);
    database_remove(&d);
}

static void what_another_daemon_wrote_is_noticed_too(void **)
{
    struct database d = database_new();
    struct ear anna;
    put_account(&d, "anna");
    struct event_hub *hub = event_hub_new(d.url);
    ear_open(&anna, "anna");
    event_hub_join(hub, &anna.listener);
    ear_wait(&anna, 1);
    announce(&d, "anna", NULL);
    ear_wait(&anna, 2);
    event_hub_leave(hub, &anna.listener);
    event_hub_free(hub);
    database_remove(&d);
}

static void who_left_is_not_woken(void **)
{
    struct database d = database_new();
    struct ear first, second;
    put_account(&d, "anna");
    struct event_hub *hub = event_hub_new(d.url);
    ear_open(&first, "anna");
    ear_open(&second, "anna");
    event_hub_join(hub, &first.listener);
    ear_wait(&first, 1);
    event_hub_join(hub, &second.listener);
    event_hub_leave(hub, &first.listener);
    int before = ear_wakes(&first);
    announce(&d, "anna", NULL);
    event_hub_look(hub);
    ear_wait(&second, 1);
    assert_int_equal(ear_wakes(&first), before);
    event_hub_leave(hub, &second.listener);
    event_hub_leave(hub, &second.listener);
    assert_int_equal(event_hub_listeners(hub), 0);
    event_hub_free(hub);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_whom_it_concerns_are_woken_and_nobody_else),
        cmocka_unit_test(what_another_daemon_wrote_is_noticed_too),
        cmocka_unit_test(who_left_is_not_woken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
