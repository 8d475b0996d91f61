/* SPDX-License-Identifier: Apache-2.0 */
#include "media/foreign.h"

#include <stdbool.h>
#include <string.h>

#include "media/sniff.h"

static bool has_at(const uint8_t *bytes, size_t size, size_t at, const void *wanted, size_t length)
{
    return size >= length && at <= size - length && memcmp(bytes + at, wanted, length) == 0;
}

static const struct {
    size_t at;
    const char *bytes;
    size_t size;
    const char *name;
} foreign[] = {
    {0, "%PDF-", 5, "a PDF document"},
    {0, "II*\0", 4, "a TIFF or raw picture"},
    {0, "MM\0*", 4, "a TIFF or raw picture"},
    {0, "BM", 2, "a BMP picture"},
    {0, "<svg", 4, "an SVG drawing"},
    {0, "8BPS", 4, "a Photoshop document"},
    {0, "\xff\x0a", 2, "a JPEG XL picture"},
    {4, "JXL \r\n\x87\n", 8, "a JPEG XL picture"},
    {4, "jP  \r\n\x87\n", 8, "a JPEG 2000 picture"},
    {0, "PK\3\4", 4, "a ZIP archive"},
    {0, "\x1a\x45\xdf\xa3", 4, "a video"},
    {4, "ftypM4A ", 8, "an M4A file without AAC"},
    {4, "ftyp", 4, "a video"},
};

enum { PROLOGUE_MAX = 1024 };

/* An SVG may come after a declaration, comments and white space. */
static bool is_svg(const uint8_t *bytes, size_t size)
{
    size_t looked = size < PROLOGUE_MAX ? size : PROLOGUE_MAX;
    bool is_markup = has_at(bytes, size, 0, "<?xml", 5) || has_at(bytes, size, 0, "<!--", 4) ||
                     has_at(bytes, size, 0, "\xef\xbb\xbf<", 4) || has_at(bytes, size, 0, "<!DOCTYPE svg", 13);
    return is_markup && memmem(bytes, looked, "<svg", 4);
}

const char *foreign_name(const uint8_t *bytes, size_t size)
{
    enum sniffed kind = sniff(bytes, size);
    if (kind != SNIFFED_UNKNOWN && kind != SNIFFED_M4A)
        return NULL;
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
        if (has_at(bytes, size, foreign[i].at, foreign[i].bytes, foreign[i].size))
            return foreign[i].name;
    return is_svg(bytes, size) ? "an SVG drawing" : NULL;
}
