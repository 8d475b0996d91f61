/* SPDX-License-Identifier: Apache-2.0
 *
 * Colours as collections write them: #rrggbb or #rrggbbaa. Pure.
 */
#ifndef STENCIL_RENDER_COLOUR_H
#define STENCIL_RENDER_COLOUR_H

struct colour {
    double red, green, blue, opacity; /* 0 to 1 */
};

/* Opaque black for what is no colour. */
struct colour colour_read(const char *text);

#endif
