/* SPDX-License-Identifier: Apache-2.0
 *
 * Our fonts for Pango, and no others: a fontconfig of its own, without the host's files, settings
 * and cache. A file is read when the first text needs it. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_FONTS_H
#define STENCIL_RENDER_FONTS_H

#include <pango/pangocairo.h>
#include <stdbool.h>

/* `folder` holds the files of rule/font.h as NAME.ttf, as scripts/fonts.mjs leaves them. New reference. */
PangoFontMap *fonts_new(const char *folder);

/* What a text asks for, as in its configuration. */
struct fonts_wanted {
    const char *family, *language, *content;
    double weight;
    bool is_italic;
};

/* Sets families, weight and style of `font` to what we have of them, after their files have been read. */
void fonts_choose(PangoFontMap *fonts, const struct fonts_wanted *wanted, PangoFontDescription *font);

#endif
