/* SPDX-License-Identifier: Apache-2.0
 *
 * What a collection says of one text, read: in pixels of the picture, within bounds whatever
 * the document says. Documents that were stored earlier lack members. In the worker's one thread.
 */
#ifndef STENCIL_RENDER_TEXT_STYLE_H
#define STENCIL_RENDER_TEXT_STYLE_H

#include <jansson.h>
#include <stdbool.h>

#include "render/colour.h"
#include "rule/template.h"

enum { TEXT_FONT_PX_MAX = 4096, TEXT_STYLE_LINES_MAX = 100, TEXT_STYLE_BYTES_MAX = 16384 };

enum text_align { TEXT_LEFT, TEXT_CENTER, TEXT_RIGHT };
enum text_direction { TEXT_LTR, TEXT_RTL, TEXT_TTB };

struct text_shadow {
    struct colour colour; /* opacity 0: none */
    double x, y, sigma;
};

struct text_style {
    char *content, **lines; /* NULL-terminated, the content apart */
    char *font, *language;
    double x, y, angle_deg; /* of the text's centre, from the picture's upper left corner */
    enum text_direction direction;
    double font_px, letter_spacing, line_height; /* line_height 0: the font's own */
    int weight;
    bool is_italic;
    enum text_align align;
    struct colour colour, stroke_colour, background_colour; /* opacity 0: no background */
    double stroke_width;                                    /* 0: none */
    double padding, radius;
    struct text_shadow shadow;
    double opacity;
};

/* False for a text of which nothing would be seen; then there is nothing to clear. */
bool text_style_read(const json_t *text, struct box picture, struct text_style *style);
void text_style_clear(struct text_style *style);

#endif
