/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>

#include "net/webhook_signature.h"

/* Computed by: printf '%s' 'T.BODY' | openssl dgst -sha256 -hmac 'SECRET' */
static void a_signature_is_what_openssl_computes(void **)
{
    static const struct {
        const char *secret, *body;
        int64_t seconds;
        const char *signature;
    } cases[] = {
        {"a secret of the test", "{\"id\":1}", 1767225600,
         "t=1767225600,v1=81214cc51436ca7046e339330af356383aa8c227ec9d16cf003c077b0d44d7e6"},
        {"Schlüssel", "", 0, "t=0,v1=a12e772e3d83c01cfebce65f005a9975be430615535ba754ea5c76f77d84d032"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *signature = webhook_signature(cases[i].secret, cases[i].body, cases[i].seconds);
        assert_string_equal(signature, cases[i].signature);
    }
}

static void every_part_counts(void **)
{
    g_autofree char *first = webhook_signature("secret", "1.a", 1), *later = webhook_signature("secret", "1.a", 2),
                    *other = webhook_signature("secre7", "1.a", 1), *moved = webhook_signature("secret", "a", 1);
    assert_string_not_equal(first + 2, later + 2);
    assert_string_not_equal(first, other);
    assert_string_not_equal(first, moved);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_is_what_openssl_computes),
        cmocka_unit_test(every_part_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
