/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "look.h"
#include "sheet_picture.h"

enum { WIDTH_LEAST = 16, WIDTH_MOST = 1080, WIDTH_PRESET = 720, MS_LEAST = 200, MS_MOST = 10000, MS_PRESET = 2000 };

/* Of all frames together: what a worker holds in memory, and somebody's telephone plays. */
enum { PIXELS_MAX = 32 << 20 };

static int64_t pixels_of(size_t count, int64_t width, struct box first)
{
    struct sheet frames = sheet_frames(count, (int)width, first);
    return (int64_t)frames.size.width * frames.size.height;
}

/* Many frames are given as large as they may be, unless a width was asked for. */
static enum err read_width(struct req *req, const struct collection *c, int64_t *width)
{
    size_t count = collection_image_count(c);
    struct box first = c->images[0].box;
    int64_t most = WIDTH_MOST;
    while (most > WIDTH_LEAST && pixels_of(count, most, first) > PIXELS_MAX)
        most--;
    return req_query_int(req, "w", MIN(WIDTH_PRESET, most), WIDTH_LEAST, most, width);
}

enum err api_collection_animation(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    int64_t width, frame_ms;
    enum err e = look_collection_at_once(req, &c);
    if (!e)
        e = read_width(req, c, &width);
    if (!e)
        e = req_query_int(req, "ms", MS_PRESET, MS_LEAST, MS_MOST, &frame_ms);
    if (e)
        return e;
    struct sheet frames = sheet_frames(collection_image_count(c), (int)width, c->images[0].box);
    return sheet_reply(req, reply, c, &frames, PICTURE_WEBP, (int)frame_ms);
}
