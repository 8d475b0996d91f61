/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include <unistd.h>

#include "keep.h"

struct bench {
    struct database d;
    struct writer *writer;
    struct blob_store *blobs;
    struct blob_draft *draft; /* kept, not yet settled */
};

static struct blob_draft *kept(struct blob_store *blobs)
{
    struct blob_draft *draft = NULL;
    assert_int_equal(blob_draft_new(blobs, &draft), OK);
    assert_int_equal(blob_draft_write(draft, "content", 7), OK);
    assert_int_equal(blob_draft_seal(draft), OK);
    assert_int_equal(blob_draft_keep(draft), OK);
    return draft;
}

static struct bench bench_new(void)
{
    struct bench b = {.d = database_new()};
    assert_int_equal(writer_new(b.d.url, &b.writer), OK);
    assert_int_equal(blob_store_open(b.d.folder, &b.blobs), OK);
    b.draft = kept(b.blobs);
    return b;
}

static void bench_remove(struct bench *b)
{
    blob_draft_free(b->draft);
    blob_store_close(b->blobs);
    writer_free(b->writer);
    database_remove(&b->d);
}

static bool is_there(struct bench *b)
{
    int fd;
    int64_t size;
    enum err e = blob_open(b->blobs, blob_draft_sha256(b->draft), &fd, &size);
    assert_true(e == OK || e == E_NOT_FOUND);
    if (!e)
        close(fd);
    return e == OK;
}

static void name_it(struct bench *b)
{
    assert_int_equal(render_insert(b->d.db, "recipe", NULL, blob_draft_sha256(b->draft), 7, "image/jpeg", 1), OK);
}

static void a_file_that_is_named_stays(void **)
{
    struct bench b = bench_new();
    name_it(&b);
    assert_int_equal(keep_check(b.blobs, b.draft), OK);
    assert_int_equal(keep_end(b.writer, b.draft, OK), OK);
    assert_true(is_there(&b));
    assert_int_equal(folder_count(b.d.folder, "pending"), 0);
    bench_remove(&b);
}

static void a_file_whose_row_was_refused_goes(void **)
{
    struct bench b = bench_new();
    assert_int_equal(keep_end(b.writer, b.draft, E_KEY_REUSED), E_KEY_REUSED);
    assert_false(is_there(&b));
    assert_int_equal(folder_count(b.d.folder, "pending"), 0);
    bench_remove(&b);
}

/* Somebody else's upload of the same content was accepted before. */
static void a_file_that_another_row_names_stays(void **)
{
    struct bench b = bench_new();
    name_it(&b);
    assert_int_equal(keep_end(b.writer, b.draft, E_BROKEN), E_BROKEN);
    assert_true(is_there(&b));
    assert_int_equal(folder_count(b.d.folder, "pending"), 0);
    bench_remove(&b);
}

static void who_finds_the_file_taken_away_tries_again(void **)
{
    struct bench b = bench_new();
    struct blob_draft *other = kept(b.blobs);
    assert_int_equal(keep_end(b.writer, other, E_KEY_REUSED), E_KEY_REUSED);
    assert_int_equal(keep_check(b.blobs, b.draft), E_BUSY);
    blob_draft_free(other);
    bench_remove(&b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_named_stays),
        cmocka_unit_test(a_file_whose_row_was_refused_goes),
        cmocka_unit_test(a_file_that_another_row_names_stays),
        cmocka_unit_test(who_finds_the_file_taken_away_tries_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
