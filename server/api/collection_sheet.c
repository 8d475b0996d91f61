/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "look.h"
#include "picture_query.h"
#include "sheet_picture.h"

enum { WIDTH_LEAST = 320, WIDTH_MOST = 2160, WIDTH_PRESET = 1080 };

enum err api_collection_sheet(struct req *req, struct reply *reply)
{
    g_autoptr(collection) c = NULL;
    enum picture_form form;
    int64_t width;
    enum err e = look_collection_at_once(req, &c);
    if (!e)
        e = req_query_int(req, "w", WIDTH_PRESET, WIDTH_LEAST, WIDTH_MOST, &width);
    if (!e)
        e = picture_query_form(req, reply, &form);
    if (e)
        return e;
    struct sheet sheet = sheet_grid(collection_image_count(c), (int)width, c->images[0].box);
    return sheet_reply(req, reply, c, &sheet, form, 0);
}
