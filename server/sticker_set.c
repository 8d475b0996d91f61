/* SPDX-License-Identifier: Apache-2.0 */
#include "sticker_set.h"

#include <assert.h>
#include <string.h>

#include "rule/offer.h"

#define FOLDER "/v1/stickers/"

/* PNG (RFC 2083) 4.1.1: width and height, four bytes each, follow the signature and the chunk's head. */
enum { PNG_WIDTH = 16, PNG_HEIGHT = 20, PNG_HEAD = 24 };

static int png_number(const struct embedded *file, size_t at)
{
    const unsigned char *b = (const unsigned char *)file->data + at;
    return b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3];
}

static void picture_fill(struct sticker_picture *picture, const json_t *entry)
{
    picture->name = json_string_value(json_object_get(entry, "name"));
    picture->label = json_string_value(json_object_get(entry, "label"));
    g_autofree char *path = g_strdup_printf("config/stickers/%s.png", picture->name);
    picture->file = embedded_find(path);
    assert(picture->file && picture->file->size > PNG_HEAD);
    picture->width = png_number(picture->file, PNG_WIDTH);
    picture->height = png_number(picture->file, PNG_HEIGHT);
    sha256_text(picture->file->data, picture->file->size, picture->sha256);
    picture->path = g_strdup_printf(FOLDER "%s-%s.png", picture->name, picture->sha256);
}

/* Ends with one that has no name. */
static const struct sticker_picture *pictures(void)
{
    static gsize all;
    if (g_once_init_enter(&all)) {
        const json_t *items = offer_items(OFFER_STICKERS);
        struct sticker_picture *made = g_new0(struct sticker_picture, json_array_size(items) + 1);
        for (size_t i = 0; i < json_array_size(items); i++)
            picture_fill(&made[i], json_array_get(items, i));
        g_once_init_leave(&all, (gsize)made);
    }
    return (const struct sticker_picture *)all;
}

const struct sticker_picture *sticker_set_find(const char *name)
{
    for (const struct sticker_picture *p = pictures(); p->name; p++)
        if (strcmp(p->name, name) == 0)
            return p;
    return NULL;
}

const struct sticker_picture *sticker_set_by_file(const char *file)
{
    for (const struct sticker_picture *p = pictures(); p->name; p++)
        if (strcmp(p->path + strlen(FOLDER), file) == 0)
            return p;
    return NULL;
}

json_t *sticker_set_json(void)
{
    json_t *items = json_array();
    for (const struct sticker_picture *p = pictures(); p->name; p++)
        json_array_append_new(items,
                              json_pack("{s:s, s:s, s:s, s:i, s:i, s:s}", "name", p->name, "label", p->label, "url",
                                        p->path, "width", p->width, "height", p->height, "sha256", p->sha256));
    return json_pack("{s:o}", "items", items);
}
