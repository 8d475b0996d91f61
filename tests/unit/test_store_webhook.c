/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/delivery.h"
#include "store/webhook.h"

static void put_webhook(struct database *d, const char *id)
{
    struct webhook w = {.id = (char *)id,
                        .url = (char *)"https://app.example/",
                        .secret = (char *)"a secret",
                        .kinds = (char *)"*",
                        .created_us = 1};
    assert_int_equal(webhook_insert(d->db, &w), OK);
}

static void put_delivery(struct database *d, const char *webhook_id, int64_t event_id, int64_t us)
{
    g_autofree char *id = g_strdup_printf("%s-%d", webhook_id, (int)event_id);
    struct delivery one = {.id = id,
                           .webhook_id = (char *)webhook_id,
                           .event_id = event_id,
                           .kind = (char *)"template.attached",
                           .body = (char *)"{}",
                           .created_us = us};
    assert_int_equal(delivery_insert(d->db, &one), OK);
}

/* The events of the deliveries that were claimed, as text. */
static char *claimed(struct database *d, const char *webhook_id, int64_t now_us, int64_t until_us, int64_t limit)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_free);
    g_autoptr(GString) text = g_string_new(NULL);
    assert_int_equal(delivery_claim(d->db, webhook_id, now_us, until_us, limit, list), OK);
    for (guint i = 0; i < list->len; i++) {
        const struct delivery *one = list->pdata[i];
        assert_int_equal(one->claimed_us, until_us);
        g_string_append_printf(text, "%s%d", i ? " " : "", (int)one->event_id);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void assert_claimed(struct database *d, const char *webhook_id, int64_t now_us, int64_t until_us, int64_t limit,
                           const char *wanted)
{
    bool has;
    assert_int_equal(webhook_has_work(d->db, now_us, limit, &has), OK);
    g_autofree char *events = claimed(d, webhook_id, now_us, until_us, limit);
    assert_string_equal(events, wanted);
    assert_int_equal(has, *wanted != '\0');
}

static struct delivery *delivery_of(struct database *d, const char *webhook_id, const char *id)
{
    struct delivery *found;
    assert_int_equal(delivery_get(d->db, webhook_id, id, &found), OK);
    return found;
}

static struct database database_with_deliveries(int count)
{
    struct database d = database_new();
    put_webhook(&d, "w");
    for (int i = 1; i <= count; i++)
        put_delivery(&d, "w", i, 100);
    return d;
}

static void an_event_is_delivered_once_to_a_webhook(void **)
{
    struct database d = database_with_deliveries(1);
    struct delivery again = {.id = (char *)"another",
                             .webhook_id = (char *)"w",
                             .event_id = 1,
                             .kind = (char *)"k",
                             .body = (char *)"{}",
                             .created_us = 200};
    assert_int_equal(delivery_insert(d.db, &again), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM webhook_delivery"), 1);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM webhook_delivery WHERE id = 'w-1'"), 1);
    database_remove(&d);
}

static void a_claim_is_for_one_and_ends(void **)
{
    struct database d = database_with_deliveries(2);
    assert_claimed(&d, "w", 99, 200, 4, "");
    assert_claimed(&d, "w", 100, 200, 4, "1 2");
    assert_claimed(&d, "w", 199, 300, 4, "");
    assert_claimed(&d, "w", 200, 300, 4, "1 2");
    database_remove(&d);
}

/* Two daemons, one after the other: what one has counts for the other. */
static void a_webhook_gets_no_more_at_once_than_the_limit(void **)
{
    struct database d = database_with_deliveries(5);
    assert_claimed(&d, "w", 100, 200, 2, "1 2");
    assert_claimed(&d, "w", 100, 200, 2, "");
    assert_int_equal(delivery_delivered(d.db, "w-1", 200, 150), OK);
    assert_claimed(&d, "w", 150, 250, 2, "3");
    database_remove(&d);
}

static void one_webhook_does_not_wait_for_another(void **)
{
    struct database d = database_with_deliveries(9);
    put_webhook(&d, "v");
    put_delivery(&d, "v", 7, 100);
    assert_claimed(&d, "w", 100, 200, 4, "1 2 3 4");
    assert_claimed(&d, "v", 100, 200, 4, "7");
    database_remove(&d);
}

static void failed(struct database *d, const char *id, int64_t claimed_us, const char *state, int64_t due_us)
{
    struct delivery outcome = {.id = (char *)id,
                               .state = (char *)state,
                               .claimed_us = claimed_us,
                               .tried_us = 150,
                               .due_us = due_us,
                               .status = 500,
                               .error = (char *)"The receiver answered 500."};
    assert_int_equal(delivery_failed(d->db, &outcome), OK);
}

static void a_failed_one_waits_until_it_is_due(void **)
{
    struct database d = database_with_deliveries(1);
    assert_claimed(&d, "w", 100, 200, 4, "1");
    failed(&d, "w-1", 200, "waiting", 500);
    g_autoptr(delivery) one = delivery_of(&d, "w", "w-1");
    assert_int_equal(one->attempts, 1);
    assert_int_equal(one->status, 500);
    assert_int_equal(one->tried_us, 150);
    assert_string_equal(one->error, "The receiver answered 500.");
    assert_claimed(&d, "w", 499, 600, 4, "");
    assert_claimed(&d, "w", 500, 600, 4, "1");
    database_remove(&d);
}

static void a_failure_that_comes_after_the_claim_changes_nothing(void **)
{
    struct database d = database_with_deliveries(1);
    assert_claimed(&d, "w", 100, 200, 4, "1");
    assert_claimed(&d, "w", 250, 350, 4, "1");
    failed(&d, "w-1", 200, "dead", 0);
    assert_int_equal(sql(d.path, "SELECT attempts FROM webhook_delivery WHERE state = 'waiting'"), 0);
    assert_int_equal(delivery_delivered(d.db, "w-1", 204, 260), OK);
    failed(&d, "w-1", 350, "dead", 0);
    assert_int_equal(sql(d.path, "SELECT status FROM webhook_delivery WHERE state = 'delivered'"), 204);
    database_remove(&d);
}

static void what_is_given_back_is_free_at_once(void **)
{
    struct database d = database_with_deliveries(1);
    assert_claimed(&d, "w", 100, 200, 4, "1");
    struct delivery mine = {.id = (char *)"w-1", .claimed_us = 200}, not_mine = {.id = (char *)"w-1", .claimed_us = 1};
    assert_int_equal(delivery_release(d.db, &not_mine), OK);
    assert_claimed(&d, "w", 101, 300, 4, "");
    assert_int_equal(delivery_release(d.db, &mine), OK);
    assert_claimed(&d, "w", 101, 300, 4, "1");
    assert_int_equal(sql(d.path, "SELECT attempts FROM webhook_delivery"), 0);
    database_remove(&d);
}

static void a_dead_or_delivered_one_is_delivered_again_on_request(void **)
{
    struct database d = database_with_deliveries(2);
    assert_int_equal(delivery_redeliver(d.db, "w-1", 110), E_STATE);
    assert_claimed(&d, "w", 100, 200, 4, "1 2");
    failed(&d, "w-1", 200, "dead", 0);
    assert_int_equal(delivery_delivered(d.db, "w-2", 200, 150), OK);
    assert_claimed(&d, "w", 1000, 1100, 4, "");
    assert_int_equal(delivery_redeliver(d.db, "w-1", 2000), OK);
    assert_int_equal(delivery_redeliver(d.db, "w-2", 2000), OK);
    assert_int_equal(sql(d.path, "SELECT SUM(attempts) FROM webhook_delivery"), 0);
    assert_claimed(&d, "w", 2000, 2100, 4, "1 2");
    database_remove(&d);
}

static void lists_are_by_state_and_page_by_page(void **)
{
    struct database d = database_with_deliveries(5);
    assert_int_equal(delivery_delivered(d.db, "w-2", 200, 150), OK);
    assert_int_equal(delivery_delivered(d.db, "w-4", 200, 150), OK);
    static const struct {
        const char *state;
        int64_t before, limit;
        const char *events;
    } cases[] = {{"all", INT64_MAX, 10, "54321"},
                 {"all", 4, 2, "32"},
                 {"delivered", INT64_MAX, 10, "42"},
                 {"waiting", 5, 2, "31"},
                 {"dead", INT64_MAX, 10, ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) list = NULL;
        g_autoptr(GString) events = g_string_new(NULL);
        assert_int_equal(delivery_list(d.db, "w", cases[i].state, cases[i].before, cases[i].limit, &list), OK);
        for (guint n = 0; n < list->len; n++)
            g_string_append_printf(events, "%d", (int)((struct delivery *)list->pdata[n])->event_id);
        assert_string_equal(events->str, cases[i].events);
    }
    database_remove(&d);
}

static void old_ones_go_unless_they_wait(void **)
{
    struct database d = database_with_deliveries(2);
    put_delivery(&d, "w", 3, 300);
    assert_int_equal(delivery_delivered(d.db, "w-1", 200, 150), OK);
    assert_int_equal(delivery_delivered(d.db, "w-3", 200, 350), OK);
    assert_int_equal(delivery_delete_old(d.db, 300), OK);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM webhook_delivery WHERE id IN ('w-2', 'w-3')"), 2);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM webhook_delivery"), 2);
    database_remove(&d);
}

static void a_webhook_goes_with_its_deliveries(void **)
{
    struct database d = database_with_deliveries(2);
    struct webhook *none = NULL;
    put_webhook(&d, "v");
    put_delivery(&d, "v", 1, 100);
    assert_int_equal(webhook_delete(d.db, "w"), OK);
    assert_int_equal(webhook_delete(d.db, "w"), E_NOT_FOUND);
    assert_int_equal(webhook_get(d.db, "w", &none), E_NOT_FOUND);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM webhook_delivery"), 1);
    database_remove(&d);
}

static void new_events_are_work_until_they_are_passed(void **)
{
    struct database d = database_new();
    bool has;
    int64_t count;
    sql(d.path, "UPDATE counter SET value = 3 WHERE name = 'event'");
    assert_int_equal(webhook_has_work(d.db, 1, 4, &has), OK);
    assert_false(has);
    put_webhook(&d, "w");
    assert_int_equal(webhook_count(d.db, &count), OK);
    assert_int_equal(count, 1);
    assert_int_equal(webhook_has_work(d.db, 1, 4, &has), OK);
    assert_true(has);
    assert_int_equal(webhook_set_after(d.db, "w", 3), OK);
    assert_int_equal(webhook_set_after(d.db, "w", 2), OK);
    assert_int_equal(webhook_has_work(d.db, 1, 4, &has), OK);
    assert_false(has);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_delivered_once_to_a_webhook),
        cmocka_unit_test(a_claim_is_for_one_and_ends),
        cmocka_unit_test(a_webhook_gets_no_more_at_once_than_the_limit),
        cmocka_unit_test(one_webhook_does_not_wait_for_another),
        cmocka_unit_test(a_failed_one_waits_until_it_is_due),
        cmocka_unit_test(a_failure_that_comes_after_the_claim_changes_nothing),
        cmocka_unit_test(what_is_given_back_is_free_at_once),
        cmocka_unit_test(a_dead_or_delivered_one_is_delivered_again_on_request),
        cmocka_unit_test(lists_are_by_state_and_page_by_page),
        cmocka_unit_test(old_ones_go_unless_they_wait),
        cmocka_unit_test(a_webhook_goes_with_its_deliveries),
        cmocka_unit_test(new_events_are_work_until_they_are_passed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
