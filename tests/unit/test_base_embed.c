/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/embed.h"
#include "base/json.h"

static void a_file_is_found_by_its_path_in_the_source_tree(void **)
{
    static const char *const paths[] = {"schema/openapi.json", "config/policy.json", "schema/migration/0001_start.sql"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        const struct embedded *file = embedded_find(paths[i]);
        assert_non_null(file);
        assert_string_equal(file->path, paths[i]);
        assert_int_equal(file->size, strlen(file->data));
        assert_true(file->size > 0);
    }
}

static void only_a_whole_path_is_found(void **)
{
    static const char *const paths[] = {"",        "openapi.json",         "schema",
                                        "schema/", "schema/openapi.json ", "./config/policy.json"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        assert_null(embedded_find(paths[i]));
}

static void all_are_sorted_and_end_with_a_nul(void **)
{
    assert_non_null(embedded_files[0].path);
    for (const struct embedded *file = embedded_files; file->path; file++) {
        assert_int_equal(file->data[file->size], '\0');
        if (file != embedded_files)
            assert_true(strcmp(file[-1].path, file->path) < 0);
    }
}

static void the_json_among_them_can_be_read(void **)
{
    for (const struct embedded *file = embedded_files; file->path; file++) {
        char *error = NULL;
        json_auto_t *value = g_str_has_suffix(file->path, ".json") ? json_parse(file->data, file->size, &error) : NULL;
        if (error)
            fail_msg("%s: %s", file->path, error);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_found_by_its_path_in_the_source_tree),
        cmocka_unit_test(only_a_whole_path_is_found),
        cmocka_unit_test(all_are_sorted_and_end_with_a_nul),
        cmocka_unit_test(the_json_among_them_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
