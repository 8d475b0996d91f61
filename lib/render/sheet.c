/* SPDX-License-Identifier: Apache-2.0 */
#include "render/sheet.h"

#include <glib.h>
#include <string.h>

#include "render/render.h"
#include "render/save.h"

/* A light grey, on which white and black pictures are seen. */
enum { GROUND = 0xe8, BANDS = 3, EFFORT = 0 };

static json_int_t integer(const json_t *sheet, const char *name)
{
    return json_integer_value(json_object_get(sheet, name));
}

/* Frames may be many; each is as large as a picture may be. */
static bool is_too_large(const json_t *sheet, json_int_t width, json_int_t height)
{
    json_int_t frame = integer(sheet, "frame_height");
    return width > RENDER_SIDE_MAX || (frame ? frame : height) > RENDER_SIDE_MAX || width * height > RENDER_PIXELS_MAX;
}

enum err sheet_new(const json_t *sheet, struct pixels *pixels)
{
    json_int_t width = integer(sheet, "width"), height = integer(sheet, "height");
    if (width < 1 || height < 1 || width > INT32_MAX || height > INT32_MAX)
        return err_broken("render", "a sheet of %lld×%lld", (long long)width, (long long)height);
    if (is_too_large(sheet, width, height))
        return E_MEDIA_PIXELS;
    size_t size = (size_t)(width * height) * BANDS;
    g_autofree uint8_t *bytes = g_try_malloc(size);
    if (!bytes)
        return E_MEDIA_WORKER;
    memset(bytes, GROUND, size);
    *pixels = (struct pixels){{(int)width, (int)height}, BANDS, g_steal_pointer(&bytes)};
    return OK;
}

struct cell {
    int left, top;
    struct box size;
};

static bool cell_read(const json_t *from, struct box sheet, struct cell *cell)
{
    json_int_t number[4];
    for (size_t i = 0; i < G_N_ELEMENTS(number); i++)
        number[i] = json_integer_value(json_array_get(from, i));
    for (size_t i = 0; i < G_N_ELEMENTS(number); i++)
        if (number[i] < (i < 2 ? 0 : 1) || number[i] > INT32_MAX)
            return false;
    *cell = (struct cell){(int)number[0], (int)number[1], {(int)number[2], (int)number[3]}};
    return number[0] + number[2] <= sheet.width && number[1] + number[3] <= sheet.height;
}

enum err sheet_put(const struct pixels *pixels, const json_t *from, const struct photo_file *picture)
{
    static const struct fit whole = {0, 0, 1};
    struct cell cell;
    g_autofree uint8_t *bytes = NULL;
    if (!cell_read(from, pixels->size, &cell))
        return err_broken("render", "a picture that leaves its sheet");
    enum err e = photo_place(picture, cell.size, &whole, cell.size, &bytes);
    if (e)
        return e;
    size_t row = (size_t)cell.size.width * BANDS, rows = (size_t)pixels->size.width * BANDS;
    for (size_t y = 0; y < (size_t)cell.size.height; y++)
        memcpy(pixels->bytes + ((size_t)cell.top + y) * rows + (size_t)cell.left * BANDS, bytes + y * row, row);
    return OK;
}

enum err sheet_save(const json_t *sheet, const struct pixels *pixels, void **made, size_t *size)
{
    const struct form *form = form_find(json_string_value(json_object_get(sheet, "type")));
    int quality = (int)CLAMP(integer(sheet, "quality"), 1, 100);
    int frame_height = (int)integer(sheet, "frame_height");
    if (!form)
        return err_broken("render", "a sheet of an unknown type");
    if (frame_height == 0)
        return form_save(form, pixels, quality, EFFORT, made, size);
    if (frame_height < 0 || pixels->size.height % frame_height)
        return err_broken("render", "frames %d high in %d", frame_height, pixels->size.height);
    return frames_save(pixels, frame_height, (int)integer(sheet, "frame_ms"), quality, made, size);
}
