/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/picture_form.h"

static void a_header_chooses_a_form(void **)
{
    static const struct {
        const char *header;
        enum picture_form form;
    } table[] = {
        {NULL, PICTURE_JPEG},
        {"", PICTURE_JPEG},
        {"*/*", PICTURE_JPEG},
        {"image/*", PICTURE_JPEG},
        {"image/jpeg", PICTURE_JPEG},
        {"image/webp", PICTURE_WEBP},
        {"image/avif,image/webp,image/png,*/*;q=0.8", PICTURE_WEBP},
        {"image/webp;q=0, image/jpeg", PICTURE_JPEG},
        {"image/avif", PICTURE_JPEG},
        {"image/png", PICTURE_PNG},
        {"image/png, text/html", PICTURE_PNG},
        {"image/png, */*;q=0.1", PICTURE_JPEG},
        {"image/png, image/*", PICTURE_JPEG},
        {"image/png, image/jpeg;q=0.5", PICTURE_JPEG},
        {"image/png;q=0", PICTURE_JPEG},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        assert_int_equal(picture_form_accepted(table[i].header), table[i].form);
}

static void every_form_has_a_name_a_type_and_an_ending(void **)
{
    for (int form = 0; form < PICTURE_FORM_COUNT; form++) {
        g_autofree char *type = g_strconcat("image/", picture_form_names[form], NULL);
        assert_string_equal(picture_form_type(form), type);
        assert_true(strlen(picture_form_ending(form)) >= 3);
    }
    assert_null(picture_form_names[PICTURE_FORM_COUNT]);
    assert_string_equal(picture_form_ending(PICTURE_JPEG), "jpg");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_chooses_a_form),
        cmocka_unit_test(every_form_has_a_name_a_type_and_an_ending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
