/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "reply.h"

enum { MOST = 100 };

static void room_is_given_back_when_the_reply_is_gone(void **)
{
    _Atomic int64_t room = 0;
    struct reply one, two;
    reply_init(&one);
    reply_init(&two);
    assert_int_equal(reply_take_room(&one, &room, 60, MOST), OK);
    assert_int_equal(reply_take_room(&two, &room, 41, MOST), E_BUSY);
    assert_int_equal(reply_take_room(&two, &room, 40, MOST), OK);
    assert_int_equal(room, 100);
    reply_clear(&one);
    assert_int_equal(room, 40);
    reply_clear(&two);
    reply_clear(&two);
    assert_int_equal(room, 0);
}

static void one_alone_may_take_more(void **)
{
    _Atomic int64_t room = 0;
    struct reply one, two;
    reply_init(&one);
    reply_init(&two);
    assert_int_equal(reply_take_room(&one, &room, MOST + 1, MOST), OK);
    assert_int_equal(reply_take_room(&two, &room, 1, MOST), E_BUSY);
    reply_clear(&two);
    assert_int_equal(room, MOST + 1);
    reply_clear(&one);
    assert_int_equal(room, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(room_is_given_back_when_the_reply_is_gone),
        cmocka_unit_test(one_alone_may_take_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
