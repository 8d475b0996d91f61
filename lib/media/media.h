/* SPDX-License-Identifier: Apache-2.0
 *
 * The picture workers: decoding and drawing happen in processes of their own
 * (stencil-picture), which are handed open files over a socket pair and nothing else;
 * the daemon loads no image library. A worker that crashes, hangs or overruns its limits
 * is killed and replaced, and the call gets E_MEDIA_WORKER.
 * Calls block; any number of threads may call at once, each takes an idle worker or waits.
 */
#ifndef STENCIL_MEDIA_MEDIA_H
#define STENCIL_MEDIA_MEDIA_H

#include <jansson.h>
#include <stdint.h>

#include "base/err.h"
#include "media/sound.h"
#include "rule/phash.h"
#include "rule/place.h"
#include "rule/thumbhash.h"

struct media_settings {
    const char *program; /* path of stencil-picture; NULL: found beside the running program or in ../libexec/stencil */
    const char *fonts;   /* folder of fonts; NULL: `fonts` beside the program, or ../../share/stencil/fonts */
    unsigned workers;    /* how many processes at most; started when first needed */
    unsigned timeout_ms; /* the longest one piece of work may take */
    unsigned memory_mb;  /* address space of one worker, 0: no limit */
    int64_t pixels_max;  /* a picture with more is refused */
    int cancel_fd;       /* an eventfd: once it is readable, what is under way is given up; 0: none */
    int niceness;        /* of the processes: 0 to 19, the more, the longer they stand back */
};

/* Of an animation the first frame is shown; one of more frames is refused, since most
 * decoders look through all of them before they give the first. */
enum { MEDIA_FRAMES_MAX = 1000 };

enum media_kind { MEDIA_IMAGE, MEDIA_AUDIO };

struct media_info {
    enum media_kind kind;
    char type[32];                       /* sniffed_type(): "image/jpeg", "audio/wav" … */
    int width, height;                   /* images: pixels after orientation */
    char phash[PHASH_TEXT_SIZE];         /* images: rule/phash.h; "" where one is too plain */
    char thumbhash[THUMBHASH_TEXT_SIZE]; /* images: rule/thumbhash.h; "" where one has none */
    char place[PLACE_TEXT_SIZE];         /* images: rule/place.h; "" where one does not say */
    int64_t duration_ms;                 /* audio */
    char name[SOUND_NAME_SIZE];          /* audio: media/sound.h; "" where it has none */
};

struct media_pool;

/* No process is started yet. Returns a new pool; free after the last call has returned. */
struct media_pool *media_pool_new(const struct media_settings *settings);
void media_pool_free(struct media_pool *pool);

/* Where the pool's workers find their fonts. Borrowed from the pool. */
const char *media_pool_fonts(const struct media_pool *pool);

/* How many workers had to be killed or had died so far; for /metrics. */
int64_t media_pool_replaced(struct media_pool *pool);

/* A file in memory with these bytes, to be handed to a worker like one on disk; `*fd` is yours to close. */
enum err media_memory_file(const void *bytes, size_t size, int *fd);

/* Finds out what the file is, by content alone, and decodes it wholly, so that what is
 * accepted can be drawn later. The descriptor stays the caller's; its offset may move.
 * E_MEDIA_UNKNOWN, E_MEDIA_TRUNCATED, E_MEDIA_CORRUPT, E_MEDIA_PIXELS, E_MEDIA_FRAMES,
 * E_MEDIA_WORKER. */
enum err media_probe(struct media_pool *pool, int fd, struct media_info *info);

/* The photo made smaller, and in which form. */
struct media_variant {
    int width;           /* at most: a smaller photo stays as large as it is */
    const char *type;    /* "image/jpeg", "image/webp" or "image/avif" */
    int quality, effort; /* effort: WebP 0 to 6, AVIF 0 to 9; the more, the slower and smaller */
};

/* Writes the variant into `out_fd` (an empty file opened for writing): oriented, sRGB, without
 * anything that a camera wrote into the photo, transparent as it is (JPEG: on white). Outcomes as above. */
enum err media_make_variant(struct media_pool *pool, const struct media_variant *variant, int photo_fd, int out_fd);

/* Different pictures of the stickers of one image, at most: as many as a collection has stickers. */
enum { MEDIA_STICKERS_MAX = 100 };

/* What a picture is drawn from, all open for reading, and the file that it goes to: empty, open for writing. */
struct media_files {
    int photo, out;
    const int *stickers;
    unsigned sticker_count;
};

/* Draws one image of a collection. `picture`: {"width": pixels of the result, "box": {"width", "height"}, "fit": {"x",
 * "y", "zoom"}, "filter": {"matrix", "curves", "strength"} (render/filter.h) or null, "stickers": [{"file": place in
 * files->stickers, "position", "width", "opacity"}], "texts": [the complete texts of this image], "type":
 * "image/jpeg" (or of WebP, AVIF, PNG), "quality": 80}. The height follows from the box's aspect ratio. Outcomes as
 * above. */
enum err media_render(struct media_pool *pool, const json_t *picture, const struct media_files *files);

/* Pictures put together into one, at most: as many as a collection has images. */
enum { MEDIA_SHEET_MAX = 35 };

/* Puts `count` pictures (all open for reading) together and writes the result into `out`. `sheet`: {"width", "height",
 * "places": [[left, top, width, height] a picture], "type", "quality"}; with "frame_height" and "frame_ms" the picture
 * is cut into the frames of an animation, whose type is "image/webp". Outcomes as above. */
enum err media_sheet(struct media_pool *pool, const json_t *sheet, const int *pictures, unsigned count, int out);

#endif
