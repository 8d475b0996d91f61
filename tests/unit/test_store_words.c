/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "store/words.h"

static int64_t put(struct database *d, const char *const *words)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)word_free);
    int64_t version;
    for (size_t i = 0; words[i]; i++)
        g_ptr_array_add(list, word_new(words[i], words[i], i % 2 ? WORD_REFUSE : WORD_REPORT));
    assert_int_equal(words_put(d->db, list, &version), OK);
    return version;
}

static void a_list_is_given_as_it_was_stored_in_its_order(void **)
{
    struct database d = database_new();
    static const char *const first[] = {"z", "a", "海滩", NULL}, *const second[] = {"a", NULL};
    g_autoptr(GPtrArray) none = NULL, list = NULL, rest = NULL;
    assert_int_equal(words_get(d.db, &none), OK);
    assert_int_equal(none->len, 0);
    put(&d, first);
    assert_int_equal(words_get(d.db, &list), OK);
    assert_int_equal(list->len, 3);
    for (guint i = 0; i < list->len; i++) {
        const struct word *word = list->pdata[i];
        assert_string_equal(word->text, first[i]);
        assert_string_equal(word->folded, first[i]);
        assert_int_equal(word->action, i % 2 ? WORD_REFUSE : WORD_REPORT);
    }
    put(&d, second);
    assert_int_equal(words_get(d.db, &rest), OK);
    assert_int_equal(rest->len, 1);
    database_remove(&d);
}

static void each_list_has_another_version(void **)
{
    struct database d = database_new();
    static const char *const words[] = {"a", NULL};
    int64_t before, after;
    assert_int_equal(words_version(d.db, &before), OK);
    assert_in_range(before, 1, INT64_MAX);
    int64_t given = put(&d, words);
    assert_int_equal(words_version(d.db, &after), OK);
    assert_int_equal(given, after);
    assert_int_not_equal(before, after);
    assert_int_not_equal(put(&d, words), after);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_given_as_it_was_stored_in_its_order),
        cmocka_unit_test(each_list_has_another_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
