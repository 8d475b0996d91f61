/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include <math.h>

#include "rule/shingle.h"

static const char *const texts[] = {
    "",
    "a",
    "海",
    "ab",
    "a b",
    "海滩",
    "good vibes only",
    "good vibes",
    "only good vibes",
    "美丽的风景",
    "美麗的風景",
    "привет с моря",
    "좋은 아침이에요",
    "สวัสดีตอนเช้า",
    "weekend 海边 🌊",
    "🌊",
    "aaaaaaaaaaaa",
};

static void assert_same_keys(const struct shingles *a, const struct shingles *b)
{
    int64_t keys_a[SHINGLE_BANDS], keys_b[SHINGLE_BANDS];
    shingles_bands(a, keys_a);
    shingles_bands(b, keys_b);
    assert_memory_equal(keys_a, keys_b, sizeof keys_a);
}

static void a_text_is_as_similar_to_itself_as_can_be(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(shingles) one = shingles_new(texts[i]);
        g_autoptr(shingles) again = shingles_new(texts[i]);
        assert_true(shingles_similarity(one, again) == 1);
        assert_same_keys(one, again);
    }
}

static void similarity_has_no_direction_and_stays_within_0_and_1(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(texts); j++) {
            g_autoptr(shingles) a = shingles_new(texts[i]);
            g_autoptr(shingles) b = shingles_new(texts[j]);
            double similarity = shingles_similarity(a, b);
            assert_true(similarity == shingles_similarity(b, a));
            if (similarity < 0 || similarity > 1 || (i != j && similarity == 1))
                fail_msg("\"%s\" and \"%s\": %f", texts[i], texts[j], similarity);
        }
    }
}

static void shingles_are_ascending_and_none_is_there_twice(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(shingles) found = shingles_new(texts[i]);
        for (size_t j = 1; j < found->count; j++)
            assert_true(found->hashes[j - 1] < found->hashes[j]);
    }
}

/* Counted by hand. "ab" is framed as " ab ": " a", " ab", "ab", "ab ", "b ". */
static void similarities_are_as_worked_out_by_hand(void **)
{
    static const struct {
        const char *a, *b;
        double shared, either;
    } cases[] = {
        {"", "", 1, 1},         {"", "a", 0, 3},         {"ab", "ab", 5, 5},    {"ab", "ac", 1, 9},
        {"ab", "abc", 3, 9},    {"海", "海滩", 2, 6}, /* " 海" 海 "海 "; " 海" 海 海滩 滩 "滩 " */
        {"海滩", "沙滩", 2, 8}, {"aaa", "aaaaaa", 1, 1}, {"abc", "xyz", 0, 14},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(shingles) a = shingles_new(cases[i].a);
        g_autoptr(shingles) b = shingles_new(cases[i].b);
        double similarity = shingles_similarity(a, b);
        if (fabs(similarity - cases[i].shared / cases[i].either) > 1e-12)
            fail_msg("\"%s\" and \"%s\": %f", cases[i].a, cases[i].b, similarity);
    }
}

/* Different characters of Han, each a shingle by itself and one with the next: 2 n + 1 in all. */
static char *han_text(gunichar first, size_t count)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_unichar(text, first + (gunichar)i);
    return g_string_free(text, FALSE);
}

static size_t count_of(const char *text)
{
    g_autoptr(shingles) found = shingles_new(text);
    return found->count;
}

static void a_text_has_no_more_shingles_than_the_limit(void **)
{
    static const struct {
        size_t characters, shingles;
    } cases[] = {{1, 3}, {2047, 4095}, {2048, SHINGLES_MAX}, {2049, SHINGLES_MAX}, {10000, SHINGLES_MAX}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = han_text(0x4E00, cases[i].characters);
        assert_int_equal(count_of(text), cases[i].shingles);
    }
}

static void of_a_longer_text_the_beginning_is_looked_at(void **)
{
    g_autofree char *text = han_text(0x4E00, 2048);
    g_autofree char *longer = g_strconcat(text, "美丽的风景", NULL);
    g_autofree char *other = g_strconcat("美丽的风景", text, NULL);
    g_autoptr(shingles) a = shingles_new(text);
    g_autoptr(shingles) b = shingles_new(longer);
    g_autoptr(shingles) c = shingles_new(other);
    assert_true(shingles_similarity(a, b) == 1);
    assert_true(shingles_similarity(a, c) < 1);
}

/* Stored keys must mean the same after an update and on another machine. Worked out by a
 * program in another language. */
static void keys_are_the_ones_that_were_stored(void **)
{
    static const struct {
        const char *text;
        int64_t first, last;
    } cases[] = {
        {"", INT64_C(7736897918014743781), INT64_C(1268797189005651236)},
        {"beautiful scenery", INT64_C(6488455324342907809), INT64_C(3710516543699964835)},
        {"美丽的风景", INT64_C(8411943203416234963), INT64_C(2094336398187110390)},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int64_t keys[SHINGLE_BANDS];
        g_autoptr(shingles) found = shingles_new(cases[i].text);
        shingles_bands(found, keys);
        if (keys[0] != cases[i].first || keys[SHINGLE_BANDS - 1] != cases[i].last)
            fail_msg("\"%s\": %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT, cases[i].text, keys[0],
                     keys[SHINGLE_BANDS - 1]);
    }
}

static void keys_are_not_negative_and_no_two_bands_share_one(void **)
{
    g_autoptr(GHashTable) band_of = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        int64_t keys[SHINGLE_BANDS];
        g_autoptr(shingles) found = shingles_new(texts[i]);
        shingles_bands(found, keys);
        for (size_t band = 0; band < SHINGLE_BANDS; band++) {
            assert_true(keys[band] >= 0);
            gpointer known = g_hash_table_lookup(band_of, &keys[band]);
            assert_true(!known || known == GSIZE_TO_POINTER(band + 1));
            g_hash_table_insert(band_of, g_memdup2(&keys[band], sizeof keys[band]), GSIZE_TO_POINTER(band + 1));
        }
    }
}

enum { SET_SIZE = 100, TRIALS = 4000 };

static struct shingles *random_set(GRand *random)
{
    struct shingles *set = g_malloc(sizeof *set + SET_SIZE * sizeof set->hashes[0]);
    set->count = SET_SIZE;
    for (size_t i = 0; i < SET_SIZE; i++)
        set->hashes[i] = (uint64_t)g_rand_int(random) << 32 | g_rand_int(random);
    return set;
}

/* Two sets of SET_SIZE of which the first `shared` are equal; bands need no order. */
static bool share_a_key(GRand *random, size_t shared)
{
    int64_t keys_a[SHINGLE_BANDS], keys_b[SHINGLE_BANDS];
    g_autoptr(shingles) a = random_set(random);
    g_autoptr(shingles) b = random_set(random);
    memcpy(b->hashes, a->hashes, shared * sizeof a->hashes[0]);
    shingles_bands(a, keys_a);
    shingles_bands(b, keys_b);
    for (size_t band = 0; band < SHINGLE_BANDS; band++)
        if (keys_a[band] == keys_b[band])
            return true;
    return false;
}

static void bands_are_shared_as_often_as_the_theory_says(void **)
{
    static const double similarities[] = {0, 0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (size_t i = 0; i < G_N_ELEMENTS(similarities); i++) {
        size_t same = (size_t)lround(2 * SET_SIZE * similarities[i] / (1 + similarities[i]));
        double similarity = (double)same / (double)(2 * SET_SIZE - same), shared = 0;
        for (size_t trial = 0; trial < TRIALS; trial++)
            shared += share_a_key(random, same);
        double theory = 1 - pow(1 - pow(similarity, SHINGLE_BAND_ROWS), SHINGLE_BANDS);
        print_message("%.3f: %.4f share a key, %.4f in theory\n", similarity, shared / TRIALS, theory);
        assert_true(fabs(shared / TRIALS - theory) < 0.025);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_as_similar_to_itself_as_can_be),
        cmocka_unit_test(similarity_has_no_direction_and_stays_within_0_and_1),
        cmocka_unit_test(shingles_are_ascending_and_none_is_there_twice),
        cmocka_unit_test(similarities_are_as_worked_out_by_hand),
        cmocka_unit_test(a_text_has_no_more_shingles_than_the_limit),
        cmocka_unit_test(of_a_longer_text_the_beginning_is_looked_at),
        cmocka_unit_test(keys_are_the_ones_that_were_stored),
        cmocka_unit_test(keys_are_not_negative_and_no_two_bands_share_one),
        cmocka_unit_test(bands_are_shared_as_often_as_the_theory_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
