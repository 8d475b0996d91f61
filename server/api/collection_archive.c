/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "album.h"
#include "look.h"

enum { WIDTH_LEAST = 16, WIDTH_MOST = 2160, WIDTH_PRESET = 1080 };

/* Without AVIF, which takes seconds an image. */
static enum err read_form(struct req *req, enum picture_form *form)
{
    static const enum picture_form forms[] = {PICTURE_JPEG, PICTURE_PNG, PICTURE_WEBP};
    static const char *const words[] = {"jpeg", "png", "webp", NULL};
    int choice = 0;
    enum err e = req_query_choice(req, "format", words, &choice);
    *form = forms[choice];
    return e;
}

enum err api_collection_archive(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    int64_t width = 0;
    enum picture_form form = PICTURE_JPEG;
    enum err e = look_collection_at_once(req, &c);
    if (e)
        return e;
    enum err of_width = req_query_int(req, "w", WIDTH_PRESET, WIDTH_LEAST, WIDTH_MOST, &width);
    enum err of_form = read_form(req, &form);
    return of_width || of_form ? E_INVALID : album_reply(req, reply, c, (int)width, form);
}
