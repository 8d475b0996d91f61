/* SPDX-License-Identifier: Apache-2.0 */
#include "archive/archive.h"

#include <errno.h>
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

/* libzip writes into files that it names itself, or into what such a source takes. */
struct target {
    int file, failed; /* errno */
    int64_t at, size;
    zip_error_t error;
};

static zip_int64_t target_write(struct target *t, const char *data, zip_uint64_t size)
{
    for (zip_uint64_t done = 0; done < size;) {
        ssize_t wrote = pwrite(t->file, data + done, size - done, t->at + (off_t)done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0) {
            t->failed = errno;
            zip_error_set(&t->error, ZIP_ER_WRITE, errno);
            return -1;
        }
        done += (zip_uint64_t)wrote;
    }
    t->at += (int64_t)size;
    t->size = t->at > t->size ? t->at : t->size;
    return (zip_int64_t)size;
}

static zip_int64_t target_seek(struct target *t, void *data, zip_uint64_t size)
{
    zip_int64_t at = zip_source_seek_compute_offset((zip_uint64_t)t->at, (zip_uint64_t)t->size, data, size, &t->error);
    if (at >= 0)
        t->at = at;
    return at >= 0 ? 0 : -1;
}

static zip_int64_t target_stat(zip_stat_t *stat)
{
    zip_stat_init(stat);
    stat->size = 0;
    stat->valid |= ZIP_STAT_SIZE;
    return sizeof *stat;
}

static zip_int64_t target_supports(void)
{
    return zip_source_make_command_bitmap(ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                          ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK,
                                          ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_WRITE,
                                          ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_COMMIT_WRITE,
                                          ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_REMOVE, -1);
}

/* An empty file to read from, whatever was written: nothing is added to an archive that was there. */
static zip_int64_t target_command(void *context, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
    struct target *t = context;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return target_supports();
    case ZIP_SOURCE_STAT:
        return target_stat(data);
    case ZIP_SOURCE_WRITE:
        return target_write(t, data, size);
    case ZIP_SOURCE_SEEK_WRITE:
        return target_seek(t, data, size);
    case ZIP_SOURCE_TELL_WRITE:
        return t->at;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&t->error, data, size);
    default:
        return 0;
    }
}

static enum err fail(const struct target *t, const char *why)
{
    return t->failed ? err_errno("archive", "writing", t->failed) : err_broken("archive", "%s", why);
}

/* Takes a copy of the descriptor: libzip closes what it is given. */
static zip_source_t *source_of_file(zip_t *zip, const struct archive_part *part)
{
    int copy = dup(part->file);
    /* libzip reads on from where the file is. */
    FILE *file = copy >= 0 && lseek(copy, 0, SEEK_SET) == 0 ? fdopen(copy, "rb") : NULL;
    if (!file) {
        if (copy >= 0)
            close(copy);
        return NULL;
    }
    zip_source_t *source = zip_source_filep(zip, file, 0, part->size);
    if (!source)
        fclose(file);
    return source;
}

/* In UTC, since the format has no time zone; it begins in 1980 and counts in steps of two seconds. */
static bool set_time(zip_t *zip, zip_uint64_t index, int64_t time_us)
{
    time_t seconds = (time_t)(time_us / 1000000);
    struct tm at;
    if (!gmtime_r(&seconds, &at) || at.tm_year < 80)
        return false;
    zip_uint16_t time = (zip_uint16_t)(at.tm_hour << 11 | at.tm_min << 5 | at.tm_sec / 2);
    zip_uint16_t day = (zip_uint16_t)((at.tm_year - 80) << 9 | (at.tm_mon + 1) << 5 | at.tm_mday);
    return zip_file_set_dostime(zip, index, time, day, 0) == 0;
}

static bool add_part(zip_t *zip, const struct archive_part *part, int64_t time_us)
{
    zip_source_t *source =
        part->text ? zip_source_buffer(zip, part->text, strlen(part->text), 0) : source_of_file(zip, part);
    zip_int64_t index = source ? zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0 &&
           set_time(zip, (zip_uint64_t)index, time_us);
}

static enum err write_parts(zip_t *zip, struct target *t, const struct archive_part *parts, size_t count,
                            int64_t time_us)
{
    bool is_good = true;
    for (size_t i = 0; is_good && i < count; i++)
        is_good = add_part(zip, &parts[i], time_us);
    /* Closing does the writing, and frees what was opened only where it succeeds. */
    if (is_good && zip_close(zip) == 0)
        return OK;
    bool is_told = zip_error_code_zip(zip_get_error(zip)) != ZIP_ER_OK;
    enum err e = fail(t, is_told ? zip_strerror(zip) : "a part cannot be read");
    zip_discard(zip);
    return e;
}

enum err archive_write(const struct archive_part *parts, size_t count, int64_t time_us, int to)
{
    struct target target = {.file = to};
    zip_error_t error;
    g_assert(count >= 1 && count <= ARCHIVE_PARTS_MAX);
    zip_error_init(&target.error);
    zip_error_init(&error);
    zip_source_t *source = zip_source_function_create(target_command, &target, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
    enum err e = zip ? write_parts(zip, &target, parts, count, time_us) : fail(&target, zip_error_strerror(&error));
    if (!zip)
        zip_source_free(source);
    zip_error_fini(&error);
    zip_error_fini(&target.error);
    return e;
}
