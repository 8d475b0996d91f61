/* SPDX-License-Identifier: Apache-2.0 */
#include "media/media.h"

#include <assert.h>
#include <errno.h>
#include <glib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/json.h"
#include "base/log.h"
#include "media/message.h"
#include "media/pool.h"

/* COLLECTION_TEXTS_MAX texts of TEXT_CONTENT_MAX characters, each up to six bytes as JSON. */
enum { PICTURE_BYTES_MAX = 4 << 20, SIDE_MAX = 65535 };

/* What a worker says is checked like anything from outside: pictures may have taken it over. */
static enum err outcome_read(const json_t *reply)
{
    static const enum err known[] = {E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT, E_MEDIA_PIXELS,
                                     E_MEDIA_FRAMES,  E_MEDIA_WORKER,    E_BROKEN,        E_FULL};
    const char *outcome = json_string_value(json_object_get(reply, "outcome"));
    if (outcome && strcmp(outcome, "OK") == 0)
        return OK;
    for (size_t i = 0; outcome && i < G_N_ELEMENTS(known); i++)
        if (strcmp(outcome, err_info(known[i])->name) == 0)
            return known[i];
    log_line(LOG_WARNING, "media-worker-nonsense", "outcome", outcome, NULL);
    return E_MEDIA_WORKER;
}

static enum err ask_take(struct media_pool *pool, json_t *request, const int *files, unsigned file_count,
                         json_t **reply)
{
    json_auto_t *taken = request, *answer = NULL;
    if (fault_hit(FAULT_MEDIA))
        return E_MEDIA_WORKER;
    json_object_set_new(request, "pixels_max", json_integer(pool_pixels_max(pool)));
    enum err e = pool_ask(pool, request, files, file_count, &answer);
    if (!e)
        e = outcome_read(answer);
    if (!e)
        *reply = g_steal_pointer(&answer);
    return e;
}

static enum err ask(struct media_pool *pool, const char *what, const int *files, unsigned file_count, json_t **reply)
{
    return ask_take(pool, json_pack("{s:s}", "do", what), files, file_count, reply);
}

static bool is_side(json_int_t side)
{
    return side >= 1 && side <= SIDE_MAX;
}

static enum err nonsense(const char *type)
{
    log_line(LOG_WARNING, "media-worker-nonsense", "type", type, NULL);
    return E_MEDIA_WORKER;
}

/* What a reply has under a name, "" for nothing; NULL for what is no text, or an empty one. */
static const char *text_of(const json_t *reply, const char *name)
{
    const json_t *value = json_object_get(reply, name);
    const char *text = value ? json_string_value(value) : "";
    return value && text && !*text ? NULL : text;
}

static bool is_phash(const char *text)
{
    uint64_t hash;
    return text && (!*text || phash_parse(text, &hash));
}

static bool is_thumbhash(const char *text)
{
    return text && (!*text || thumbhash_is_valid(text));
}

static bool is_place(const char *text)
{
    struct place place;
    return text && (!*text || place_parse(text, &place));
}

static bool image_read(const json_t *reply, struct media_info *info)
{
    json_int_t width = json_integer_value(json_object_get(reply, "width"));
    json_int_t height = json_integer_value(json_object_get(reply, "height"));
    const char *phash = text_of(reply, "phash"), *thumbhash = text_of(reply, "thumbhash");
    const char *place = text_of(reply, "place");
    if (!is_side(width) || !is_side(height) || !is_phash(phash) || !is_thumbhash(thumbhash) || !is_place(place))
        return false;
    info->width = (int)width;
    info->height = (int)height;
    g_strlcpy(info->phash, phash, sizeof info->phash);
    g_strlcpy(info->thumbhash, thumbhash, sizeof info->thumbhash);
    g_strlcpy(info->place, place, sizeof info->place);
    return true;
}

static bool sound_read(const json_t *reply, struct media_info *info)
{
    const char *text = text_of(reply, "name");
    info->duration_ms = json_integer_value(json_object_get(reply, "duration_ms"));
    if (info->duration_ms < 0 || !text || g_utf8_strlen(text, -1) > SOUND_NAME_CHARACTERS_MAX)
        return false;
    g_strlcpy(info->name, text, sizeof info->name);
    return true;
}

static enum err info_read(const json_t *reply, struct media_info *info)
{
    static const char *const images[] = {"image/jpeg", "image/png",  "image/webp", "image/gif",
                                         "image/avif", "image/heic", NULL};
    static const char *const sounds[] = {"audio/wav", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/flac", NULL};
    const char *type = json_string_value(json_object_get(reply, "type"));
    struct media_info read = {0};
    bool is_image = type && g_strv_contains(images, type), is_sound = type && g_strv_contains(sounds, type);
    if (!(is_image && image_read(reply, &read)) && !(is_sound && sound_read(reply, &read)))
        return nonsense(type);
    read.kind = is_image ? MEDIA_IMAGE : MEDIA_AUDIO;
    g_strlcpy(read.type, type, sizeof read.type);
    *info = read;
    return OK;
}

enum err media_probe(struct media_pool *pool, int fd, struct media_info *info)
{
    json_auto_t *reply = NULL;
    enum err e = ask(pool, "probe", &fd, 1, &reply);
    return e ? e : info_read(reply, info);
}

enum err media_memory_file(const void *bytes, size_t size, int *out)
{
    int fd = memfd_create("picture", MFD_CLOEXEC);
    if (fd < 0)
        return err_errno("media", "memfd_create", errno);
    for (size_t done = 0; done < size;) {
        ssize_t written = write(fd, (const char *)bytes + done, size - done);
        if (written < 0 && errno != EINTR) {
            int number = errno;
            close(fd);
            return err_errno("media", "write to memory", number);
        }
        done += written > 0 ? (size_t)written : 0;
    }
    *out = fd;
    return OK;
}

static_assert(3 + (int)MEDIA_STICKERS_MAX <= (int)MESSAGE_FILES_MAX, "one message takes all files of a picture");

enum err media_render(struct media_pool *pool, const json_t *picture, const struct media_files *files)
{
    g_autoptr(GString) text = json_text(picture);
    if (text->len > PICTURE_BYTES_MAX)
        return err_broken("media", "a picture of %zu bytes of JSON", text->len);
    if (files->sticker_count > MEDIA_STICKERS_MAX)
        return err_broken("media", "a picture with %u stickers", files->sticker_count);
    int all[MESSAGE_FILES_MAX] = {files->photo, files->out, -1};
    enum err e = media_memory_file(text->str, text->len, &all[2]);
    if (e)
        return e;
    for (unsigned i = 0; i < files->sticker_count; i++)
        all[3 + i] = files->stickers[i];
    json_auto_t *reply = NULL;
    e = ask(pool, "render", all, 3 + files->sticker_count, &reply);
    close(all[2]);
    return e;
}

static_assert(2 + (int)MEDIA_SHEET_MAX <= (int)MESSAGE_FILES_MAX, "one message takes all files of a sheet");

enum err media_sheet(struct media_pool *pool, const json_t *sheet, const int *pictures, unsigned count, int out)
{
    g_autoptr(GString) text = json_text(sheet);
    if (count > MEDIA_SHEET_MAX)
        return err_broken("media", "a sheet of %u pictures", count);
    int all[MESSAGE_FILES_MAX] = {out, -1};
    enum err e = media_memory_file(text->str, text->len, &all[1]);
    if (e)
        return e;
    for (unsigned i = 0; i < count; i++)
        all[2 + i] = pictures[i];
    json_auto_t *reply = NULL;
    e = ask(pool, "sheet", all, 2 + count, &reply);
    close(all[1]);
    return e;
}

enum err media_make_variant(struct media_pool *pool, const struct media_variant *variant, int photo_fd, int out_fd)
{
    json_auto_t *reply = NULL;
    json_t *request = json_pack("{s:s, s:i, s:s, s:i, s:i}", "do", "variant", "width", variant->width, "type",
                                variant->type, "quality", variant->quality, "effort", variant->effort);
    return ask_take(pool, request, (int[]){photo_fd, out_fd}, 2, &reply);
}
