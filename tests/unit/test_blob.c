/* SPDX-License-Identifier: Apache-2.0 */
#include "folder_test.h"

#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "blob/blob.h"

#define HELLO "Hello, blob."

struct place {
    char *folder;
    struct blob_store *store;
};

static struct place place_new(void)
{
    struct place p = {.folder = folder_new()};
    assert_int_equal(blob_store_open(p.folder, &p.store), OK);
    return p;
}

static void place_remove(struct place *p)
{
    blob_store_close(p->store);
    folder_remove_take(p->folder);
}

static void place_reopen(struct place *p)
{
    blob_store_close(p->store);
    assert_int_equal(blob_store_open(p->folder, &p->store), OK);
}

static struct blob_draft *sealed(struct place *p, const char *content)
{
    struct blob_draft *draft = NULL;
    assert_int_equal(blob_draft_new(p->store, &draft), OK);
    assert_int_equal(blob_draft_write(draft, content, strlen(content)), OK);
    assert_int_equal(blob_draft_seal(draft), OK);
    return draft;
}

/* Keeps a content; `*sha256` gets its name. Its marker stays unless it is settled. */
static void keep(struct place *p, const char *content, bool settled, char sha256[SHA256_TEXT_SIZE])
{
    g_autoptr(blob_draft) draft = sealed(p, content);
    assert_int_equal(blob_draft_keep(draft), OK);
    if (settled)
        blob_draft_settle(draft);
    g_strlcpy(sha256, blob_draft_sha256(draft), SHA256_TEXT_SIZE);
}

static char *content_of(struct place *p, const char *sha256)
{
    int fd;
    int64_t size;
    assert_int_equal(blob_open(p->store, sha256, &fd, &size), OK);
    char *content = g_malloc0((size_t)size + 1);
    assert_int_equal(read(fd, content, (size_t)size + 1), size);
    close(fd);
    return content;
}

static enum err open_and_close(struct place *p, const char *sha256)
{
    int fd;
    int64_t size;
    enum err e = blob_open(p->store, sha256, &fd, &size);
    if (!e)
        close(fd);
    return e;
}

/* All files below the two-letter folders. */
static unsigned kept_count(const struct place *p)
{
    g_autoptr(GDir) list = g_dir_open(p->folder, 0, NULL);
    unsigned count = 0;
    for (const char *name; (name = g_dir_read_name(list));)
        if (strlen(name) == 2)
            count += folder_count(p->folder, name);
    return count;
}

static void assert_left(const struct place *p, unsigned drafts, unsigned markers, unsigned kept)
{
    assert_int_equal(folder_count(p->folder, "draft"), drafts);
    assert_int_equal(folder_count(p->folder, "pending"), markers);
    assert_int_equal(kept_count(p), kept);
}

static void what_is_kept_can_be_opened_by_its_digest(void **)
{
    struct place p = place_new();
    char sha256[SHA256_TEXT_SIZE], digest[SHA256_TEXT_SIZE];
    g_autoptr(blob_draft) draft = sealed(&p, HELLO);
    sha256_text(HELLO, strlen(HELLO), digest);
    assert_string_equal(blob_draft_sha256(draft), digest);
    assert_int_equal(blob_draft_size(draft), strlen(HELLO));
    assert_left(&p, 1, 0, 0);
    assert_int_equal(open_and_close(&p, digest), E_NOT_FOUND);
    assert_int_equal(blob_draft_keep(draft), OK);
    assert_left(&p, 0, 1, 1);
    blob_draft_settle(draft);
    assert_left(&p, 0, 0, 1);
    g_strlcpy(sha256, blob_draft_sha256(draft), sizeof sha256);
    g_clear_pointer(&draft, blob_draft_free);
    g_autofree char *content = content_of(&p, sha256);
    assert_string_equal(content, HELLO);
    place_remove(&p);
}

static void the_same_content_is_kept_once(void **)
{
    struct place p = place_new();
    char first[SHA256_TEXT_SIZE], second[SHA256_TEXT_SIZE], other[SHA256_TEXT_SIZE];
    keep(&p, HELLO, true, first);
    keep(&p, HELLO, true, second);
    assert_string_equal(first, second);
    assert_left(&p, 0, 0, 1);
    keep(&p, HELLO HELLO, true, other);
    assert_string_not_equal(first, other);
    assert_left(&p, 0, 0, 2);
    g_autofree char *content = content_of(&p, first);
    assert_string_equal(content, HELLO);
    place_remove(&p);
}

static void an_empty_file_is_a_file(void **)
{
    struct place p = place_new();
    char sha256[SHA256_TEXT_SIZE];
    keep(&p, "", true, sha256);
    assert_string_equal(sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    g_autofree char *content = content_of(&p, sha256);
    assert_string_equal(content, "");
    place_remove(&p);
}

static void what_another_process_wrote_is_measured_too(void **)
{
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 1000003};
    struct place p = place_new();
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        struct blob_draft *draft = NULL;
        char digest[SHA256_TEXT_SIZE];
        g_autofree char *data = g_malloc(sizes[i] + 1);
        random_bytes(data, sizes[i] + 1);
        assert_int_equal(blob_draft_new(p.store, &draft), OK);
        int fd = -1;
        assert_int_equal(blob_draft_open(draft, BLOB_WRITE, &fd), OK);
        assert_int_equal(write(fd, data, sizes[i]), sizes[i]);
        close(fd);
        assert_int_equal(blob_draft_seal(draft), OK);
        sha256_text(data, sizes[i], digest);
        assert_string_equal(blob_draft_sha256(draft), digest);
        assert_int_equal(blob_draft_size(draft), sizes[i]);
        blob_draft_free(draft);
    }
    assert_left(&p, 0, 0, 0);
    place_remove(&p);
}

static void pieces_make_one_file(void **)
{
    struct place p = place_new();
    struct blob_draft *draft = NULL;
    char digest[SHA256_TEXT_SIZE];
    assert_int_equal(blob_draft_new(p.store, &draft), OK);
    for (const char *c = HELLO; *c; c++)
        assert_int_equal(blob_draft_write(draft, c, 1), OK);
    assert_int_equal(blob_draft_write(draft, "", 0), OK);
    assert_int_equal(blob_draft_seal(draft), OK);
    sha256_text(HELLO, strlen(HELLO), digest);
    assert_string_equal(blob_draft_sha256(draft), digest);
    blob_draft_free(draft);
    place_remove(&p);
}

static void a_draft_thrown_away_leaves_nothing(void **)
{
    struct place p = place_new();
    struct blob_draft *draft = NULL;
    assert_int_equal(blob_draft_new(p.store, &draft), OK);
    assert_left(&p, 1, 0, 0);
    blob_draft_free(draft);
    blob_draft_free(sealed(&p, HELLO));
    blob_draft_free(NULL);
    assert_left(&p, 0, 0, 0);
    place_remove(&p);
}

static enum err none_is_named(void *context, const char *sha256, bool *named)
{
    *named = g_strcmp0(context, sha256) == 0;
    return OK;
}

static void a_crash_before_the_commit_leaves_nothing_after_recovery(void **)
{
    struct place p = place_new();
    char sha256[SHA256_TEXT_SIZE];
    keep(&p, HELLO, false, sha256);
    assert_left(&p, 0, 1, 1);
    place_reopen(&p);
    assert_left(&p, 0, 1, 1);
    assert_int_equal(blob_recover(p.store, none_is_named, NULL), OK);
    assert_left(&p, 0, 0, 0);
    assert_int_equal(open_and_close(&p, sha256), E_NOT_FOUND);
    place_remove(&p);
}

static void a_crash_after_the_commit_keeps_the_file(void **)
{
    struct place p = place_new();
    char named[SHA256_TEXT_SIZE], unnamed[SHA256_TEXT_SIZE], settled[SHA256_TEXT_SIZE];
    keep(&p, HELLO, false, named);
    keep(&p, "another", false, unnamed);
    keep(&p, "a third", true, settled);
    place_reopen(&p);
    assert_int_equal(blob_recover(p.store, none_is_named, named), OK);
    assert_left(&p, 0, 0, 2);
    assert_int_equal(open_and_close(&p, named), OK);
    assert_int_equal(open_and_close(&p, unnamed), E_NOT_FOUND);
    assert_int_equal(open_and_close(&p, settled), OK);
    place_remove(&p);
}

/* Two uploads of one content, of which the second was committed before the crash. */
static void each_marker_of_one_content_is_asked_for(void **)
{
    struct place p = place_new();
    char sha256[SHA256_TEXT_SIZE];
    keep(&p, HELLO, false, sha256);
    keep(&p, HELLO, false, sha256);
    assert_left(&p, 0, 2, 1);
    assert_int_equal(blob_recover(p.store, none_is_named, sha256), OK);
    assert_left(&p, 0, 0, 1);
    place_remove(&p);
}

static void drafts_that_a_crash_left_are_deleted_at_the_next_start(void **)
{
    struct place p = place_new();
    g_autofree char *left = g_build_filename(p.folder, "draft", "dLEFT", NULL);
    assert_true(g_file_set_contents(left, "half a photo", -1, NULL));
    place_reopen(&p);
    assert_left(&p, 0, 0, 0);
    place_remove(&p);
}

static void a_marker_whose_file_is_gone_or_that_is_none_goes_too(void **)
{
    static const char *const names[] = {"x", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.dX"};
    struct place p = place_new();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(p.folder, "pending", names[i], NULL);
        assert_true(g_file_set_contents(path, "", -1, NULL));
    }
    assert_int_equal(blob_recover(p.store, none_is_named, NULL), OK);
    assert_left(&p, 0, 0, 0);
    place_remove(&p);
}

static enum err cannot_tell(void *context, const char *sha256, bool *named)
{
    (void)context;
    (void)sha256;
    (void)named;
    return E_BROKEN;
}

static void a_recovery_that_fails_keeps_what_it_does_not_know(void **)
{
    struct place p = place_new();
    char sha256[SHA256_TEXT_SIZE];
    keep(&p, HELLO, false, sha256);
    assert_int_equal(blob_recover(p.store, cannot_tell, NULL), E_BROKEN);
    assert_left(&p, 0, 1, 1);
    place_remove(&p);
}

/* Everything that an upload does, stopping where it fails. */
static enum err upload(struct place *p)
{
    g_autoptr(blob_draft) draft = NULL;
    enum err e = blob_draft_new(p->store, &draft);
    if (!e)
        e = blob_draft_write(draft, HELLO, strlen(HELLO));
    if (!e)
        e = blob_draft_seal(draft);
    if (!e)
        e = blob_draft_keep(draft);
    if (e)
        return e;
    blob_draft_settle(draft);
    return open_and_close(p, blob_draft_sha256(draft));
}

static void a_fault_at_any_step_leaves_no_half_file(void **)
{
    for (int persistent = 0; persistent <= 1; persistent++) {
        bool was_hit = true;
        int64_t nth = 0;
        while (was_hit) {
            struct place p = place_new();
            fault_arm(FAULT_BLOB, ++nth, persistent);
            enum err e = upload(&p);
            was_hit = fault_was_hit(FAULT_BLOB);
            fault_arm(FAULT_BLOB, 0, false);
            assert_int_equal(e, was_hit ? E_BROKEN : OK);
            assert_int_equal(folder_count(p.folder, "draft"), 0);
            assert_int_equal(folder_count(p.folder, "pending"), 0);
            assert_int_equal(upload(&p), OK);
            assert_left(&p, 0, 0, 1);
            place_remove(&p);
        }
        assert_int_equal(nth, 5);
    }
}

static void what_is_worked_on_is_no_leftover_to_another_daemon(void **)
{
    struct place p = place_new();
    struct blob_store *beside = NULL;
    struct blob_draft *writing = sealed(&p, HELLO), *kept = sealed(&p, "another");
    assert_int_equal(blob_draft_keep(kept), OK);
    assert_int_equal(blob_store_open(p.folder, &beside), OK);
    assert_int_equal(blob_recover(beside, none_is_named, NULL), OK);
    assert_left(&p, 1, 1, 1);
    /* Once they are done, or their daemon is gone, they are. */
    blob_draft_free(kept);
    assert_int_equal(blob_recover(beside, none_is_named, NULL), OK);
    assert_left(&p, 1, 0, 0);
    blob_draft_free(writing);
    blob_store_close(beside);
    place_remove(&p);
}

static void a_picture_worker_can_only_read_what_it_is_to_read(void **)
{
    struct place p = place_new();
    struct blob_draft *draft = sealed(&p, HELLO);
    char text[sizeof HELLO] = "";
    int fd;
    assert_int_equal(blob_draft_open(draft, BLOB_READ, &fd), OK);
    assert_int_equal(read(fd, text, sizeof text), strlen(HELLO));
    assert_string_equal(text, HELLO);
    assert_int_equal(write(fd, "x", 1), -1);
    close(fd);
    blob_draft_free(draft);
    place_remove(&p);
}

static void a_kept_file_can_be_taken_away_again(void **)
{
    struct place p = place_new();
    struct blob_draft *draft = sealed(&p, HELLO);
    assert_int_equal(blob_draft_keep(draft), OK);
    for (int time = 0; time < 2; time++)
        assert_int_equal(blob_draft_discard(draft), OK);
    assert_left(&p, 0, 1, 0);
    blob_draft_settle(draft);
    assert_left(&p, 0, 0, 0);
    assert_int_equal(open_and_close(&p, blob_draft_sha256(draft)), E_NOT_FOUND);
    blob_draft_free(draft);
    place_remove(&p);
}

/* What is collected has a marker again: a crash before its end is like one of an upload. */
static void a_file_that_was_to_go_when_the_crash_came_goes_at_the_next_start_unless_it_is_named(void **)
{
    struct place p = place_new();
    char going[SHA256_TEXT_SIZE], named[SHA256_TEXT_SIZE];
    keep(&p, HELLO, true, going);
    keep(&p, "another", true, named);
    const char *both[] = {going, named};
    for (size_t i = 0; i < G_N_ELEMENTS(both); i++) {
        g_autoptr(blob_draft) draft = NULL;
        assert_int_equal(blob_draft_of_kept(p.store, both[i], &draft), OK);
        assert_string_equal(blob_draft_sha256(draft), both[i]);
    }
    assert_left(&p, 0, 2, 2);
    place_reopen(&p);
    assert_int_equal(blob_recover(p.store, none_is_named, named), OK);
    assert_left(&p, 0, 0, 1);
    assert_int_equal(open_and_close(&p, going), E_NOT_FOUND);
    assert_int_equal(open_and_close(&p, named), OK);
    place_remove(&p);
}

static enum err add_name(void *context, const char *sha256)
{
    g_ptr_array_add(context, g_strdup(sha256));
    return OK;
}

static enum err refuse_name(void *context, const char *sha256)
{
    (void)sha256;
    ++*(int *)context;
    return E_FULL;
}

static void kept_files_are_listed_and_nothing_else(void **)
{
    struct place p = place_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    char one[SHA256_TEXT_SIZE], other[SHA256_TEXT_SIZE];
    int seen = 0;
    assert_int_equal(blob_each(p.store, add_name, names), OK);
    assert_int_equal(names->len, 0);
    keep(&p, HELLO, true, one);
    keep(&p, "another", false, other);
    assert_int_equal(blob_each(p.store, add_name, names), OK);
    assert_int_equal(names->len, 2);
    assert_true(g_ptr_array_find_with_equal_func(names, one, g_str_equal, NULL));
    assert_true(g_ptr_array_find_with_equal_func(names, other, g_str_equal, NULL));
    assert_int_equal(blob_each(p.store, refuse_name, &seen), E_FULL);
    assert_int_equal(seen, 1);
    place_remove(&p);
}

static void a_folder_that_cannot_be_made_is_a_failure(void **)
{
    struct place p = place_new();
    g_autofree char *path = g_build_filename(p.folder, "file", NULL);
    struct blob_store *untouched = NULL;
    assert_true(g_file_set_contents(path, "", -1, NULL));
    assert_int_equal(blob_store_open(path, &untouched), E_BROKEN);
    assert_null(untouched);
    blob_store_close(untouched);
    place_remove(&p);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_can_be_opened_by_its_digest),
        cmocka_unit_test(the_same_content_is_kept_once),
        cmocka_unit_test(an_empty_file_is_a_file),
        cmocka_unit_test(what_another_process_wrote_is_measured_too),
        cmocka_unit_test(pieces_make_one_file),
        cmocka_unit_test(a_draft_thrown_away_leaves_nothing),
        cmocka_unit_test(a_crash_before_the_commit_leaves_nothing_after_recovery),
        cmocka_unit_test(a_crash_after_the_commit_keeps_the_file),
        cmocka_unit_test(each_marker_of_one_content_is_asked_for),
        cmocka_unit_test(drafts_that_a_crash_left_are_deleted_at_the_next_start),
        cmocka_unit_test(a_marker_whose_file_is_gone_or_that_is_none_goes_too),
        cmocka_unit_test(a_recovery_that_fails_keeps_what_it_does_not_know),
        cmocka_unit_test(a_fault_at_any_step_leaves_no_half_file),
        cmocka_unit_test(what_is_worked_on_is_no_leftover_to_another_daemon),
        cmocka_unit_test(a_picture_worker_can_only_read_what_it_is_to_read),
        cmocka_unit_test(a_kept_file_can_be_taken_away_again),
        cmocka_unit_test(a_file_that_was_to_go_when_the_crash_came_goes_at_the_next_start_unless_it_is_named),
        cmocka_unit_test(kept_files_are_listed_and_nothing_else),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
