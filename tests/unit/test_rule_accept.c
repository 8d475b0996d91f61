/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/accept.h"

static void a_type_is_named_or_it_is_not(void **)
{
    static const struct {
        const char *header;
        bool is_named;
    } table[] = {
        {NULL, false},
        {"", false},
        {"*/*", false},
        {"image/*", false},
        {"image/webp", true},
        {"IMAGE/WebP", true},
        {" image/avif , image/webp;q=0.8 ,*/*;q=0.1", true},
        {"image/webp;q=0", false},
        {"image/webp ; Q=0.000", false},
        {"image/webp;q=0.001", true},
        {"image/webp;v=1;q=0", false},
        {"image/webpx, ximage/webp", false},
        {"image/avif;x=image/webp", false},
        {",,;;,", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        assert_int_equal(accept_names(table[i].header, "image/webp"), table[i].is_named);
}

/* Of a header that goes on and on, so many are looked at and not one more. */
static void a_header_has_an_end(void **)
{
    for (int before = 62; before <= 64; before++) {
        g_autoptr(GString) header = g_string_new(NULL);
        for (int i = 0; i < before; i++)
            g_string_append(header, "a/b,");
        g_string_append(header, "image/webp,c/d");
        assert_int_equal(accept_names(header->str, "image/webp"), before < 63);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_type_is_named_or_it_is_not),
        cmocka_unit_test(a_header_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
