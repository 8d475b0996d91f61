/* SPDX-License-Identifier: Apache-2.0 */
#include "media/worker/work.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "media/sniff.h"
#include "media/sound.h"
#include "media/worker/tag.h"
#include "render/photo.h"
#include "render/render.h"
#include "render/sheet.h"
#include "render/variant.h"
#include "rule/phash.h"

/* Mapped, not read: the offset that daemon and worker share stays where it is, and the
 * length of a file that is only looked into costs nothing. */
static enum err map(int fd, GMappedFile **file)
{
    g_autoptr(GError) error = NULL;
    *file = fd >= 0 ? g_mapped_file_new_from_fd(fd, FALSE, &error) : NULL;
    if (*file)
        return OK;
    if (error && g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOMEM))
        return E_MEDIA_WORKER;
    return err_broken("picture", "map: %s", error ? error->message : "no file came with the request");
}

static struct photo_file photo_file(GMappedFile *mapped, const json_t *request)
{
    const uint8_t *bytes = (const uint8_t *)g_mapped_file_get_contents(mapped);
    size_t size = g_mapped_file_get_length(mapped);
    return (struct photo_file){.kind = sniff(bytes, size),
                               .bytes = bytes,
                               .size = size,
                               .pixels_max = json_integer_value(json_object_get(request, "pixels_max"))};
}

static enum err probe_sound(const struct photo_file *file, json_t *reply)
{
    int64_t walked_ms;
    enum err e = sound_parse(file->kind, file->bytes, file->size, &walked_ms);
    if (e)
        return e;
    struct tag tag = tag_read(file->kind, file->bytes, file->size);
    char name[SOUND_NAME_SIZE];
    sound_name_make(tag.title, name);
    json_object_set_new(reply, "duration_ms", json_integer(sound_duration_choose(walked_ms, tag.duration_ms)));
    if (*name)
        json_object_set_new(reply, "name", json_string(name));
    return OK;
}

static void set_phash(json_t *reply, uint64_t hash)
{
    char text[PHASH_TEXT_SIZE];
    phash_text(hash, text);
    json_object_set_new(reply, "phash", json_string(text));
}

static void set_place(json_t *reply, const struct place *place)
{
    char text[PLACE_TEXT_SIZE];
    place_text(place, text);
    json_object_set_new(reply, "place", json_string(text));
}

static enum err probe_photo(const struct photo_file *file, json_t *reply)
{
    struct photo photo;
    enum err e = photo_check(file, &photo);
    if (e)
        return e;
    json_object_set_new(reply, "width", json_integer(photo.size.width));
    json_object_set_new(reply, "height", json_integer(photo.size.height));
    if (photo.has_hash)
        set_phash(reply, photo.hash);
    if (photo.has_place)
        set_place(reply, &photo.place);
    if (*photo.thumbhash)
        json_object_set_new(reply, "thumbhash", json_string(photo.thumbhash));
    return OK;
}

static enum err probe(const struct message *message, json_t *reply)
{
    g_autoptr(GMappedFile) mapped = NULL;
    enum err e = map(message->files[0], &mapped);
    if (e)
        return e;
    struct photo_file file = photo_file(mapped, message->body);
    if (file.kind == SNIFFED_UNKNOWN)
        return E_MEDIA_UNKNOWN;
    json_object_set_new(reply, "type", json_string(sniffed_type(file.kind)));
    return file.kind >= SNIFFED_WAV ? probe_sound(&file, reply) : probe_photo(&file, reply);
}

static enum err picture_read(int fd, json_t **picture)
{
    g_autoptr(GMappedFile) mapped = NULL;
    enum err e = map(fd, &mapped);
    if (e)
        return e;
    g_autofree char *error = NULL;
    *picture = json_parse(g_mapped_file_get_contents(mapped), g_mapped_file_get_length(mapped), &error);
    return *picture ? OK : err_broken("picture", "request: %s", error);
}

static enum err write_all(int fd, const char *bytes, size_t size)
{
    while (size) {
        ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return err_errno("picture", "write", errno);
        bytes += written;
        size -= (size_t)written;
    }
    return OK;
}

/* The files of stickers follow those of every picture. Mapped one at a time, as they may be large. */
enum { PHOTO, RESULT, PICTURE, STICKERS };

struct stickers {
    const struct message *message;
    GMappedFile *mapped;
};

static enum err sticker_open(void *context, json_int_t number, struct photo_file *file)
{
    struct stickers *stickers = context;
    if (number < 0 || number >= MESSAGE_FILES_MAX - STICKERS)
        return err_broken("picture", "no sticker has the number %lld", (long long)number);
    enum err e = map(stickers->message->files[STICKERS + number], &stickers->mapped);
    if (!e)
        *file = photo_file(stickers->mapped, stickers->message->body);
    return e;
}

static void sticker_close(void *context)
{
    struct stickers *stickers = context;
    g_clear_pointer(&stickers->mapped, g_mapped_file_unref);
}

static enum err render(PangoFontMap *fonts, const struct message *message)
{
    g_autoptr(GMappedFile) mapped = NULL;
    json_auto_t *picture = NULL;
    enum err e = map(message->files[PHOTO], &mapped);
    if (!e)
        e = picture_read(message->files[PICTURE], &picture);
    if (e)
        return e;
    struct photo_file file = photo_file(mapped, message->body);
    struct stickers stickers = {message, NULL};
    struct sticker_files files = {sticker_open, sticker_close, &stickers};
    g_autofree void *jpeg = NULL;
    size_t size;
    e = render_picture(fonts, &file, &files, picture, &jpeg, &size);
    return e ? e : write_all(message->files[RESULT], jpeg, size);
}

static enum err variant(const struct message *message)
{
    g_autoptr(GMappedFile) mapped = NULL;
    enum err e = map(message->files[0], &mapped);
    if (e)
        return e;
    struct photo_file file = photo_file(mapped, message->body);
    g_autofree void *made = NULL;
    size_t size;
    e = variant_make(&file, message->body, &made, &size);
    return e ? e : write_all(message->files[1], made, size);
}

enum { SHEET_RESULT, SHEET, SHEET_PICTURES };

/* Mapped one at a time, as those of stickers are. */
static enum err sheet_put_all(const struct message *message, const json_t *sheet, const struct pixels *pixels)
{
    enum err e = OK;
    size_t i;
    json_t *place;
    json_array_foreach (json_object_get(sheet, "places"), i, place) {
        g_autoptr(GMappedFile) mapped = NULL;
        if (i >= MESSAGE_FILES_MAX - SHEET_PICTURES)
            return err_broken("picture", "a sheet of too many pictures");
        e = map(message->files[SHEET_PICTURES + i], &mapped);
        if (e)
            return e;
        struct photo_file file = photo_file(mapped, message->body);
        e = sheet_put(pixels, place, &file);
        if (e)
            return e;
    }
    return e;
}

static enum err sheet(const struct message *message)
{
    json_auto_t *wanted = NULL;
    struct pixels pixels;
    enum err e = picture_read(message->files[SHEET], &wanted);
    if (!e)
        e = sheet_new(wanted, &pixels);
    if (e)
        return e;
    g_autofree uint8_t *bytes = pixels.bytes;
    g_autofree void *made = NULL;
    size_t size;
    e = sheet_put_all(message, wanted, &pixels);
    if (!e)
        e = sheet_save(wanted, &pixels, &made, &size);
    return e ? e : write_all(message->files[SHEET_RESULT], made, size);
}

json_t *work(PangoFontMap *fonts, const struct message *message)
{
    const char *what = json_string_value(json_object_get(message->body, "do"));
    json_t *reply = json_object();
    enum err e;
    if (what && strcmp(what, "probe") == 0)
        e = probe(message, reply);
    else if (what && strcmp(what, "render") == 0)
        e = render(fonts, message);
    else if (what && strcmp(what, "variant") == 0)
        e = variant(message);
    else if (what && strcmp(what, "sheet") == 0)
        e = sheet(message);
    else
        e = err_broken("picture", "unknown request");
    json_object_set_new(reply, "outcome", json_string(e ? err_info(e)->name : "OK"));
    return reply;
}
