/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange_test.h"

#include "base/log.h"

#define POST_COLLECTION "POST", "/v1/collections"
#define KEY(key)        .headers = {"Idempotency-Key", key}

static struct site site;
static char *token, *other_token, *media_id, *body;

static int open_site(void **)
{
    log_setup(LOG_ERROR, LOG_FORMAT_LOGFMT);
    site = site_new();
    token = site_account(&site, "anna");
    other_token = site_account(&site, "bob");
    media_id = site_upload(&site, token, 1);
    body = g_strdup_printf("{\"images\": [{\"media\": \"%s\"}], \"topics\": [\"0.10000000000000001\"]}", media_id);
    return 0;
}

static int close_site(void **)
{
    g_free(token);
    g_free(other_token);
    g_free(media_id);
    g_free(body);
    site_remove(&site);
    return 0;
}

static int64_t count(const char *what)
{
    return sql(site.database, "SELECT COUNT(*) FROM %s", what);
}

static void assert_same_answer(const struct answer *a, const struct answer *b)
{
    assert_int_equal(a->status, b->status);
    assert_true(g_bytes_equal(a->body, b->body));
    assert_string_equal(a->location ? a->location : "", b->location ? b->location : "");
    assert_string_equal(a->etag ? a->etag : "", b->etag ? b->etag : "");
    assert_string_equal(a->content_type, b->content_type);
}

static void the_same_request_is_done_once_and_answered_twice(void **)
{
    int64_t before = count("collection");
    g_auto(answer) first = ask_wanted(&site, QUESTION(POST_COLLECTION, .token = token, .body = body, KEY("k1")), 201);
    g_auto(answer) second = ask_wanted(&site, QUESTION(POST_COLLECTION, .token = token, .body = body, KEY("k1")), 201);
    assert_same_answer(&first, &second);
    assert_int_equal(count("collection"), before + 1);
    ASK_STATUS(&site, 201, POST_COLLECTION, .token = token, .body = body, KEY("k2"));
    ASK_STATUS(&site, 201, POST_COLLECTION, .token = token, .body = body);
    assert_int_equal(count("collection"), before + 3);
}

static void another_request_under_a_used_key_is_refused(void **)
{
    g_autofree char *other = g_strconcat(body, " ", NULL);
    g_auto(answer) first = ask_wanted(&site, QUESTION(POST_COLLECTION, .token = token, .body = body, KEY("k3")), 201);
    int64_t before = count("collection");
    g_auto(answer) of_body = ASK(&site, POST_COLLECTION, .token = token, .body = other, KEY("k3"));
    assert_int_equal(of_body.status, 422);
    assert_string_equal(problem_of(&of_body), "idempotency-key-reused");
    g_autofree char *path = g_strconcat(first.location, "/post", NULL);
    g_auto(answer) of_path = ASK(&site, "POST", path, .token = token, KEY("k3"));
    assert_string_equal(problem_of(&of_path), "idempotency-key-reused");
    assert_int_equal(count("collection"), before);
}

static void a_key_is_its_accounts_own(void **)
{
    g_autofree char *photo = site_upload(&site, other_token, 1);
    g_autofree char *of_bob = g_strdup_printf("{\"images\": [{\"media\": \"%s\"}]}", photo);
    g_auto(answer) first = ask_wanted(&site, QUESTION(POST_COLLECTION, .token = token, .body = body, KEY("k4")), 201);
    g_auto(answer) second =
        ask_wanted(&site, QUESTION(POST_COLLECTION, .token = other_token, .body = of_bob, KEY("k4")), 201);
    assert_string_not_equal(first.location, second.location);
}

static void a_refusal_is_not_kept(void **)
{
    ASK_STATUS(&site, 422, POST_COLLECTION, .token = token, .body = "{}", KEY("k5"));
    ASK_STATUS(&site, 201, POST_COLLECTION, .token = token, .body = body, KEY("k5"));
}

static void a_key_must_be_visible_characters(void **)
{
    g_autofree char *longest = g_strnfill(255, 'k'), *longer = g_strnfill(256, 'k');
    const char *const wrong[] = {"", longer, "a b", "a\tb", "\xc3\xa4"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_auto(answer) a = ASK(&site, POST_COLLECTION, .token = token, .body = body, KEY(wrong[i]));
        assert_int_equal(a.status, 422);
        assert_string_equal(text_of(&a, "/errors/0/pointer"), "header:Idempotency-Key");
    }
    ASK_STATUS(&site, 201, POST_COLLECTION, .token = token, .body = body, KEY(longest));
    /* Elsewhere than at a POST it means nothing. */
    ASK_STATUS(&site, 200, "GET", "/v1/feed", KEY(longer));
}

/* Files in the two-letter folders. */
static int64_t kept_files(void)
{
    g_autofree char *blobs = g_build_filename(site.folder, "blobs", NULL);
    g_autoptr(GDir) list = g_dir_open(blobs, 0, NULL);
    int64_t files = 0;
    for (const char *name; (name = g_dir_read_name(list));)
        if (strlen(name) == 2)
            files += folder_count(blobs, name);
    return files;
}

static void an_upload_is_repeated_by_its_content(void **)
{
    g_autoptr(GBytes) photo = site_photo(7), other = site_photo(8);
    const char *data = g_bytes_get_data(photo, NULL), *other_data = g_bytes_get_data(other, NULL);
    g_auto(answer) first = ask_wanted(
        &site, QUESTION("POST", "/v1/media", .token = token, .body = data, .size = g_bytes_get_size(photo), KEY("k6")),
        201);
    /* Without the key it would be a 200: she has it already. */
    g_auto(answer) second = ask_wanted(
        &site, QUESTION("POST", "/v1/media", .token = token, .body = data, .size = g_bytes_get_size(photo), KEY("k6")),
        201);
    assert_same_answer(&first, &second);
    g_auto(answer) third =
        ASK(&site, "POST", "/v1/media", .token = token, .body = other_data, .size = g_bytes_get_size(other), KEY("k6"));
    assert_string_equal(problem_of(&third), "idempotency-key-reused");
    assert_int_equal(kept_files(), count("blob"));
}

struct thread {
    struct site site; /* with a connection of its own */
    struct answer answer;
};

static void *post_once(void *context)
{
    struct thread *t = context;
    t->answer = ASK(&t->site, POST_COLLECTION, .token = token, .body = body, KEY("k7"));
    return NULL;
}

static void requests_that_arrive_together_are_one(void **)
{
    enum { THREADS = 8 };
    struct thread threads[THREADS];
    GThread *running[THREADS];
    int64_t before = count("collection");
    for (int i = 0; i < THREADS; i++) {
        threads[i] = (struct thread){.site = site};
        assert_int_equal(db_connect(site.server->database_url, DB_READ, &threads[i].site.db), OK);
    }
    for (int i = 0; i < THREADS; i++)
        running[i] = g_thread_new("post", post_once, &threads[i]);
    for (int i = 0; i < THREADS; i++)
        g_thread_join(running[i]);
    for (int i = 0; i < THREADS; i++) {
        assert_same_answer(&threads[i].answer, &threads[0].answer);
        assert_int_equal(threads[i].answer.status, 201);
    }
    for (int i = 0; i < THREADS; i++) {
        answer_clear(&threads[i].answer);
        db_disconnect(threads[i].site.db);
    }
    assert_int_equal(count("collection"), before + 1);
}

#define SESSION(password) "{\"handle\": \"anna\", \"password\": \"" password "\"}"

static void a_repeated_sign_in_gets_the_same_token(void **)
{
    g_auto(answer) first =
        ask_wanted(&site, QUESTION("POST", "/v1/sessions", .body = SESSION(SITE_PASSWORD), KEY("s1")), 201);
    g_auto(answer) second =
        ask_wanted(&site, QUESTION("POST", "/v1/sessions", .body = SESSION(SITE_PASSWORD), KEY("s1")), 201);
    g_auto(answer) other =
        ask_wanted(&site, QUESTION("POST", "/v1/sessions", .body = SESSION(SITE_PASSWORD), KEY("s2")), 201);
    assert_string_equal(text_of(&first, "/token"), text_of(&second, "/token"));
    assert_string_equal(text_of(&first, "/expires"), text_of(&second, "/expires"));
    assert_string_not_equal(text_of(&first, "/token"), text_of(&other, "/token"));
    ASK_STATUS(&site, 401, "POST", "/v1/sessions", .body = SESSION("incorrect!"), KEY("s1"));
}

static void a_repeated_registration_makes_one_account(void **)
{
    static const char carol[] = "{\"handle\": \"carol\", \"password\": \"her own secret\"}";
    static const char dave[] = "{\"handle\": \"dave\", \"password\": \"his own secret\"}";
    g_auto(answer) first = ask_wanted(&site, QUESTION("POST", "/v1/accounts", .body = carol, KEY("a1")), 201);
    g_auto(answer) second = ask_wanted(&site, QUESTION("POST", "/v1/accounts", .body = carol, KEY("a1")), 201);
    g_auto(answer) other = ask_wanted(&site, QUESTION("POST", "/v1/accounts", .body = dave, KEY("a1")), 201);
    assert_same_answer(&first, &second);
    assert_string_equal(text_of(&other, "/handle"), "dave");
    ASK_STATUS(&site, 409, "POST", "/v1/accounts", .body = carol, KEY("a2"));
}

/* Nothing of the body is kept that could tell two registrations apart, but for the handle. */
static void who_is_signed_in_registers_another_account_under_the_same_key(void **)
{
    static const char heidi[] = "{\"handle\": \"heidi\", \"password\": \"her own secret\"}";
    static const char ivan[] = "{\"handle\": \"ivan\", \"password\": \"his own secret\"}";
    g_auto(answer) first =
        ask_wanted(&site, QUESTION("POST", "/v1/accounts", .token = token, .body = heidi, KEY("h1")), 201);
    g_auto(answer) second =
        ask_wanted(&site, QUESTION("POST", "/v1/accounts", .token = token, .body = ivan, KEY("h1")), 201);
    assert_string_equal(text_of(&first, "/handle"), "heidi");
    assert_string_equal(text_of(&second, "/handle"), "ivan");
}

static void a_secret_body_leaves_no_fingerprint(void **)
{
    static const char first[] = "{\"handle\": \"erin\", \"password\": \"first password\"}";
    static const char second[] = "{\"handle\": \"frank\", \"password\": \"second password\"}";
    g_auto(answer) a = ask_wanted(&site, QUESTION("POST", "/v1/accounts", .body = first, KEY("f1")), 201);
    g_auto(answer) b = ask_wanted(&site, QUESTION("POST", "/v1/accounts", .body = second, KEY("f2")), 201);
    assert_int_equal(strlen(a.fingerprint), SHA256_TEXT_SIZE - 1);
    assert_string_equal(a.fingerprint, b.fingerprint);
    assert_int_equal(
        sql(site.database, "SELECT COUNT(DISTINCT fingerprint) FROM idempotency WHERE idempotency_key IN ('f1', 'f2')"),
        1);
}

/* Whether the bytes stand anywhere in the database's files. */
static bool is_on_disk(const char *bytes)
{
    static const char *const names[] = {"stencil.db", "stencil.db-wal"};
    bool found = false;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(site.folder, names[i], NULL), *content = NULL;
        size_t size;
        if (g_file_get_contents(path, &content, &size, NULL))
            found = found || memmem(content, size, bytes, strlen(bytes));
    }
    return found;
}

static void neither_password_nor_token_is_ever_stored(void **)
{
    g_auto(answer) a =
        ask_wanted(&site,
                   QUESTION("POST", "/v1/accounts",
                            .body = "{\"handle\": \"grace\", \"password\": \"tell-tale password\"}", KEY("g1")),
                   201);
    g_auto(answer) b =
        ask_wanted(&site,
                   QUESTION("POST", "/v1/sessions",
                            .body = "{\"handle\": \"grace\", \"password\": \"tell-tale password\"}", KEY("g2")),
                   201);
    char hash[SHA256_TEXT_SIZE], hash_of_password[SHA256_TEXT_SIZE];
    sha256_text(text_of(&b, "/token"), strlen(text_of(&b, "/token")), hash);
    sha256_text("tell-tale password", strlen("tell-tale password"), hash_of_password);
    assert_true(is_on_disk("grace"));
    assert_true(is_on_disk(hash));
    assert_false(is_on_disk(text_of(&b, "/token")));
    assert_false(is_on_disk("tell-tale"));
    assert_false(is_on_disk(hash_of_password));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_request_is_done_once_and_answered_twice),
        cmocka_unit_test(another_request_under_a_used_key_is_refused),
        cmocka_unit_test(a_key_is_its_accounts_own),
        cmocka_unit_test(a_refusal_is_not_kept),
        cmocka_unit_test(a_key_must_be_visible_characters),
        cmocka_unit_test(an_upload_is_repeated_by_its_content),
        cmocka_unit_test(requests_that_arrive_together_are_one),
        cmocka_unit_test(a_repeated_sign_in_gets_the_same_token),
        cmocka_unit_test(a_repeated_registration_makes_one_account),
        cmocka_unit_test(who_is_signed_in_registers_another_account_under_the_same_key),
        cmocka_unit_test(a_secret_body_leaves_no_fingerprint),
        cmocka_unit_test(neither_password_nor_token_is_ever_stored),
    };
    return cmocka_run_group_tests(tests, open_site, close_site);
}
