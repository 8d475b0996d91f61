/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "media/media.h"
#include "media_samples.h"

enum { PATIENT_MS = 60000, IMPATIENT_MS = 300, EXIT_MS = 10000, PIXELS_MAX = 50000000 };

static struct media_pool *pool_of(const char *program, unsigned workers, unsigned timeout_ms)
{
    const char *given = g_getenv("STENCIL_PICTURE");
    return media_pool_new(&(struct media_settings){
        .program = program ? program
                   : given ? given
                           : "build/stencil-picture",
        .workers = workers,
        .timeout_ms = timeout_ms,
        .memory_mb = 1024,
        .pixels_max = PIXELS_MAX,
    });
}

typedef struct media_pool media_pool;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(media_pool, media_pool_free)

static int file_of(const void *bytes, size_t size)
{
    int fd = memfd_create("sample", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), size);
    return fd;
}

static enum err probe_bytes(struct media_pool *pool, const void *bytes, size_t size, struct media_info *info)
{
    int fd = file_of(bytes, size);
    enum err e = media_probe(pool, fd, info);
    close(fd);
    return e;
}

static enum err probe_path(struct media_pool *pool, const char *path, struct media_info *info)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fail_msg("%s: %s (apt install mate-backgrounds)", path, strerror(errno));
    enum err e = media_probe(pool, fd, info);
    close(fd);
    return e;
}

static char *contents(const char *path, size_t *size)
{
    char *bytes;
    assert_true(g_file_get_contents(path, &bytes, size, NULL));
    return bytes;
}

static void good_pictures_are_described(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(probe_path(pool, SAMPLE_JPEG, &info), OK);
    assert_int_equal(info.kind, MEDIA_IMAGE);
    assert_string_equal(info.type, "image/jpeg");
    assert_int_equal(info.width, 1680);
    assert_int_equal(info.height, 1050);
    assert_int_equal(strlen(info.phash), 16);
    assert_int_equal(probe_path(pool, SAMPLE_PNG, &info), OK);
    assert_string_equal(info.type, "image/png");
    assert_string_equal(info.phash, "");
    assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), OK);
    assert_int_equal(info.width, 16);
    assert_int_equal(info.height, 12);
    assert_int_equal(probe_bytes(pool, sample_webp, sizeof sample_webp, &info), OK);
    assert_string_equal(info.type, "image/webp");
    assert_int_equal(info.width, 16);
    assert_int_equal(info.height, 12);
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void a_sound_is_described(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    static const uint8_t head[44] =
        "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x08\0data\x40\x1f";
    g_autofree uint8_t *wav = g_malloc0(sizeof head + 8000);
    memcpy(wav, head, sizeof head);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, wav, sizeof head + 8000, &info), OK);
    assert_int_equal(info.kind, MEDIA_AUDIO);
    assert_string_equal(info.type, "audio/wav");
    assert_int_equal(info.duration_ms, 1000);
    assert_string_equal(info.phash, "");
    assert_int_equal(probe_bytes(pool, wav, sizeof head + 7999, &info), E_MEDIA_TRUNCATED);
}

static void what_is_no_picture_is_unknown(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, "", 0, &info), E_MEDIA_UNKNOWN);
    assert_int_equal(probe_bytes(pool, "hello", 5, &info), E_MEDIA_UNKNOWN);
    assert_int_equal(probe_bytes(pool, "\xff\xd8", 2, &info), E_MEDIA_UNKNOWN);
    assert_int_equal(probe_bytes(pool, "<svg width='1' height='1'/>", 27, &info), E_MEDIA_UNKNOWN);
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void truncated_at_every_tenth(const char *path)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    size_t size;
    g_autofree char *bytes = contents(path, &size);
    struct media_info info;
    for (size_t tenth = 1; tenth < 10; tenth++)
        assert_int_equal(probe_bytes(pool, bytes, size * tenth / 10, &info), E_MEDIA_TRUNCATED);
    assert_int_equal(probe_bytes(pool, bytes, 20, &info), E_MEDIA_TRUNCATED);
    assert_int_equal(probe_bytes(pool, bytes, size - 1, &info), E_MEDIA_TRUNCATED);
}

static void a_jpeg_cut_short_is_truncated(void **)
{
    truncated_at_every_tenth(SAMPLE_JPEG);
}

static void a_png_cut_short_is_truncated(void **)
{
    truncated_at_every_tenth(SAMPLE_PNG);
}

static void a_webp_cut_short_is_truncated(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    for (size_t size = 12; size < sizeof sample_webp; size++)
        assert_int_equal(probe_bytes(pool, sample_webp, size, &info), E_MEDIA_TRUNCATED);
}

static void a_damaged_png_is_corrupt(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    size_t size;
    g_autofree char *bytes = contents(SAMPLE_PNG, &size);
    bytes[size / 2] ^= 0x10;
    struct media_info info;
    assert_int_equal(probe_bytes(pool, bytes, size, &info), E_MEDIA_CORRUPT);
}

/* libvips' threads swallowed this error in some runs. */
static void damage_in_the_only_strip_is_seen_every_time(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    uint8_t damaged[sizeof sample_png];
    memcpy(damaged, sample_png, sizeof damaged);
    damaged[45] ^= 1;
    struct media_info info;
    for (int i = 0; i < 100; i++)
        assert_int_equal(probe_bytes(pool, damaged, sizeof damaged, &info), E_MEDIA_CORRUPT);
}

static void a_damaged_jpeg_header_is_corrupt(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    size_t size;
    g_autofree char *bytes = contents(SAMPLE_JPEG, &size);
    char *frame = NULL; /* the last one: the first belongs to the thumbnail in its EXIF */
    for (char *at = bytes; (at = memmem(at, size - (size_t)(at - bytes), "\xff\xc0\0\x11\x08", 5)); at++)
        frame = at;
    assert_non_null(frame);
    frame[4] = 77; /* bits a sample */
    struct media_info info;
    assert_int_equal(probe_bytes(pool, bytes, size, &info), E_MEDIA_CORRUPT);
}

static bool is_known(enum err e)
{
    return e == OK || e == E_MEDIA_UNKNOWN || e == E_MEDIA_TRUNCATED || e == E_MEDIA_CORRUPT || e == E_MEDIA_PIXELS;
}

static void flipped_bits_never_cost_a_worker(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    const struct {
        const uint8_t *bytes;
        size_t size;
    } samples[] = {{sample_png, sizeof sample_png}, {sample_webp, sizeof sample_webp}};
    for (size_t s = 0; s < G_N_ELEMENTS(samples); s++)
        for (size_t bit = 0; bit < samples[s].size * 8; bit += 3) {
            g_autofree uint8_t *bytes = g_memdup2(samples[s].bytes, samples[s].size);
            bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
            struct media_info info;
            enum err e = probe_bytes(pool, bytes, samples[s].size, &info);
            if (!is_known(e))
                fail_msg("sample %zu, bit %zu: %s", s, bit, err_info(e)->name);
        }
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void a_bomb_is_refused_by_its_header(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, sample_bomb, sizeof sample_bomb, &info), E_MEDIA_PIXELS);
    uint8_t webp[sizeof sample_webp];
    memcpy(webp, sample_webp, sizeof webp);
    memset(webp + 26, 0xff, 4); /* 16383 × 16383, which libvips would make room for at once */
    assert_int_equal(probe_bytes(pool, webp, sizeof webp, &info), E_MEDIA_PIXELS);
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void the_size_is_the_one_after_orientation(void **)
{
    static const char upright[] = "\x12\x01\x03\0\x01\0\0\0\x01\0", upright_big[] = "\x01\x12\0\x03\0\0\0\x01\0\x01";
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    size_t size;
    g_autofree char *bytes = contents(SAMPLE_JPEG, &size);
    char *entry = memmem(bytes, size, upright, sizeof upright - 1);
    if (entry)
        entry[8] = 6;
    else if ((entry = memmem(bytes, size, upright_big, sizeof upright_big - 1)))
        entry[9] = 6;
    assert_non_null(entry);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, bytes, size, &info), OK);
    assert_int_equal(info.width, 1050);
    assert_int_equal(info.height, 1680);
}

/* The processes that this one has started and not reaped yet. */
static size_t children(pid_t *pids, size_t max)
{
    g_autoptr(GDir) proc = g_dir_open("/proc", 0, NULL);
    size_t found = 0;
    for (const char *name; (name = g_dir_read_name(proc));) {
        g_autofree char *path = g_build_filename("/proc", name, "stat", NULL);
        g_autofree char *stat = NULL;
        int parent;
        if (g_ascii_isdigit(*name) && g_file_get_contents(path, &stat, NULL, NULL) &&
            sscanf(strrchr(stat, ')') + 1, " %*c %d", &parent) == 1 && parent == getpid() && found < max)
            pids[found++] = (pid_t)atoi(name);
    }
    return found;
}

static pid_t only_child(void)
{
    pid_t pids[8];
    assert_int_equal(children(pids, G_N_ELEMENTS(pids)), 1);
    return pids[0];
}

static void assert_ends(int pidfd)
{
    assert_true(pidfd >= 0);
    assert_int_equal(poll(&(struct pollfd){.fd = pidfd, .events = POLLIN}, 1, EXIT_MS), 1);
    close(pidfd);
}

static void an_idle_worker_that_died_is_replaced_unseen(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), OK);
    pid_t pid = only_child();
    int pidfd = pidfd_open(pid, 0);
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_ends(pidfd);
    assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), OK);
    assert_int_equal(media_pool_replaced(pool), 1);
    assert_int_not_equal(only_child(), pid);
}

static void no_worker_is_left_when_the_pool_is_freed(void **)
{
    struct media_pool *pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), OK);
    only_child();
    media_pool_free(pool);
    assert_int_equal(children((pid_t[8]){0}, 8), 0);
}

static void no_worker_is_started_before_it_is_needed(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 4, PATIENT_MS);
    assert_int_equal(children((pid_t[8]){0}, 8), 0);
}

static void a_worker_leaves_when_its_daemon_is_gone(void **)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pid_t daemon_pid = fork();
    if (daemon_pid == 0) {
        struct media_info info;
        if (probe_bytes(pool_of(NULL, 1, PATIENT_MS), sample_png, sizeof sample_png, &info))
            _exit(1);
        pid_t worker;
        if (children(&worker, 1) == 1 && write(ends[1], &worker, sizeof worker) > 0)
            pause();
        _exit(1);
    }
    close(ends[1]);
    pid_t worker;
    assert_int_equal(read(ends[0], &worker, sizeof worker), sizeof worker);
    int pidfd = pidfd_open(worker, 0);
    kill(daemon_pid, SIGKILL);
    assert_ends(pidfd);
    assert_int_equal(waitpid(daemon_pid, NULL, 0), daemon_pid);
    close(ends[0]);
}

/* A stand-in for the worker: a shell script, in a folder of its own. */
struct stub {
    char *folder, *program;
};

static struct stub stub_new(const char *script)
{
    struct stub stub = {.folder = g_dir_make_tmp("stencil-XXXXXX", NULL)};
    stub.program = g_build_filename(stub.folder, "stub", NULL);
    g_autofree char *text = g_strconcat("#!/bin/sh\n", script, "\n", NULL);
    assert_true(g_file_set_contents_full(stub.program, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
    return stub;
}

static void stub_clear(struct stub *stub)
{
    g_unlink(stub->program);
    g_rmdir(stub->folder);
    g_free(stub->program);
    g_free(stub->folder);
}

static void stub_fails(const char *script, int64_t replaced)
{
    struct stub stub = stub_new(script);
    struct media_pool *pool = pool_of(stub.program, 1, IMPATIENT_MS);
    struct media_info info;
    for (int64_t i = 1; i <= 2; i++) {
        assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), E_MEDIA_WORKER);
        assert_int_equal(media_pool_replaced(pool), replaced * i);
    }
    media_pool_free(pool);
    assert_int_equal(children((pid_t[8]){0}, 8), 0);
    stub_clear(&stub);
}

static void a_worker_that_hangs_is_killed(void **)
{
    stub_fails("exec sleep 1000", 1);
}

static void a_worker_that_takes_the_request_and_dies_is_not_tried_again(void **)
{
    stub_fails("head -c 1 <&3 >/dev/null; kill -SEGV $$", 1);
}

static void a_worker_that_cannot_even_start_is_tried_twice(void **)
{
    stub_fails("exit 1", 2);
}

static void a_worker_that_does_not_speak_json_is_killed(void **)
{
    stub_fails("head -c 1 <&3 >/dev/null; printf nonsense >&3; exec sleep 1000", 1);
}

static void replies_are_not_trusted(void **)
{
    static const char *const replies[] = {
        "{}",
        "[]",
        "{\"outcome\":\"E_SIGN_IN\"}",
        "{\"outcome\":\"OK\",\"type\":\"text/html\",\"width\":1,\"height\":1}",
        "{\"outcome\":\"OK\",\"type\":\"image/png\",\"width\":-1,\"height\":1}",
        "{\"outcome\":\"OK\",\"type\":\"image/png\",\"width\":1,\"height\":65536}",
        "{\"outcome\":\"OK\",\"type\":\"image/png\",\"width\":1,\"height\":1,\"phash\":\"\"}",
        "{\"outcome\":\"OK\",\"type\":\"image/png\",\"width\":1,\"height\":1,\"phash\":7}",
        "{\"outcome\":\"OK\",\"type\":\"image/png\",\"width\":1,\"height\":1,\"phash\":\"0123456789abcdefg\"}",
        "{\"outcome\":\"OK\",\"type\":\"audio/wav\",\"duration_ms\":-1}",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(replies); i++) {
        g_autofree char *script =
            g_strdup_printf("head -c 1 <&3 >/dev/null; printf '%s' >&3; exec head -c 1 <&3 >/dev/null", replies[i]);
        struct stub stub = stub_new(script);
        struct media_pool *pool = pool_of(stub.program, 1, PATIENT_MS);
        struct media_info info = {.width = 7};
        if (probe_bytes(pool, sample_png, sizeof sample_png, &info) != E_MEDIA_WORKER || info.width != 7)
            fail_msg("taken: %s", replies[i]);
        media_pool_free(pool);
        stub_clear(&stub);
    }
}

static void a_missing_program_is_a_broken_machine(void **)
{
    g_autoptr(media_pool) pool = pool_of("/nonexistent/stencil-picture", 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), E_BROKEN);
    assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), E_BROKEN);
}

enum { THREADS = 8, PROBES = 20, WORKERS = 2 };

static void *probe_often(void *data)
{
    intptr_t bad = 0;
    for (int i = 0; i < PROBES; i++) {
        struct media_info info = {0};
        bool is_png = i % 2;
        enum err e = is_png ? probe_bytes(data, sample_png, sizeof sample_png, &info)
                            : probe_bytes(data, sample_webp, sizeof sample_webp, &info);
        bad += e != OK || info.width != 16 || strcmp(info.type, is_png ? "image/png" : "image/webp") != 0;
    }
    return (void *)bad;
}

static void many_threads_share_few_workers(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, WORKERS, PATIENT_MS);
    GThread *threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        threads[i] = g_thread_new("probe", probe_often, pool);
    for (int i = 0; i < THREADS; i++)
        assert_null(g_thread_join(threads[i]));
    assert_in_range(children((pid_t[8]){0}, 8), 1, WORKERS);
    assert_int_equal(media_pool_replaced(pool), 0);
}

static size_t open_files(void)
{
    g_autoptr(GDir) folder = g_dir_open("/proc/self/fd", 0, NULL);
    size_t count = 0;
    while (g_dir_read_name(folder))
        count++;
    return count;
}

static void workers_are_renewed_and_no_file_is_leaked(void **)
{
    size_t before = open_files();
    struct media_pool *pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), OK);
    pid_t first = only_child();
    for (int i = 0; i < 200; i++)
        assert_int_equal(probe_bytes(pool, sample_png, sizeof sample_png, &info), OK);
    assert_int_not_equal(only_child(), first);
    assert_int_equal(media_pool_replaced(pool), 0);
    media_pool_free(pool);
    assert_int_equal(open_files(), before);
}

/* What is rendered, described by probing it. */
static enum err render(struct media_pool *pool, const char *photo, const char *picture, struct media_info *info)
{
    json_auto_t *json = json_loads(picture, 0, NULL);
    assert_non_null(json);
    int in = open(photo, O_RDONLY | O_CLOEXEC), out = memfd_create("result", MFD_CLOEXEC);
    assert_true(in >= 0);
    enum err e = media_render(pool, json, &(struct media_files){.photo = in, .out = out});
    if (!e)
        assert_int_equal(media_probe(pool, out, info), OK);
    else
        assert_int_equal(lseek(out, 0, SEEK_END), 0);
    close(in);
    close(out);
    return e;
}

#define PICTURE(width, box_width, box_height)                                                                          \
    "{\"width\":" #width ",\"box\":{\"width\":" #box_width ",\"height\":" #box_height "},"                             \
    "\"fit\":{\"x\":0.1,\"y\":0,\"zoom\":1.5},\"texts\":[],\"type\":\"image/jpeg\",\"quality\":80}"

static void the_result_has_the_width_and_the_shape_of_the_box(void **)
{
    static const struct {
        const char *picture;
        int width, height;
    } cases[] = {
        {PICTURE(320, 1080, 1350), 320, 400},
        {PICTURE(321, 1000, 333), 321, 107},
        {PICTURE(2048, 1080, 1350), 2048, 2560}, /* larger than the photo */
        {PICTURE(1, 1, 1), 1, 1},
        {PICTURE(100, 10000, 1), 100, 1},
        {PICTURE(1, 1, 5000), 1, 5000},
    };
    static const char *const photos[] = {SAMPLE_JPEG, SAMPLE_PNG, SAMPLE_PNG_OF_ALPHA};
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    for (size_t p = 0; p < G_N_ELEMENTS(photos); p++)
        for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
            struct media_info info;
            assert_int_equal(render(pool, photos[p], cases[i].picture, &info), OK);
            assert_string_equal(info.type, "image/jpeg");
            assert_int_equal(info.width, cases[i].width);
            assert_int_equal(info.height, cases[i].height);
        }
}

static void a_result_beyond_the_limits_is_refused(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(render(pool, SAMPLE_JPEG, PICTURE(8192, 1, 1), &info), E_MEDIA_PIXELS);
    assert_int_equal(render(pool, SAMPLE_JPEG, PICTURE(8193, 1000, 1), &info), E_MEDIA_PIXELS);
    assert_int_equal(render(pool, SAMPLE_JPEG, PICTURE(2, 1, 30000), &info), E_MEDIA_PIXELS);
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void drawing_on_what_is_no_photo_is_refused(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    struct media_info info;
    assert_int_equal(render(pool, "/etc/passwd", PICTURE(10, 1, 1), &info), E_MEDIA_UNKNOWN);
}

static json_t *text_of(const char *content)
{
    return json_pack("{s:i, s:{s:f, s:f, s:f, s:s}, s:{s:s, s:s, s:s, s:f, s:i, s:b, s:s, s:s, s:n, s:n, s:f}}",
                     "image", 0, "position", "x", 0.0, "y", 0.0, "angle", 3.0, "direction", "ltr", "configuration",
                     "content", content, "language", "en", "font", "Inter", "font_size", 0.02, "weight", 400, "italic",
                     0, "align", "center", "color", "#ffffff", "stroke", "background", "opacity", 1.0);
}

static void the_most_text_that_is_allowed_gets_drawn(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    g_autofree char *content = g_strnfill(999, 'w');
    json_auto_t *picture = json_loads(PICTURE(320, 4, 5), 0, NULL);
    for (int i = 0; i < 200; i++)
        json_array_append_new(json_object_get(picture, "texts"), text_of(content));
    g_autofree char *text = json_dumps(picture, 0);
    struct media_info info;
    assert_int_equal(render(pool, SAMPLE_JPEG, text, &info), OK);
    assert_int_equal(info.height, 400);
}

static void a_result_that_cannot_be_written_is_not_reported_as_done(void **)
{
    g_autoptr(media_pool) pool = pool_of(NULL, 1, PATIENT_MS);
    json_auto_t *json = json_loads(PICTURE(320, 4, 5), 0, NULL);
    int in = open(SAMPLE_JPEG, O_RDONLY | O_CLOEXEC), out = open("/dev/full", O_WRONLY | O_CLOEXEC);
    assert_int_equal(media_render(pool, json, &(struct media_files){.photo = in, .out = out}), E_FULL);
    close(in);
    close(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_pictures_are_described),
        cmocka_unit_test(a_sound_is_described),
        cmocka_unit_test(what_is_no_picture_is_unknown),
        cmocka_unit_test(a_jpeg_cut_short_is_truncated),
        cmocka_unit_test(a_png_cut_short_is_truncated),
        cmocka_unit_test(a_webp_cut_short_is_truncated),
        cmocka_unit_test(a_damaged_png_is_corrupt),
        cmocka_unit_test(damage_in_the_only_strip_is_seen_every_time),
        cmocka_unit_test(a_damaged_jpeg_header_is_corrupt),
        cmocka_unit_test(flipped_bits_never_cost_a_worker),
        cmocka_unit_test(a_bomb_is_refused_by_its_header),
        cmocka_unit_test(the_size_is_the_one_after_orientation),
        cmocka_unit_test(an_idle_worker_that_died_is_replaced_unseen),
        cmocka_unit_test(no_worker_is_left_when_the_pool_is_freed),
        cmocka_unit_test(no_worker_is_started_before_it_is_needed),
        cmocka_unit_test(a_worker_leaves_when_its_daemon_is_gone),
        cmocka_unit_test(a_worker_that_hangs_is_killed),
        cmocka_unit_test(a_worker_that_takes_the_request_and_dies_is_not_tried_again),
        cmocka_unit_test(a_worker_that_cannot_even_start_is_tried_twice),
        cmocka_unit_test(a_worker_that_does_not_speak_json_is_killed),
        cmocka_unit_test(replies_are_not_trusted),
        cmocka_unit_test(a_missing_program_is_a_broken_machine),
        cmocka_unit_test(many_threads_share_few_workers),
        cmocka_unit_test(workers_are_renewed_and_no_file_is_leaked),
        cmocka_unit_test(the_result_has_the_width_and_the_shape_of_the_box),
        cmocka_unit_test(a_result_beyond_the_limits_is_refused),
        cmocka_unit_test(drawing_on_what_is_no_photo_is_refused),
        cmocka_unit_test(the_most_text_that_is_allowed_gets_drawn),
        cmocka_unit_test(a_result_that_cannot_be_written_is_not_reported_as_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
