/* SPDX-License-Identifier: Apache-2.0
 *
 * A database from before there were facts of all conditions: what was posted then is
 * evaluated like what is posted now.
 */
#include "exchange_test.h"

#include "evaluate.h"
#include "job/evaluation_round.h"

static void apply(sqlite3 *raw, const char *path)
{
    g_autofree char *text = NULL;
    char *error = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    if (sqlite3_exec(raw, text, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s: %s", path, error);
}

/* As version 0.1 and the releases up to schema version 3 left it. */
static void make_old(const char *path)
{
    sqlite3 *raw = sql_open(path);
    apply(raw, "schema/migration/0001_start.sql");
    apply(raw, "schema/migration/0002_consent.sql");
    apply(raw, "schema/migration/0003_lineage.sql");
    static const char *const statements[] = {
        "CREATE TABLE schema_version (version BIGINT NOT NULL)",
        "INSERT INTO schema_version VALUES (3)",
        "INSERT INTO policy VALUES (1, '{\"any\": [{\"creator_opted_in\": {}}, {\"text_shared\": {\"more_than\": "
        "1}}]}', 1)",
        "INSERT INTO blob VALUES ('file', 1, 1)",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++)
        sql_run(raw, statements[i]);
    for (char who = 'a'; who <= 'c'; who++) {
        g_autofree char *texts =
            g_strdup_printf("INSERT INTO account VALUES ('%c', '%c', 'A Name', '', 'member', 'x', 1, 1, 1, 'ask');"
                            "INSERT INTO media VALUES ('m%c', '%c', 'file', 'image', 'image/jpeg', 640, 480, 0, 1);",
                            who, who, who, who);
        assert_int_equal(sqlite3_exec(raw, texts, NULL, NULL, NULL), SQLITE_OK);
    }
    /* a's is shared by two later ones of others; c's is a draft. */
    static const char *const collections[][4] = {
        {"AAAAAAAAAAAAAAAAAAAAA1", "a", "posted", "Worth recording"},
        {"AAAAAAAAAAAAAAAAAAAAA2", "b", "posted", "WORTH recording!"},
        {"AAAAAAAAAAAAAAAAAAAAA3", "c", "posted", "worth recording"},
        {"AAAAAAAAAAAAAAAAAAAAA4", "c", "draft", "worth recording"},
    };
    for (int i = 0; i < 4; i++) {
        const char *const *c = collections[i];
        g_autofree char *texts = g_strdup_printf(
            "INSERT INTO collection (id, account_id, state, visibility, document, version, created_us, updated_us, "
            "posted_us, trend) VALUES ('%s', '%s', '%s', 'public', '{\"images\": [{\"media\": \"m%s\"}], \"texts\": "
            "[{\"image\": 0, \"configuration\": {\"content\": \"%s\", \"language\": \"en\"}}], \"audio\": null, "
            "\"stickers\": [], \"filters\": [], \"license\": \"all-rights-reserved\"}', 1, %d, %d, %d, 0);"
            "INSERT INTO collection_image (collection_id, image, media_id, box_width, box_height) "
            "VALUES ('%s', 0, 'm%s', 640, 480);"
            "INSERT INTO fact (collection_id, opted_in, up_count, down_count) VALUES ('%s', 0, 2, 1);",
            c[0], c[1], c[2], c[1], c[3], i + 10, i + 10, c[2][0] == 'p' ? i + 10 : 0, c[0], c[1], c[0]);
        char *error = NULL;
        if (sqlite3_exec(raw, texts, NULL, NULL, &error) != SQLITE_OK)
            fail_msg("%s", error);
    }
    sqlite3_close(raw);
}

static void what_was_posted_before_is_evaluated_after_an_upgrade(void **)
{
    struct site site = site_closed();
    make_old(site.database);
    site_open(&site);
    bool is_busy = true;
    while (is_busy) {
        is_busy = false;
        assert_int_equal(evaluation_round(site.server, site.db, &is_busy), OK);
    }
    g_auto(fact_row) row = {0};
    assert_int_equal(fact_get(site.db, "AAAAAAAAAAAAAAAAAAAAA1", &row), OK);
    assert_int_equal(row.version, FACTS_VERSION);
    assert_int_equal(row.facts.up_count, 2);
    assert_int_equal(row.facts.min_width, 640);
    assert_string_equal(row.facts.words, "worth recording\n");
    assert_int_equal(row.facts.share_count, 1);
    assert_int_equal(row.shares[0].later, 2);
    assert_true(row.was_evaluated && row.last.outcome & OUTCOME_ELIGIBLE);
    fact_row_clear(&row);
    assert_int_equal(sql(site.database, "SELECT COUNT(*) FROM eligibility"), 3);
    assert_int_equal(sql(site.database, "SELECT COUNT(*) FROM evaluation_due"), 0);
    assert_int_equal(sql(site.database, "SELECT COUNT(*) FROM collection WHERE template_id IS NOT NULL"), 1);
    site_remove(&site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_posted_before_is_evaluated_after_an_upgrade),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
