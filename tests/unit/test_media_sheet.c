/* SPDX-License-Identifier: Apache-2.0
 *
 * Pictures put together by a real worker.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <jansson.h>
#include <sys/mman.h>
#include <unistd.h>

#include "media/media.h"
#include "media_samples.h"

enum { PATIENT_MS = 60000, PIXELS_MAX = 50000000 };

static struct media_pool *pool;

static int pool_start(void **)
{
    pool = media_pool_new(&(struct media_settings){.program = g_getenv("STENCIL_PICTURE"),
                                                   .workers = 1,
                                                   .timeout_ms = PATIENT_MS,
                                                   .memory_mb = 1024,
                                                   .pixels_max = PIXELS_MAX});
    return 0;
}

static int pool_stop(void **)
{
    media_pool_free(pool);
    return 0;
}

static int file_of(const void *bytes, size_t size)
{
    int fd = memfd_create("sample", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, size), size);
    return fd;
}

/* `count` times the same file; what is made is described by probing it. */
static enum err make(const char *sheet, const void *bytes, size_t size, unsigned count, struct media_info *info)
{
    g_autofree char *text = g_strdelimit(g_strdup(sheet), "'", '"');
    json_auto_t *json = json_loads(text, 0, NULL);
    int files[MEDIA_SHEET_MAX + 1], file = file_of(bytes, size), out = memfd_create("result", MFD_CLOEXEC);
    assert_non_null(json);
    for (unsigned i = 0; i < count; i++)
        files[i] = file;
    enum err e = media_sheet(pool, json, files, count, out);
    if (!e)
        assert_int_equal(media_probe(pool, out, info), OK);
    else
        assert_int_equal(lseek(out, 0, SEEK_END), 0);
    close(file);
    close(out);
    return e;
}

#define SHEET(width, height, places) "{'width': " #width ", 'height': " #height ", 'places': [" places "]"
#define STILL                        ", 'type': 'image/png', 'quality': 80}"
#define FRAMES(height)               ", 'type': 'image/webp', 'quality': 80, 'frame_height': " #height ", 'frame_ms': 200}"

static void a_sheet_is_as_large_as_it_is_told(void **)
{
    static const struct {
        const char *sheet;
        unsigned count;
        const char *type;
        int width, height;
    } table[] = {
        {SHEET(100, 50, "[0, 0, 50, 50], [50, 0, 50, 50]") STILL, 2, "image/png", 100, 50},
        {SHEET(1, 1, "[0, 0, 1, 1]") STILL, 1, "image/png", 1, 1},
        {SHEET(30, 30, "") STILL, 0, "image/png", 30, 30},
        {SHEET(100, 50, "[0, 0, 50, 50]") ", 'type': 'image/avif', 'quality': 50}", 1, "image/avif", 100, 50},
        {SHEET(20, 60, "[0, 0, 20, 20], [0, 20, 20, 20], [0, 40, 20, 20]") FRAMES(20), 3, "image/webp", 20, 20},
        {SHEET(64, 20000, "[0, 0, 20, 20]") FRAMES(2000), 1, "image/webp", 64, 2000},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        struct media_info info = {0};
        assert_int_equal(make(table[i].sheet, sample_png, sizeof sample_png, table[i].count, &info), OK);
        assert_string_equal(info.type, table[i].type);
        assert_int_equal(info.width, table[i].width);
        assert_int_equal(info.height, table[i].height);
    }
}

static void what_is_no_sheet_is_not_made(void **)
{
    static const struct {
        const char *sheet;
        enum err outcome;
    } table[] = {
        {SHEET(8193, 1, "") STILL, E_MEDIA_PIXELS},
        {SHEET(1, 8193, "") STILL, E_MEDIA_PIXELS},
        {SHEET(8192, 4097, "") STILL, E_MEDIA_PIXELS},
        {SHEET(1000, 40000, "") FRAMES(1000), E_MEDIA_PIXELS},
        {SHEET(1, 20000, "") FRAMES(10000), E_MEDIA_PIXELS},
        {SHEET(9223372036854775807, 9223372036854775807, "") STILL, E_BROKEN},
        {SHEET(0, 1, "") STILL, E_BROKEN},
        {SHEET(1, -1, "") STILL, E_BROKEN},
        {SHEET(50, 50, "[1, 0, 50, 50]") STILL, E_BROKEN},
        {SHEET(50, 50, "[0, 1, 50, 50]") STILL, E_BROKEN},
        {SHEET(50, 50, "[-1, 0, 50, 50]") STILL, E_BROKEN},
        {SHEET(50, 50, "[0, 0, 0, 50]") STILL, E_BROKEN},
        {SHEET(50, 50, "[9223372036854775807, 0, 1, 1]") STILL, E_BROKEN},
        {SHEET(50, 50, "[0]") STILL, E_BROKEN},
        {SHEET(50, 50, "'x'") STILL, E_BROKEN},
        {SHEET(50, 50, "[0, 0, 50, 50], [0, 0, 50, 50]") STILL, E_BROKEN},
        {SHEET(50, 50, "[0, 0, 50, 50]") ", 'type': 'image/gif', 'quality': 80}", E_BROKEN},
        {SHEET(50, 50, "[0, 0, 50, 50]") FRAMES(51), E_BROKEN},
        {SHEET(50, 50, "[0, 0, 50, 50]") FRAMES(20), E_BROKEN},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        struct media_info info;
        enum err e = make(table[i].sheet, sample_png, sizeof sample_png, 1, &info);
        if (e != table[i].outcome)
            fail_msg("%s: %d", table[i].sheet, (int)e);
    }
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void what_is_no_picture_is_refused(void **)
{
    struct media_info info;
    assert_int_equal(make(SHEET(9, 9, "[0, 0, 9, 9]") STILL, "nonsense", 8, 1, &info), E_MEDIA_UNKNOWN);
    enum err e = make(SHEET(9, 9, "[0, 0, 9, 9]") STILL, sample_png, sizeof sample_png / 2, 1, &info);
    assert_true(e == E_MEDIA_TRUNCATED || e == E_MEDIA_CORRUPT);
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void a_sheet_takes_so_many_pictures_and_not_one_more(void **)
{
    struct media_info info;
    g_autoptr(GString) places = g_string_new(NULL);
    for (int count = 1; count <= MEDIA_SHEET_MAX + 1; count++) {
        g_string_append_printf(places, "%s[0, 0, 9, 9]", count > 1 ? ", " : "");
        g_autofree char *sheet = g_strdup_printf(SHEET(9, 9, "%s") STILL, places->str);
        assert_int_equal(make(sheet, sample_png, sizeof sample_png, (unsigned)count, &info),
                         count <= MEDIA_SHEET_MAX ? OK : E_BROKEN);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_is_as_large_as_it_is_told),
        cmocka_unit_test(what_is_no_sheet_is_not_made),
        cmocka_unit_test(what_is_no_picture_is_refused),
        cmocka_unit_test(a_sheet_takes_so_many_pictures_and_not_one_more),
    };
    return cmocka_run_group_tests(tests, pool_start, pool_stop);
}
