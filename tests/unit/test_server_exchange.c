/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange_test.h"

#include "base/log.h"

static struct site site;
static char *token, *other_token, *media_id;

static int open_site(void **)
{
    log_setup(LOG_ERROR, LOG_FORMAT_LOGFMT);
    site = site_new();
    token = site_account(&site, "anna");
    other_token = site_account(&site, "bob");
    media_id = site_upload(&site, token, 1);
    return 0;
}

static int close_site(void **)
{
    g_free(token);
    g_free(other_token);
    g_free(media_id);
    site_remove(&site);
    return 0;
}

static char *posted(void)
{
    return site_post(&site, token, media_id, "");
}

static void assert_problem(const struct ask *question, int status, const char *problem)
{
    g_auto(answer) a = ask_wanted(&site, question, status);
    assert_string_equal(problem_of(&a), problem);
}

static void a_refusal_is_a_problem_document(void **)
{
    g_auto(answer) a = ASK(&site, "GET", "/v1/collections/AZtKz1pWcAGAAAAAAAAAAQ");
    g_auto(answer) b = ASK(&site, "GET", "/v1/collections/AZtKz1pWcAGAAAAAAAAAAQ");
    assert_int_equal(a.status, 404);
    assert_string_equal(a.content_type, "application/problem+json");
    assert_string_equal(text_of(&a, "/type"), "urn:stencil:problem:not-found");
    assert_string_equal(text_of(&a, "/title"), "Not found");
    assert_string_equal(text_of(&a, "/detail"), err_info(E_NOT_FOUND)->sentence);
    assert_int_equal(json_integer_value(json_object_get(a.json, "status")), 404);
    assert_true(g_str_has_prefix(text_of(&a, "/instance"), "urn:stencil:request:"));
    assert_string_not_equal(text_of(&a, "/instance"), text_of(&b, "/instance"));
    assert_int_equal(json_object_size(a.json), 5);
    assert_null(a.etag);
}

static void refused_fields_are_named_by_pointer(void **)
{
    g_auto(answer) a = ASK(&site, "POST", "/v1/collections", .token = token,
                           .body = "{\"images\": [{\"media\": \"AZtKz1pWcAGAAAAAAAAAAQ\"}]}");
    assert_int_equal(a.status, 422);
    assert_string_equal(text_of(&a, "/errors/0/pointer"), "/images/0/media");
    assert_true(*text_of(&a, "/errors/0/detail"));
    g_auto(answer) b = ASK(&site, "GET", "/v1/feed?limit=101");
    assert_string_equal(text_of(&b, "/errors/0/pointer"), "?limit");
    g_auto(answer) c = ASK(&site, "GET", "/v1/feed?limit=%ff");
    assert_int_equal(c.status, 422);
    assert_string_equal(text_of(&c, "/errors/0/pointer"), "?limit");
}

static void what_is_no_address_is_not_found(void **)
{
    g_autofree char *long_path = g_strnfill(ROUTE_PATH_MAX + 1, 'a');
    *long_path = '/';
    assert_problem(QUESTION("GET", "/v1/none"), 404, "not-found");
    assert_problem(QUESTION("OPTIONS", "/v1/none"), 404, "not-found");
    assert_problem(QUESTION("BREW", "/v1/none"), 404, "not-found");
    assert_problem(QUESTION("GET", long_path), 404, "not-found");
}

static void another_method_is_answered_with_those_that_are_allowed(void **)
{
    static const char *const methods[] = {"POST", "DELETE", "TRACE", "BREW", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(methods); i++) {
        g_auto(answer) a = ASK(&site, methods[i], "/v1/feed");
        assert_int_equal(a.status, 405);
        assert_string_equal(problem_of(&a), "method-not-allowed");
        assert_non_null(a.allow);
        assert_string_equal(a.allow, "OPTIONS, GET, HEAD");
    }
}

static void options_tell_what_is_allowed(void **)
{
    g_auto(answer) a = ASK(&site, "OPTIONS", "/v1/collections/x");
    assert_int_equal(a.status, 204);
    assert_string_equal(a.allow, "OPTIONS, GET, HEAD, PATCH, DELETE");
    assert_null(a.body);
}

static const struct {
    const char *type;
    int status;
} types[] = {
    {"application/json", 422},
    {"application/json; charset=utf-8", 422},
    {"Application/JSON", 422},
    {"application/merge-patch+json", 422},
    {"application/jsonp", 415},
    {"text/plain", 415},
    {"", 415},
};

static void a_body_must_say_that_it_is_json(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        ASK_STATUS(&site, types[i].status, "POST", "/v1/collections", .token = token, .body = "{}",
                   .type = types[i].type);
    assert_problem(QUESTION("POST", "/v1/collections", .token = token), 415, "wrong-content-type");
}

static void a_body_that_is_no_json_is_malformed(void **)
{
    static const char *const bodies[] = {"{", "nul", "{\"a\": 1, \"a\": 2}", "\"\xff\""};
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++)
        assert_problem(QUESTION("POST", "/v1/collections", .token = token, .body = bodies[i]), 400, "malformed");
    assert_problem(QUESTION("POST", "/v1/sessions", .body = "[1,"), 400, "malformed");
    assert_problem(QUESTION("POST", "/v1/collections", .token = token, .body = "{}\0junk", .size = 7), 400,
                   "malformed");
}

/* A rating of exactly this size. */
static char *padded(size_t size)
{
    static const char rating[] = "{\"value\": \"up\"}";
    char *body = g_strnfill(size, ' ');
    memcpy(body, rating, sizeof rating - 1);
    return body;
}

static void a_body_may_be_as_large_as_its_limit(void **)
{
    enum { LIMIT = 4096 };
    g_autofree char *collection = posted(), *path = g_strconcat(collection, "/rating", NULL);
    g_autofree char *most = padded(LIMIT), *more = padded(LIMIT + 1);
    for (size_t piece = 0; piece <= 1000; piece += 500)
        for (int hides_length = 0; hides_length <= 1; hides_length++) {
            ASK_STATUS(&site, 200, "PUT", path, .token = other_token, .body = most, .piece = piece,
                       .hides_length = hides_length);
            g_auto(answer) a = ASK(&site, "PUT", path, .token = other_token, .body = more, .piece = piece,
                                   .hides_length = hides_length);
            assert_int_equal(a.status, 413);
            assert_string_equal(problem_of(&a), "too-large");
            assert_non_null(strstr(text_of(&a, "/detail"), "4096"));
        }
}

static void a_body_that_nobody_wants_has_a_limit_too(void **)
{
    g_autofree char *body = g_strnfill(70000, 'x');
    assert_problem(QUESTION("GET", "/v1/feed", .body = body), 413, "too-large");
    ASK_STATUS(&site, 200, "GET", "/v1/feed", .body = "ignored");
}

static void an_upload_too_large_in_pieces_leaves_nothing(void **)
{
    struct site small = site_closed();
    site_set(&small, "media", "bytes_max", "2048");
    site_open(&small);
    g_autofree char *own = site_account(&small, "anna");
    g_autofree char *body = g_strnfill(2049, 'x');
    for (int hides_length = 0; hides_length <= 1; hides_length++) {
        g_auto(answer) a = ASK(&small, "POST", "/v1/media", .token = own, .body = body, .piece = 1000,
                               .type = "image/jpeg", .hides_length = hides_length);
        assert_int_equal(a.status, 413);
        assert_non_null(strstr(text_of(&a, "/detail"), "2048"));
        g_autofree char *blobs = g_build_filename(small.folder, "blobs", NULL);
        assert_int_equal(folder_count(blobs, "draft"), 0);
        assert_int_equal(folder_count(blobs, "pending"), 0);
    }
    site_remove(&small);
}

static void what_the_client_has_already_is_not_sent_again(void **)
{
    g_autofree char *path = posted();
    g_auto(answer) a = ASK(&site, "GET", path);
    assert_int_equal(a.status, 200);
    g_autofree char *weak = g_strconcat("W/", a.etag, NULL);
    g_autofree char *among = g_strconcat("\"x\", ", a.etag, " , \"y\"", NULL);
    const char *const known[] = {a.etag, weak, among, "*"};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        for (int head = 0; head <= 1; head++) {
            g_auto(answer) b = ASK(&site, head ? "HEAD" : "GET", path, .headers = {"If-None-Match", known[i]});
            assert_int_equal(b.status, 304);
            assert_null(b.body);
            assert_string_equal(b.etag, a.etag);
        }
    ASK_STATUS(&site, 200, "GET", path, .headers = {"If-None-Match", "\"x\""});
    ASK_STATUS(&site, 200, "GET", path, .headers = {"If-None-Match", ""});
}

static void a_rating_changes_the_tag_but_not_the_version(void **)
{
    g_autofree char *path = posted(), *rating = g_strconcat(path, "/rating", NULL);
    g_auto(answer) before = ASK(&site, "GET", path);
    ASK_STATUS(&site, 200, "PUT", rating, .token = other_token, .body = "{\"value\": \"up\"}");
    g_auto(answer) after = ASK(&site, "GET", path, .headers = {"If-None-Match", before.etag});
    assert_int_equal(after.status, 200);
    assert_string_not_equal(before.etag, after.etag);
    assert_true(g_str_has_prefix(before.etag, "\"1-") && g_str_has_prefix(after.etag, "\"1-"));
    /* The creator's edit is not in the way of a rating that came between. */
    g_auto(answer) changed = ASK(&site, "PATCH", path, .token = token, .body = "{\"description\": \"new\"}",
                                 .headers = {"If-Match", before.etag});
    assert_int_equal(changed.status, 200);
    assert_true(g_str_has_prefix(changed.etag, "\"2-"));
}

static void what_changed_meanwhile_is_not_overwritten(void **)
{
    g_autofree char *path = posted();
    g_auto(answer) first = ASK(&site, "GET", path);
    g_autofree char *weak = g_strconcat("W/", first.etag, NULL);
    g_autofree char *among = g_strconcat("\"9-x\", ", first.etag, NULL);
    static const char body[] = "{\"description\": \"changed\"}";
    assert_problem(QUESTION("PATCH", path, .token = token, .body = body, .headers = {"If-Match", weak}), 412,
                   "changed-meanwhile");
    ASK_STATUS(&site, 200, "PATCH", path, .token = token, .body = body, .headers = {"If-Match", among});
    assert_problem(QUESTION("PATCH", path, .token = token, .body = body, .headers = {"If-Match", first.etag}), 412,
                   "changed-meanwhile");
    assert_problem(QUESTION("DELETE", path, .token = token, .headers = {"If-Match", first.etag}), 412,
                   "changed-meanwhile");
    ASK_STATUS(&site, 200, "PATCH", path, .token = token, .body = body, .headers = {"If-Match", "*"});
    g_auto(answer) last = ASK(&site, "GET", path);
    ASK_STATUS(&site, 204, "DELETE", path, .token = token, .headers = {"If-Match", last.etag});
    ASK_STATUS(&site, 404, "GET", path);
}

static void somebody_elses_is_hidden_or_forbidden(void **)
{
    g_autofree char *open = posted(), *hidden = site_post(&site, token, media_id, ", 'visibility': 'private'");
    assert_problem(QUESTION("PATCH", open, .token = other_token, .body = "{}"), 403, "forbidden");
    assert_problem(QUESTION("DELETE", open, .token = other_token), 403, "forbidden");
    assert_problem(QUESTION("PATCH", hidden, .token = other_token, .body = "{}"), 404, "not-found");
    assert_problem(QUESTION("DELETE", hidden, .token = other_token), 404, "not-found");
    g_autofree char *draft = site_post(&site, token, media_id, ", 'state': 'draft'");
    const char *const unseen[] = {hidden, draft};
    for (size_t i = 0; i < G_N_ELEMENTS(unseen); i++) {
        assert_problem(QUESTION("GET", unseen[i]), 404, "not-found");
        assert_problem(QUESTION("GET", unseen[i], .token = other_token), 404, "not-found");
        ASK_STATUS(&site, 200, "GET", unseen[i], .token = token);
    }
}

static void a_head_is_a_get_without_its_side_effects(void **)
{
    g_autofree char *path = site_post(&site, token, media_id, ", 'offer_template': true");
    g_auto(answer) c = ASK(&site, "GET", path);
    g_autofree char *template = g_strconcat("/v1/templates/", text_of(&c, "/template_identifier"), NULL);
    for (int i = 0; i < 3; i++) {
        ASK_STATUS(&site, 200, "HEAD", template);
        ASK_STATUS(&site, 200, "GET", template);
    }
    assert_int_equal(calls_write(site.server->calls, site.server->writer), OK);
    g_auto(answer) list = ASK(&site, "GET", "/v1/templates");
    const json_t *newest = json_array_get(json_object_get(list.json, "items"), 0);
    assert_true(g_str_has_suffix(template, json_string_value(json_object_get(newest, "id"))));
    assert_int_equal(json_integer_value(json_object_get(newest, "calls")), 3);
}

/* All pages of a list, by its links; how many items there were. */
static size_t walk(const char *path)
{
    g_autofree char *at = g_strdup(path);
    size_t count = 0;
    while (at) {
        g_auto(answer) a = ask_wanted(&site, QUESTION("GET", at, .token = token), 200);
        const char *next = json_string_value(json_object_get(a.json, "next"));
        size_t items = json_array_size(json_object_get(a.json, "items"));
        assert_int_equal(next != NULL, a.link != NULL);
        assert_true(items <= 2);
        count += items;
        g_clear_pointer(&at, g_free);
        if (next) {
            assert_non_null(strstr(a.link, next));
            at = g_strndup(a.link + 1, strcspn(a.link, ">") - 1);
        }
    }
    return count;
}

static void the_links_of_a_list_lead_through_all_of_it(void **)
{
    static const char *const lists[] = {"/v1/feed?limit=2", "/v1/feed?order=trending&limit=2",
                                        "/v1/accounts/anna/collections?limit=2"};
    for (int i = 0; i < 3; i++)
        g_free(posted());
    size_t all =
        (size_t)sql(site.database, "SELECT COUNT(*) FROM collection WHERE state = 'posted' AND visibility = 'public'");
    size_t own = (size_t)sql(site.database, "SELECT COUNT(*) FROM collection");
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        assert_int_equal(walk(lists[i]), i == 2 ? own : all);
}

static void a_cursor_that_is_none_is_refused(void **)
{
    static const char *const cursors[] = {"", "x", "AAAA", "MSAyIDM", "====", "%ff"};
    for (size_t i = 0; i < G_N_ELEMENTS(cursors); i++) {
        g_autofree char *path = g_strconcat("/v1/feed?cursor=", cursors[i], NULL);
        g_auto(answer) a = ask_wanted(&site, QUESTION("GET", path), 422);
        assert_string_equal(text_of(&a, "/errors/0/pointer"), "?cursor");
    }
}

static void an_image_is_drawn_once_and_then_kept(void **)
{
    g_autofree char *path = posted(), *image = g_strconcat(path, "/images/0?w=64", NULL);
    g_auto(answer) first = ask_wanted(&site, QUESTION("GET", image), 200);
    assert_string_equal(first.content_type, "image/jpeg");
    assert_memory_equal(g_bytes_get_data(first.body, NULL), "\xff\xd8\xff", 3);
    int64_t drawn = sql(site.database, "SELECT COUNT(*) FROM render");
    g_auto(answer) second = ask_wanted(&site, QUESTION("GET", image), 200);
    assert_true(g_bytes_equal(first.body, second.body));
    assert_string_equal(first.etag, second.etag);
    ASK_STATUS(&site, 304, "GET", image, .headers = {"If-None-Match", first.etag});
    assert_int_equal(sql(site.database, "SELECT COUNT(*) FROM render"), drawn);
}

struct flipping {
    struct site site; /* with a connection of its own */
    const char *path;
    _Atomic bool is_over;
};

/* One image, two images, one … until it is over. */
static void *flip_images(void *context)
{
    struct flipping *f = context;
    g_autofree char *one = g_strdup_printf("{\"images\": [{\"media\": \"%s\"}]}", media_id);
    g_autofree char *two =
        g_strdup_printf("{\"images\": [{\"media\": \"%s\"}, {\"media\": \"%s\"}]}", media_id, media_id);
    for (int i = 0; !f->is_over; i++)
        ASK_STATUS(&f->site, 200, "PATCH", f->path, .token = token, .body = i % 2 ? one : two);
    return NULL;
}

static void an_image_can_be_read_while_its_collection_is_edited(void **)
{
    g_autofree char *path = posted(), *image = g_strconcat(path, "/images/0?w=32", NULL);
    struct flipping f = {.site = site, .path = path};
    assert_int_equal(db_connect(site.server->database_url, DB_READ, &f.site.db), OK);
    GThread *thread = g_thread_new("flip", flip_images, &f);
    unsigned failed = 0;
    for (int i = 0; i < 1000; i++) {
        g_auto(answer) a = ASK(&site, "GET", image);
        failed += a.status != 200;
    }
    f.is_over = true;
    g_thread_join(thread);
    db_disconnect(f.site.db);
    assert_int_equal(failed, 0);
}

/* Two changes of her profile on the way at once, each of another member. */
static void a_change_of_the_name_leaves_a_new_bio_alone(void **)
{
    static const char name[] = "{\"name\": \"Carla\"}";
    ASK_STATUS(&site, 200, "PATCH", "/v1/accounts/me", .token = other_token, .body = "{\"bio\": \"old\"}");
    struct ask *question = QUESTION("PATCH", "/v1/accounts/me", .token = other_token, .body = name);
    g_autoptr(GHashTable) source = ask_source(question);
    struct exchange *x = exchange_new_take(site.server, g_strdup(question->path), NULL);
    exchange_start(x, question->method, ask_lookup, source, site.db, strlen(name));
    ASK_STATUS(&site, 200, "PATCH", "/v1/accounts/me", .token = other_token, .body = "{\"bio\": \"new\"}");
    exchange_body(x, name, strlen(name));
    ask_run(x, site.db);
    exchange_finish(x);
    g_auto(answer) a = ask_answer(x);
    exchange_free(x);
    assert_int_equal(a.status, 200);
    assert_string_equal(text_of(&a, "/name"), "Carla");
    assert_string_equal(text_of(&a, "/bio"), "new");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refusal_is_a_problem_document),
        cmocka_unit_test(refused_fields_are_named_by_pointer),
        cmocka_unit_test(what_is_no_address_is_not_found),
        cmocka_unit_test(another_method_is_answered_with_those_that_are_allowed),
        cmocka_unit_test(options_tell_what_is_allowed),
        cmocka_unit_test(a_body_must_say_that_it_is_json),
        cmocka_unit_test(a_body_that_is_no_json_is_malformed),
        cmocka_unit_test(a_body_may_be_as_large_as_its_limit),
        cmocka_unit_test(a_body_that_nobody_wants_has_a_limit_too),
        cmocka_unit_test(an_upload_too_large_in_pieces_leaves_nothing),
        cmocka_unit_test(what_the_client_has_already_is_not_sent_again),
        cmocka_unit_test(a_rating_changes_the_tag_but_not_the_version),
        cmocka_unit_test(what_changed_meanwhile_is_not_overwritten),
        cmocka_unit_test(somebody_elses_is_hidden_or_forbidden),
        cmocka_unit_test(a_head_is_a_get_without_its_side_effects),
        cmocka_unit_test(the_links_of_a_list_lead_through_all_of_it),
        cmocka_unit_test(a_cursor_that_is_none_is_refused),
        cmocka_unit_test(an_image_is_drawn_once_and_then_kept),
        cmocka_unit_test(an_image_can_be_read_while_its_collection_is_edited),
        cmocka_unit_test(a_change_of_the_name_leaves_a_new_bio_alone),
    };
    return cmocka_run_group_tests(tests, open_site, close_site);
}
