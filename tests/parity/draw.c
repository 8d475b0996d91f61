/* SPDX-License-Identifier: Apache-2.0
 *
 * The server's side of the parity set: draws what it is told by lines of JSON on standard input, each
 * {"photo": path, "out": path, "picture": as in media_render, "stickers": [paths of its stickers' pictures]}, with all
 * that a picture worker draws with.
 * For each it prints how long the drawing took, in microseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <vips/vips.h>

#include "media/sniff.h"
#include "render/render.h"
#include "render/text.h"

enum { PIXELS_MAX = 100000000 };

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static const char *member(const json_t *line, const char *name)
{
    const char *value = json_string_value(json_object_get(line, name));
    if (!value)
        g_error("%s is missing", name);
    return value;
}

static struct photo_file file_read(const char *path)
{
    char *bytes;
    gsize size;
    if (!g_file_get_contents(path, &bytes, &size, NULL))
        g_error("%s cannot be read", path);
    return (struct photo_file){
        .kind = sniff((uint8_t *)bytes, size), .bytes = (uint8_t *)bytes, .size = size, .pixels_max = PIXELS_MAX};
}

struct shelf {
    const json_t *paths;
    struct photo_file file;
};

static enum err sticker_open(void *context, json_int_t number, struct photo_file *file)
{
    struct shelf *shelf = context;
    shelf->file = file_read(json_string_value(json_array_get(shelf->paths, (size_t)number)));
    *file = shelf->file;
    return OK;
}

static void sticker_close(void *context)
{
    g_free((void *)((struct shelf *)context)->file.bytes);
}

static void draw(PangoFontMap *fonts, const json_t *line)
{
    g_autofree void *made = NULL;
    size_t made_size;
    struct photo_file file = file_read(member(line, "photo"));
    struct shelf shelf = {.paths = json_object_get(line, "stickers")};
    struct sticker_files stickers = {sticker_open, sticker_close, &shelf};
    int64_t start = now_us();
    if (render_picture(fonts, &file, &stickers, json_object_get(line, "picture"), &made, &made_size))
        g_error("%s was not drawn", member(line, "out"));
    int64_t took = now_us() - start;
    g_free((void *)file.bytes);
    if (!g_file_set_contents(member(line, "out"), made, (gssize)made_size, NULL))
        g_error("%s cannot be written", member(line, "out"));
    printf("%lld\n", (long long)took);
    fflush(stdout);
}

int main(int argc, char *argv[])
{
    if (argc != 2)
        g_error("usage: draw FOLDER_OF_FONTS < lines");
    if (vips_init(argv[0]))
        g_error("%s", vips_error_buffer());
    vips_concurrency_set(1);
    g_autoptr(PangoFontMap) fonts = text_fonts_new(argv[1]);
    for (;;) {
        json_error_t error;
        json_auto_t *line = json_loadf(stdin, JSON_DISABLE_EOF_CHECK, &error);
        if (!line)
            return feof(stdin) ? EXIT_SUCCESS : EXIT_FAILURE;
        draw(fonts, line);
    }
}
