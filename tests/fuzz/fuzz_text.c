/* SPDX-License-Identifier: Apache-2.0
 *
 * One text as JSON, as a stored document may have it: reading and drawing it ends, within bounds, whatever it says.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "render/text.h"

enum { SIDE = 60 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static PangoFontMap *fonts;
    g_autofree char *error = NULL;
    json_auto_t *text = json_parse((const char *)bytes, size, &error);
    const struct box picture = {SIDE, SIDE};
    struct text_work work;
    struct text_tile tile;
    if (!fonts)
        fonts = text_fonts_new("build/fonts");
    text_work_init(&work, picture);
    if (text && text_tile_draw(&tile, fonts, text, picture, &work))
        text_tile_clear(&tile);
    return 0;
}
