/* SPDX-License-Identifier: Apache-2.0 */
#include "media/m4a.h"

#include <stdbool.h>
#include <string.h>

#include "media/boxes.h"
#include "media/bytes.h"

enum { VERSION_AND_FLAGS = 4, TRACKS_MAX = 32, TEXT_HEAD = 8 };

static bool path_find(struct boxes within, const char *const path[], struct boxes *content)
{
    *content = within;
    for (; *path; path++)
        if (!boxes_find(*content, *path, content))
            return false;
    return true;
}

static struct boxes behind(struct boxes content, size_t head)
{
    size_t skipped = content.size < head ? content.size : head;
    return (struct boxes){content.data + skipped, content.size - skipped};
}

/* What a track holds: "soun", "vide" …; NULL where it does not tell. */
static const uint8_t *track_kind(struct boxes track)
{
    struct boxes handler;
    bool is_there = path_find(track, (const char *const[]){"mdia", "hdlr", NULL}, &handler);
    return is_there && handler.size >= 12 ? handler.data + 8 : NULL;
}

static bool track_is_aac(struct boxes track)
{
    struct boxes samples;
    return path_find(track, (const char *const[]){"mdia", "minf", "stbl", "stsd", NULL}, &samples) &&
           boxes_find(behind(samples, 8), "mp4a", &samples);
}

/* OK where there is a track of AAC and none of pictures. */
static enum err tracks_check(struct boxes movie)
{
    const uint8_t *name;
    struct boxes track;
    bool is_sound = false;
    int tracks = 0;
    while (tracks < TRACKS_MAX && boxes_next(&movie, &name, &track) == BOXES_MORE) {
        if (memcmp(name, "trak", 4) != 0)
            continue;
        tracks++;
        const uint8_t *kind = track_kind(track);
        if (kind && memcmp(kind, "vide", 4) == 0)
            return E_MEDIA_UNKNOWN;
        is_sound = is_sound || (kind && memcmp(kind, "soun", 4) == 0 && track_is_aac(track));
    }
    return is_sound ? OK : E_MEDIA_UNKNOWN;
}

/* Version 1 has times of 64 bits. */
static enum err duration_read(struct boxes movie, struct sound *sound)
{
    struct boxes head;
    if (!boxes_find(movie, "mvhd", &head) || head.size < 32)
        return E_MEDIA_CORRUPT;
    if (head.data[0] == 0)
        return sound_duration_set(sound, bytes_be32(head.data + 16), bytes_be32(head.data + 12));
    uint64_t units = (uint64_t)bytes_be32(head.data + 24) << 32 | bytes_be32(head.data + 28);
    return sound_duration_set(sound, units, bytes_be32(head.data + 20));
}

static void name_read(struct boxes movie, struct sound *sound)
{
    struct boxes meta, text;
    if (path_find(movie, (const char *const[]){"udta", "meta", NULL}, &meta) &&
        path_find(behind(meta, VERSION_AND_FLAGS), (const char *const[]){"ilst", "\xa9nam", "data", NULL}, &text) &&
        text.size > TEXT_HEAD)
        sound_name_set(sound, text.data + TEXT_HEAD, text.size - TEXT_HEAD);
}

enum err m4a_parse(const uint8_t *bytes, size_t size, struct sound *sound)
{
    struct boxes file = {bytes, size}, movie;
    if (!boxes_are_whole(file, "moov"))
        return E_MEDIA_TRUNCATED;
    if (!boxes_find(file, "moov", &movie))
        return E_MEDIA_CORRUPT;
    enum err e = tracks_check(movie);
    if (!e)
        e = duration_read(movie, sound);
    if (!e)
        name_read(movie, sound);
    return e;
}
