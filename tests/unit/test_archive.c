/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "archive/archive.h"

#define TIME_US (INT64_C(1795622401) * 1000000)

static int memory_of(const char *text)
{
    int file = memfd_create("part", MFD_CLOEXEC);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    return file;
}

static GBytes *bytes_of(int file)
{
    off_t size = lseek(file, 0, SEEK_END);
    char *data = g_malloc((size_t)size);
    assert_int_equal(pread(file, data, (size_t)size, 0), size);
    return g_bytes_new_take(data, (size_t)size);
}

/* Of a picture and a text. */
static enum err write_two(int picture, int64_t size, int to)
{
    const struct archive_part parts[] = {{.name = "01.jpg", .file = picture, .size = size},
                                         {.name = "about.txt", .file = -1, .text = "שלום\n"}};
    return archive_write(parts, 2, TIME_US, to);
}

static GBytes *archive_of(const char *picture)
{
    int from = memory_of(picture), to = memory_of("");
    assert_int_equal(write_two(from, (int64_t)strlen(picture), to), OK);
    GBytes *bytes = bytes_of(to);
    close(from);
    close(to);
    return bytes;
}

static void assert_holds(zip_t *zip, zip_uint64_t index, const char *name, const char *text)
{
    char found[64] = "";
    zip_stat_t stat;
    assert_int_equal(zip_stat_index(zip, index, 0, &stat), 0);
    assert_string_equal(stat.name, name);
    assert_int_equal(stat.comp_method, ZIP_CM_STORE);
    assert_int_equal(stat.size, strlen(text));
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    assert_int_equal(zip_fread(file, found, sizeof found - 1), strlen(text));
    assert_string_equal(found, text);
    assert_int_equal(zip_fclose(file), 0);
}

static void what_went_in_comes_out(void **)
{
    g_autoptr(GBytes) bytes = archive_of("picture");
    size_t size;
    const void *data = g_bytes_get_data(bytes, &size);
    zip_source_t *source = zip_source_buffer_create(data, size, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(zip);
    assert_int_equal(zip_get_num_entries(zip, 0), 2);
    assert_holds(zip, 0, "01.jpg", "picture");
    assert_holds(zip, 1, "about.txt", "שלום\n");
    zip_discard(zip);
}

/* Programs that read from front to end take what is not deflated only if the size stands before it:
 * bit 3 of the flags (APPNOTE 4.4.4) says that it does not. */
static void sizes_stand_before_what_they_are_of(void **)
{
    g_autoptr(GBytes) bytes = archive_of("picture");
    const uint8_t *head = g_bytes_get_data(bytes, NULL);
    assert_memory_equal(head, "PK\3\4", 4);
    assert_int_equal(head[6] & 1 << 3, 0);
    assert_int_equal(head[18] | head[19] << 8, strlen("picture"));
    assert_memory_equal(head + 30, "01.jpg", 6);
}

static void the_same_makes_the_same_bytes(void **)
{
    g_autoptr(GBytes) one = archive_of("picture");
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    g_autoptr(GBytes) two = archive_of("picture");
    unsetenv("TZ");
    tzset();
    assert_true(g_bytes_equal(one, two));
}

static void a_full_disk_is_told_from_a_broken_one(void **)
{
    int from = memory_of("picture"), full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    int closed = open("/dev/null", O_RDONLY | O_CLOEXEC);
    assert_int_equal(write_two(from, 7, full), E_FULL);
    assert_int_equal(write_two(from, 7, closed), E_BROKEN);
    close(from);
    close(full);
    close(closed);
}

static void a_picture_that_is_cut_short_breaks_it(void **)
{
    int from = memory_of("pict"), to = memory_of("");
    assert_int_equal(write_two(from, 7, to), E_BROKEN);
    assert_int_equal(write_two(-1, 7, to), E_BROKEN);
    close(from);
    close(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_went_in_comes_out),
        cmocka_unit_test(sizes_stand_before_what_they_are_of),
        cmocka_unit_test(the_same_makes_the_same_bytes),
        cmocka_unit_test(a_full_disk_is_told_from_a_broken_one),
        cmocka_unit_test(a_picture_that_is_cut_short_breaks_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
