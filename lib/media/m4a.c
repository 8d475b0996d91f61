/* SPDX-License-Identifier: Apache-2.0 */
#include "media/m4a.h"

#include <stdbool.h>
#include <string.h>

#include "media/boxes.h"
#include "media/bytes.h"
#include "media/sound.h"

enum { TRACKS_MAX = 32 };

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
static enum err duration_read(struct boxes movie, int64_t *duration_ms)
{
    struct boxes head;
    if (!boxes_find(movie, "mvhd", &head) || head.size < 32)
        return E_MEDIA_CORRUPT;
    if (head.data[0] == 0)
        return sound_duration_set(bytes_be32(head.data + 16), bytes_be32(head.data + 12), duration_ms);
    uint64_t units = (uint64_t)bytes_be32(head.data + 24) << 32 | bytes_be32(head.data + 28);
    return sound_duration_set(units, bytes_be32(head.data + 20), duration_ms);
}

enum err m4a_parse(const uint8_t *bytes, size_t size, int64_t *duration_ms)
{
    struct boxes file = {bytes, size}, movie;
    if (!boxes_are_whole(file, "moov"))
        return E_MEDIA_TRUNCATED;
    if (!boxes_find(file, "moov", &movie))
        return E_MEDIA_CORRUPT;
    enum err e = tracks_check(movie);
    return e ? e : duration_read(movie, duration_ms);
}
