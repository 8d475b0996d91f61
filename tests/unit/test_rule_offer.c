/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/offer.h"

static void what_is_offered_has_names_and_labels(void **)
{
    for (enum offer offer = 0; offer < OFFERS; offer++) {
        g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
        size_t i;
        json_t *entry;
        assert_true(json_array_size(offer_items(offer)) >= 12);
        json_array_foreach (offer_items(offer), i, entry) {
            const char *name = json_string_value(json_object_get(entry, "name"));
            assert_true(g_regex_match_simple("^[a-z0-9_-]{1,32}$", name, 0, 0));
            assert_true(json_string_length(json_object_get(entry, "label")) > 0);
            assert_true(g_hash_table_add(seen, (char *)name));
            assert_ptr_equal(offer_find(offer, name), entry);
        }
    }
}

static void assert_curve(const char *name, const json_t *curve)
{
    size_t i;
    json_t *value;
    if (json_array_size(curve) < 2 || json_array_size(curve) > 16)
        fail_msg("%s: a curve of %zu numbers", name, json_array_size(curve));
    json_array_foreach (curve, i, value)
        if (!json_is_number(value) || json_number_value(value) < 0 || json_number_value(value) > 1)
            fail_msg("%s: number %zu of a curve", name, i);
}

/* A browser would mix transparency in or change it; the server knows no transparency here. */
static void assert_leaves_transparency(const char *name, const json_t *matrix)
{
    for (size_t i = 0; i < 20; i++) {
        double value = json_number_value(json_array_get(matrix, i));
        bool is_plain = i < 15 && i % 5 != 3;
        if (!json_is_number(json_array_get(matrix, i)) || (!is_plain && value != (i == 18)))
            fail_msg("%s: number %zu of the matrix", name, i);
    }
}

static void filters_have_matrices_and_curves(void **)
{
    size_t i;
    json_t *look;
    json_array_foreach (offer_items(OFFER_FILTERS), i, look) {
        const char *name = json_string_value(json_object_get(look, "name"));
        const json_t *curves = json_object_get(look, "curves");
        assert_int_equal(json_array_size(json_object_get(look, "matrix")), 20);
        assert_leaves_transparency(name, json_object_get(look, "matrix"));
        for (const char *const *c = (const char *const[]){"r", "g", "b", NULL}; !json_is_null(curves) && *c; c++)
            assert_curve(name, json_object_get(curves, *c));
    }
}

static void names_are_found_whole(void **)
{
    static const char *const unknown[] = {NULL, "", "war", "warmer", "Warm", "heart"};
    assert_non_null(offer_find(OFFER_FILTERS, "warm"));
    assert_non_null(offer_find(OFFER_STICKERS, "heart"));
    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++)
        assert_null(offer_find(OFFER_FILTERS, unknown[i]));
}

#define OLD                                                                                                            \
    "{'filters': [{'type': 'warm'}, {'type': 'bygone'}], 'stickers': [{'media': 'x'}, {'builtin': 'heart'},"           \
    " {'builtin': 'forgotten'}]}"

static enum err check(const char *before, const char *template, struct refusals *refusals)
{
    json_auto_t *document = quoted(OLD), *b = before ? quoted(before) : NULL, *t = template ? quoted(template) : NULL;
    return offer_check(document, b, t, refusals);
}

static void unknown_names_are_refused_with_the_known_ones(void **)
{
    struct refusals refusals = {0};
    assert_int_equal(check(NULL, NULL, &refusals), E_INVALID);
    assert_int_equal(json_array_size(refusals.list), 2);
    const char *filter = detail_at(&refusals, "/filters/1/type"),
               *sticker = detail_at(&refusals, "/stickers/2/builtin");
    assert_non_null(strstr(filter, "one of warm, cool,"));
    assert_non_null(strstr(filter, "bygone"));
    assert_non_null(strstr(sticker, "heart, star,"));
    refusals_clear(&refusals);
}

static void what_was_stored_or_comes_from_the_template_stays(void **)
{
    struct refusals refusals = {0};
    assert_int_equal(check(OLD, NULL, &refusals), OK);
    assert_int_equal(check(NULL, OLD, &refusals), OK);
    assert_int_equal(check("{'filters': [{'type': 'bygone'}]}", "{'stickers': [{'builtin': 'forgotten'}]}", &refusals),
                     OK);
    assert_null(refusals.list);
    assert_int_equal(check("{'filters': [{'type': 'forgotten'}]}", NULL, &refusals), E_INVALID);
    refusals_clear(&refusals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_offered_has_names_and_labels),
        cmocka_unit_test(filters_have_matrices_and_curves),
        cmocka_unit_test(names_are_found_whole),
        cmocka_unit_test(unknown_names_are_refused_with_the_known_ones),
        cmocka_unit_test(what_was_stored_or_comes_from_the_template_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
