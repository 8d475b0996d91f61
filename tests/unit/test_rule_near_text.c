/* SPDX-License-Identifier: Apache-2.0
 *
 * What lib/rule/shingle.h finds in the labelled pairs of tests/data/near_text.json. Run by
 * itself it prints the report that docs/decisions/0021 quotes; the floors are a little below.
 */
#include "rule_test.h"

#include "rule/fold.h"
#include "rule/shingle.h"

enum { TEXT_BYTES_MAX = 1000, PAIRS_MIN = 40, LANGUAGES_MIN = 8 };

static const struct {
    double threshold, precision_min, recall_min;
} floors[] = {{0.6, 0.84, 0.93}, {0.7, 0.88, 0.82}, {0.8, 0.93, 0.65}, {0.9, 0.99, 0.34}};

struct pair {
    const char *language, *a, *b, *note;
    bool is_same;
    struct shingles *shingles_a, *shingles_b;
    double similarity;
};

struct pairs {
    json_t *file;
    size_t count;
    struct pair *list;
    GPtrArray *languages; /* borrowed names, each once */
};

struct score {
    size_t same_found, other_found, same;
};

static struct shingles *shingles_of(const char *text)
{
    g_autofree char *folded = fold_text(text, TEXT_BYTES_MAX);
    return shingles_new(folded);
}

static void pair_read(struct pair *pair, json_t *row)
{
    int is_same;
    if (json_unpack(row, "{s:s, s:s, s:s, s:s, s:b !}", "language", &pair->language, "a", &pair->a, "b", &pair->b,
                    "note", &pair->note, "same", &is_same) != 0)
        fail_msg("near_text.json: a row is not as the others");
    pair->is_same = is_same;
    pair->shingles_a = shingles_of(pair->a);
    pair->shingles_b = shingles_of(pair->b);
    pair->similarity = shingles_similarity(pair->shingles_a, pair->shingles_b);
}

static int pairs_load(void **state)
{
    struct pairs *pairs = g_new0(struct pairs, 1);
    pairs->file = json_load_file("tests/data/near_text.json", 0, NULL);
    pairs->count = json_array_size(pairs->file);
    pairs->list = g_new0(struct pair, pairs->count);
    pairs->languages = g_ptr_array_new();
    for (size_t i = 0; i < pairs->count; i++) {
        pair_read(&pairs->list[i], json_array_get(pairs->file, i));
        if (!g_ptr_array_find_with_equal_func(pairs->languages, pairs->list[i].language, g_str_equal, NULL))
            g_ptr_array_add(pairs->languages, (void *)pairs->list[i].language);
    }
    *state = pairs;
    return pairs->count > 0 ? 0 : -1;
}

static int pairs_unload(void **state)
{
    struct pairs *pairs = *state;
    for (size_t i = 0; i < pairs->count; i++) {
        shingles_free(pairs->list[i].shingles_a);
        shingles_free(pairs->list[i].shingles_b);
    }
    g_ptr_array_unref(pairs->languages);
    json_decref(pairs->file);
    g_free(pairs->list);
    g_free(pairs);
    return 0;
}

/* NULL: all languages. */
static struct score score_of(const struct pairs *pairs, const char *language, double threshold)
{
    struct score score = {};
    for (size_t i = 0; i < pairs->count; i++) {
        const struct pair *pair = &pairs->list[i];
        if (language && strcmp(pair->language, language) != 0)
            continue;
        bool is_found = pair->similarity >= threshold;
        score.same += pair->is_same;
        score.same_found += pair->is_same && is_found;
        score.other_found += !pair->is_same && is_found;
    }
    return score;
}

static double precision(struct score score)
{
    size_t found = score.same_found + score.other_found;
    return found > 0 ? (double)score.same_found / (double)found : 1;
}

static double recall(struct score score)
{
    return (double)score.same_found / (double)score.same;
}

static void print_row(const struct pairs *pairs, const char *language)
{
    print_message("%-8s", language ? language : "all");
    for (size_t i = 0; i < G_N_ELEMENTS(floors); i++) {
        struct score score = score_of(pairs, language, floors[i].threshold);
        print_message("  %.1f: %.3f %.3f", floors[i].threshold, precision(score), recall(score));
    }
    print_message("\n");
}

static void print_false_merges(const struct pairs *pairs)
{
    print_message("labelled different, but similar:\n");
    for (size_t i = 0; i < pairs->count; i++) {
        const struct pair *pair = &pairs->list[i];
        if (!pair->is_same && pair->similarity >= floors[0].threshold)
            print_message("  %.2f %s %s: %s | %s\n", pair->similarity, pair->language, pair->note, pair->a, pair->b);
    }
}

static void every_language_has_pairs_of_both_kinds(void **state)
{
    const struct pairs *pairs = *state;
    assert_true(pairs->languages->len >= LANGUAGES_MIN);
    for (guint i = 0; i < pairs->languages->len; i++) {
        const char *language = g_ptr_array_index(pairs->languages, i);
        struct score score = score_of(pairs, language, 0);
        if (score.same < PAIRS_MIN / 2 || score.other_found < PAIRS_MIN / 2)
            fail_msg("%s: %zu same, %zu other", language, score.same, score.other_found);
    }
}

static void precision_and_recall_are_above_their_floors(void **state)
{
    const struct pairs *pairs = *state;
    print_message("threshold: precision, recall\n");
    for (guint i = 0; i < pairs->languages->len; i++)
        print_row(pairs, g_ptr_array_index(pairs->languages, i));
    print_row(pairs, NULL);
    print_false_merges(pairs);
    for (size_t i = 0; i < G_N_ELEMENTS(floors); i++) {
        struct score score = score_of(pairs, NULL, floors[i].threshold);
        if (precision(score) < floors[i].precision_min || recall(score) < floors[i].recall_min)
            fail_msg("at %.1f: precision %.3f, recall %.3f", floors[i].threshold, precision(score), recall(score));
    }
}

static void no_language_is_left_behind(void **state)
{
    const struct pairs *pairs = *state;
    for (guint i = 0; i < pairs->languages->len; i++) {
        const char *language = g_ptr_array_index(pairs->languages, i);
        struct score score = score_of(pairs, language, 0.6);
        if (precision(score) < 0.8 || recall(score) < 0.75)
            fail_msg("%s: precision %.3f, recall %.3f", language, precision(score), recall(score));
    }
}

static bool share_a_band(const struct shingles *a, const struct shingles *b)
{
    int64_t keys_a[SHINGLE_BANDS], keys_b[SHINGLE_BANDS];
    shingles_bands(a, keys_a);
    shingles_bands(b, keys_b);
    for (size_t i = 0; i < SHINGLE_BANDS; i++)
        if (keys_a[i] == keys_b[i])
            return true;
    return false;
}

static void bands_find_similar_pairs(void **state)
{
    const struct pairs *pairs = *state;
    static const double share_min[] = {0.97, 0.98, 0.99, 1};
    for (size_t t = 0; t < G_N_ELEMENTS(floors); t++) {
        size_t similar = 0, shared = 0;
        for (size_t i = 0; i < pairs->count; i++) {
            const struct pair *pair = &pairs->list[i];
            if (pair->similarity < floors[t].threshold)
                continue;
            similar++;
            shared += share_a_band(pair->shingles_a, pair->shingles_b);
        }
        print_message("bands: %zu of %zu pairs of %.1f or more\n", shared, similar, floors[t].threshold);
        assert_true(similar > 0);
        assert_true((double)shared >= share_min[t] * (double)similar);
    }
}

/* Each caption against every other caption of its language. */
static void bands_leave_dissimilar_captions_alone(void **state)
{
    const struct pairs *pairs = *state;
    size_t dissimilar = 0, shared = 0;
    for (size_t i = 0; i < pairs->count; i++) {
        for (size_t j = i + 1; j < pairs->count; j++) {
            const struct pair *one = &pairs->list[i], *other = &pairs->list[j];
            if (strcmp(one->language, other->language) != 0 ||
                shingles_similarity(one->shingles_a, other->shingles_a) >= 0.3)
                continue;
            dissimilar++;
            shared += share_a_band(one->shingles_a, other->shingles_a);
        }
    }
    print_message("bands: %zu of %zu pairs below 0.3\n", shared, dissimilar);
    assert_true(dissimilar > 0);
    assert_true((double)shared <= 0.04 * (double)dissimilar);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_language_has_pairs_of_both_kinds),
        cmocka_unit_test(precision_and_recall_are_above_their_floors),
        cmocka_unit_test(no_language_is_left_behind),
        cmocka_unit_test(bands_find_similar_pairs),
        cmocka_unit_test(bands_leave_dissimilar_captions_alone),
    };
    return cmocka_run_group_tests(tests, pairs_load, pairs_unload);
}
