/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange_test.h"

#include "base/log.h"
#include "blocked.h"
#include "rule/block.h"
#include "rule/phash.h"
#include "store/media.h"

static struct site site;
static char *token, *judge;

static void site_sql(const char *text)
{
    sqlite3 *raw = sql_open(site.database);
    sql_run(raw, text);
    sqlite3_close(raw);
}

static int open_site(void **)
{
    log_setup(LOG_ERROR, LOG_FORMAT_LOGFMT);
    site = site_new();
    token = site_account(&site, "anna");
    judge = site_account(&site, "judge");
    site_sql("UPDATE account SET role = 'moderator' WHERE handle = 'judge'");
    return 0;
}

static int close_site(void **)
{
    g_free(token);
    g_free(judge);
    site_remove(&site);
    return 0;
}

static int empty_list(void **)
{
    site_sql("DELETE FROM block");
    return 0;
}

static void block(const char *hash, int status)
{
    g_autofree char *body = g_strdup_printf("{\"hash\": \"%s\", \"reason\": \"other\"}", hash);
    ASK_STATUS(&site, status, "POST", "/v1/moderation/blocks", .token = judge, .body = body);
}

static enum err check(const char *hash, int64_t *revision)
{
    struct req req = {.server = site.server, .db = site.db};
    return blocked_check(&req, hash, revision);
}

/* Bits of no pattern, so that a mirrored hash is far away, too. */
#define HASH UINT64_C(0x1a82afca805afdd5)

static char *differing(unsigned bits)
{
    char *text = g_malloc(PHASH_TEXT_SIZE);
    phash_text(HASH ^ ((UINT64_C(1) << bits) - 1), text);
    return text;
}

static void a_hash_is_blocked_up_to_the_distance_of_the_setting(void **)
{
    unsigned distance = (unsigned)site.config->media_block_distance;
    g_autofree char *blocked = differing(0), *near = differing(distance), *far = differing(distance + 1);
    int64_t revision = 0;
    block(blocked, 201);
    assert_int_equal(check(near, &revision), E_MEDIA_BLOCKED);
    assert_int_equal(revision, 0);
    assert_int_equal(check(far, &revision), OK);
    assert_int_not_equal(revision, 0);
}

static void what_has_no_hash_is_never_blocked(void **)
{
    int64_t revision = 0;
    block("0000000000000000", 201);
    assert_int_equal(check("", &revision), OK);
}

/* The second look of an upload, inside its transaction. */
static void a_block_that_came_after_the_first_look_is_seen(void **)
{
    g_autofree char *hash = differing(0);
    int64_t revision = 0;
    block("ffffffffffffffff", 201);
    assert_int_equal(check(hash, &revision), OK);
    block(hash, 201);
    assert_int_equal(check(hash, &revision), E_MEDIA_BLOCKED);
}

static void fill_list(int64_t count)
{
    g_autofree char *text = g_strdup_printf(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %" G_GINT64_FORMAT ")"
        " INSERT INTO block SELECT printf('%%d', i), lower(hex(randomblob(8))), NULL, 'judge', 'other', '', i FROM n",
        count);
    site_sql(text);
}

static void a_list_takes_so_many_and_not_one_more(void **)
{
    fill_list(BLOCKS_MAX - 1);
    block("0123456789abcdef", 201);
    block("0123456789abcde0", 409);
    block("0123456789abcde0", 409); /* the first time left nothing behind */
    block("0123456789abcdef", 200);
    ASK_STATUS(&site, 204, "DELETE", "/v1/moderation/blocks/1", .token = judge);
    block("0123456789abcde0", 201);
}

/* docs/decisions/0024 gives what is printed here. */
static void a_full_list_is_looked_through_soon(void **)
{
    enum { LOOKS = 20, LIMIT_US = 100000 };
    fill_list(BLOCKS_MAX);
    int64_t revision = 0, start_us = g_get_monotonic_time();
    for (int i = 0; i < LOOKS; i++, revision = 0)
        assert_int_equal(check("0123456789abcdef", &revision), OK);
    int64_t each_us = (g_get_monotonic_time() - start_us) / LOOKS;
    print_message("%d blocked hashes looked through in %" G_GINT64_FORMAT " us\n", BLOCKS_MAX, each_us);
    assert_in_range(each_us, 0, LIMIT_US);
}

static void fill_media(int64_t count)
{
    g_autofree char *text = g_strdup_printf(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %" G_GINT64_FORMAT ")"
        " INSERT INTO media (id, account_id, sha256, kind, type, width, height, duration_ms, created_us, phash)"
        " SELECT printf('m%%d', i), NULL, 'made', 'image', 'image/jpeg', 1, 1, 0, i, lower(hex(randomblob(8))) FROM n",
        count);
    site_sql("INSERT INTO blob (sha256, size_bytes, created_us) VALUES ('made', 1, 1)");
    site_sql(text);
}

static void stored_pictures_are_looked_through_soon(void **)
{
    enum { STORED = 100000, LIMIT_US = 2000000 };
    struct req req = {.server = site.server, .db = site.db};
    json_auto_t *matches = NULL;
    fill_media(STORED);
    int64_t start_us = g_get_monotonic_time();
    assert_int_equal(blocked_matches_json(&req, "0123456789abcdef", &matches), OK);
    int64_t us = g_get_monotonic_time() - start_us;
    print_message("%d stored pictures looked through in %" G_GINT64_FORMAT " us\n", STORED, us);
    assert_in_range(us, 0, LIMIT_US);
    site_sql("DELETE FROM media WHERE sha256 = 'made'");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_hash_is_blocked_up_to_the_distance_of_the_setting, empty_list),
        cmocka_unit_test_setup(what_has_no_hash_is_never_blocked, empty_list),
        cmocka_unit_test_setup(a_block_that_came_after_the_first_look_is_seen, empty_list),
        cmocka_unit_test_setup(a_list_takes_so_many_and_not_one_more, empty_list),
        cmocka_unit_test_setup(a_full_list_is_looked_through_soon, empty_list),
        cmocka_unit_test(stored_pictures_are_looked_through_soon),
    };
    return cmocka_run_group_tests(tests, open_site, close_site);
}
