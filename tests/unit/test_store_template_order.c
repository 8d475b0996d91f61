/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/template_order.h"

static struct database database_with_template(void)
{
    struct database d = database_new();
    put_account(&d, "anna");
    put_media(&d, "photo", "anna");
    put_collection(&d, "c", "anna", "photo", 1);
    put_template(&d, "t", "c", "anna", 1);
    return d;
}

static void put_order(struct database *d, enum template_rule rule, const char *note)
{
    struct template_order order = {rule, (char *)"judge", (char *)"spam", (char *)note, 7};
    assert_int_equal(template_order_put(d->db, "c", &order), OK);
}

static enum template_rule rule_of(struct database *d)
{
    enum template_rule rule;
    assert_int_equal(template_rule_get(d->db, "c", &rule), OK);
    return rule;
}

static void the_last_order_stands_until_it_is_deleted(void **)
{
    struct database d = database_with_template();
    g_autoptr(template_order) order = NULL;
    struct template_order *none = NULL;
    assert_int_equal(rule_of(&d), TEMPLATE_BY_POLICY);
    put_order(&d, TEMPLATE_FORCED, "first");
    put_order(&d, TEMPLATE_FORBIDDEN, "second");
    assert_int_equal(template_order_get(d.db, "c", &order), OK);
    assert_int_equal(order->rule, TEMPLATE_FORBIDDEN);
    assert_string_equal(order->actor_handle, "judge");
    assert_string_equal(order->reason, "spam");
    assert_string_equal(order->note, "second");
    assert_int_equal(order->created_us, 7);
    assert_int_equal(template_order_delete(d.db, "c"), OK);
    assert_int_equal(template_order_get(d.db, "c", &none), E_NOT_FOUND);
    assert_null(none);
    assert_int_equal(rule_of(&d), TEMPLATE_BY_POLICY);
    database_remove(&d);
}

static void assert_withdrawn(struct database *d, enum withdrawal wanted)
{
    g_autoptr(template) t = NULL;
    assert_int_equal(template_call(d->db, "t", 0, &t), OK);
    assert_int_equal(t->withdrawn_by, wanted);
    assert_true(t->is_active == (wanted == WITHDRAWN_NOT));
}

static void an_order_gives_back_what_an_order_withdrew(void **)
{
    struct database d = database_with_template();
    assert_int_equal(template_order_withdraw(d.db, "c"), OK);
    assert_withdrawn(&d, WITHDRAWN_BY_ORDER);
    assert_int_equal(template_order_give_back(d.db, "c"), OK);
    assert_withdrawn(&d, WITHDRAWN_NOT);
    database_remove(&d);
}

static void what_something_else_withdrew_is_left_alone(void **)
{
    struct database d = database_with_template();
    static const enum withdrawal others[] = {WITHDRAWN_BY_MODERATOR, WITHDRAWN_BY_TAKEDOWN, WITHDRAWN_BY_DELETION};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        assert_int_equal(template_set_withdrawn(d.db, "t", others[i]), OK);
        assert_int_equal(template_order_withdraw(d.db, "c"), OK);
        assert_withdrawn(&d, others[i]);
        assert_int_equal(template_order_give_back(d.db, "c"), OK);
        assert_withdrawn(&d, others[i]);
    }
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_order_stands_until_it_is_deleted),
        cmocka_unit_test(an_order_gives_back_what_an_order_withdrew),
        cmocka_unit_test(what_something_else_withdrew_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
