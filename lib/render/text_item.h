/* SPDX-License-Identifier: Apache-2.0
 *
 * Which font each part of a line is drawn with: as in CSS, for each letter the first that has it. In the worker's one
 * thread.
 */
#ifndef STENCIL_RENDER_TEXT_ITEM_H
#define STENCIL_RENDER_TEXT_ITEM_H

#include <pango/pango.h>

#include "render/text_style.h"

/* The text in items of one font, direction and script, in their logical order. `context` of text_context_new. Yours. */
GList *text_itemize(PangoContext *context, const struct text_style *style, const char *text);

#endif
