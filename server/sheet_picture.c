/* SPDX-License-Identifier: Apache-2.0 */
#include "sheet_picture.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "media/media.h"
#include "picture.h"
#include "rendition.h"
#include "rule/collection.h"

/* Counted up when lib/render puts the same pictures together differently, so that old ones go. */
enum { SHEET_VERSION = 1 };

static_assert((int)COLLECTION_IMAGES_MAX <= (int)MEDIA_SHEET_MAX, "a sheet takes all images of a collection");

struct making {
    const struct collection *collection;
    const struct sheet *sheet;
    enum picture_form piece_form;
    unsigned count;
    json_t *json; /* what the worker is told (media_sheet) */
    int pieces[MEDIA_SHEET_MAX];
    const char *photos[MEDIA_SHEET_MAX];
    unsigned photo_count;
};

static struct sheet_place place_of(const struct making *m, unsigned n)
{
    return sheet_place(m->sheet, n, m->collection->images[n].box);
}

static json_t *sheet_json(const struct req *req, const struct making *m, enum picture_form form, int frame_ms)
{
    json_t *places = json_array();
    for (unsigned n = 0; n < m->count; n++) {
        struct sheet_place p = place_of(m, n);
        json_array_append_new(places, json_pack("[i, i, i, i]", p.left, p.top, p.width, p.height));
    }
    return json_pack("{s:i, s:i, s:o, s:s, s:i, s:i, s:i}", "width", m->sheet->size.width, "height",
                     m->sheet->size.height, "places", places, "type", picture_form_type(form), "quality",
                     picture_quality(req->server->config, form), "frame_height", frame_ms ? m->sheet->cell.height : 0,
                     "frame_ms", frame_ms);
}

static enum err make_recipe(struct req *req, const struct making *m, char recipe[SHA256_TEXT_SIZE])
{
    g_autoptr(GString) text = json_text(m->json);
    char piece[SHA256_TEXT_SIZE];
    enum err e = OK;
    g_string_append_printf(text, " sheet %d", SHEET_VERSION);
    for (unsigned n = 0; n < m->count && !e; n++) {
        e = picture_recipe(req, m->collection, n, place_of(m, n).width, m->piece_form, piece);
        if (!e)
            g_string_append_printf(text, " %s", piece);
    }
    if (!e)
        sha256_text(text->str, text->len, recipe);
    return e;
}

static void pieces_close(struct making *m)
{
    for (unsigned n = 0; n < m->count; n++)
        if (m->pieces[n] >= 0)
            close(m->pieces[n]);
}

/* Before the sheet itself is begun: who waits for a piece that somebody else makes holds up nobody. */
static enum err pieces_open(struct req *req, struct making *m)
{
    enum err e = OK;
    int64_t size;
    for (unsigned n = 0; n < m->count && !e; n++)
        e = picture_open(req, m->collection, n, place_of(m, n).width, m->piece_form, &m->pieces[n], &size);
    return e;
}

static enum err draw(struct server *server, const void *context, int to)
{
    const struct making *m = context;
    return media_sheet(server->media, m->json, m->pieces, m->count, to);
}

static enum err answer_made(struct req *req, struct reply *reply, const struct rendition *r)
{
    int fd;
    int64_t size;
    enum err e = rendition_find(req->server, req->db, r, &fd, &size);
    return e ? e : reply_file_take(reply, fd, size, r->type, r->recipe, CACHE_REVALIDATE);
}

static enum err answer(struct req *req, struct reply *reply, const struct rendition *r, struct making *m)
{
    if (rendition_is_known(req, reply, r, CACHE_REVALIDATE))
        return OK;
    enum err e = answer_made(req, reply, r);
    if (e != E_NOT_FOUND)
        return e;
    e = pieces_open(req, m);
    if (!e)
        e = rendition_reply(req, reply, r, CACHE_REVALIDATE);
    pieces_close(m);
    return e;
}

/* Those that may be shown: a sheet goes with the first of them that goes. */
static void find_photos(struct making *m)
{
    for (unsigned n = 0; n < m->count; n++)
        if (!collection_image_is_neutral(&m->collection->images[n]))
            m->photos[m->photo_count++] = m->collection->images[n].sha256;
}

/* The cells of a sheet are small, and made without loss. Frames are as large as the images that pages show: the same
 * files serve both. */
enum err sheet_reply(struct req *req, struct reply *reply, const struct collection *collection,
                     const struct sheet *sheet, enum picture_form form, int frame_ms)
{
    struct making m = {.collection = collection,
                       .sheet = sheet,
                       .piece_form = frame_ms ? PICTURE_JPEG : PICTURE_PNG,
                       .count = (unsigned)collection_image_count(collection)};
    find_photos(&m);
    struct rendition r = {
        .type = picture_form_type(form), .photos = m.photos, .photo_count = m.photo_count, .draw = draw, .context = &m};
    memset(m.pieces, -1, sizeof m.pieces);
    json_auto_t *json = m.json = sheet_json(req, &m, form, frame_ms);
    enum err e = make_recipe(req, &m, r.recipe);
    return e ? e : answer(req, reply, &r, &m);
}
