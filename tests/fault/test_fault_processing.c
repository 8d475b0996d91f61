/* SPDX-License-Identifier: Apache-2.0
 *
 * The fault loop of uploads that nobody waits for: whatever call fails, before the reply or after
 * it, what was promised becomes media in the end, and what was not leaves nothing.
 */
#include "../unit/exchange_test.h"

#include "base/clock.h"
#include "base/fault.h"
#include "base/log.h"
#include "job/media_processing.h"

enum { CALLS_MAX = 300, LOOKS_MAX = 20, FAR_US = 3600 * 1000000LL };

struct world {
    struct site site;
    struct db_conn *db;
    char *blobs, *anna;
    unsigned round;
};

static struct world world_new(void)
{
    struct world w = {.site = site_closed()};
    /* One after the other: what was submitted first has ended when the next begins. */
    site_set(&w.site, "http", "workers", "1");
    site_open(&w.site);
    w.blobs = g_build_filename(w.site.folder, "blobs", NULL);
    w.anna = site_account(&w.site, "anna");
    assert_int_equal(db_connect(w.site.server->database_url, DB_READ, &w.db), OK);
    return w;
}

static void world_remove(struct world *w)
{
    db_disconnect(w->db);
    g_free(w->anna);
    g_free(w->blobs);
    site_remove(&w->site);
}

static void pass(void *context, struct db_conn *db)
{
    (void)db;
    g_async_queue_push(context, context);
}

/* With what the reply does not wait for. */
static struct answer send_and_settle(struct world *w, GBytes *photo)
{
    g_autoptr(GAsyncQueue) passed = g_async_queue_new();
    struct answer a = ASK(&w->site, "POST", "/v1/media", .token = w->anna, .body = g_bytes_get_data(photo, NULL),
                          .size = g_bytes_get_size(photo), .piece = 16384, .type = "image/jpeg",
                          .headers = {"Prefer", "respond-async"});
    workers_submit(w->site.server->workers, pass, passed);
    g_async_queue_pop(passed);
    return a;
}

static bool is_ready(struct world *w, const char *path)
{
    g_auto(answer) a = ask_wanted(&w->site, QUESTION("GET", path, .token = w->anna), 200);
    const char *state = text_of(&a, "/state");
    assert_string_not_equal(state, "refused");
    return strcmp(state, "ready") == 0;
}

/* As time goes by. */
static void assert_becomes_ready(struct world *w, const char *path)
{
    bool more;
    int looks = 0;
    for (; !is_ready(w, path); looks++) {
        assert_true(looks < LOOKS_MAX);
        assert_int_equal(media_process(w->site.server, w->db, clock_now_us() + FAR_US, &more), OK);
    }
}

static bool round_of(struct world *w, enum fault_seam seam, int64_t nth)
{
    g_autoptr(GBytes) photo = site_photo(++w->round);
    fault_arm(seam, nth, false);
    g_auto(answer) a = send_and_settle(w, photo);
    bool was_hit = fault_was_hit(seam);
    fault_arm(seam, 0, false);
    if (a.status == 202)
        assert_becomes_ready(w, a.location);
    else
        assert_true(was_hit && a.status >= 500);
    assert_int_equal(folder_count(w->blobs, "upload"), 0);
    assert_int_equal(folder_count(w->blobs, "draft"), 0);
    return was_hit;
}

static void fail_every_call(enum fault_seam seam)
{
    struct world w = world_new();
    int64_t nth = 1;
    while (round_of(&w, seam, nth))
        assert_true(nth++ < CALLS_MAX);
    assert_true(nth > 1);
    world_remove(&w);
}

static void a_database_call_that_fails_breaks_no_promise(void **)
{
    fail_every_call(FAULT_DB);
}

static void a_blob_call_that_fails_breaks_no_promise(void **)
{
    fail_every_call(FAULT_BLOB);
}

static void a_picture_worker_that_fails_breaks_no_promise(void **)
{
    fail_every_call(FAULT_MEDIA);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_database_call_that_fails_breaks_no_promise),
        cmocka_unit_test(a_blob_call_that_fails_breaks_no_promise),
        cmocka_unit_test(a_picture_worker_that_fails_breaks_no_promise),
    };
    log_setup(LOG_ERROR, LOG_FORMAT_LOGFMT);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
