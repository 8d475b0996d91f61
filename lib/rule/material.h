/* SPDX-License-Identifier: Apache-2.0
 *
 * What is laid over the images of a collection: texts, audio, stickers, filters, each
 * described as a field (DESIGN §5; seed ¶0035, ¶0040, ¶0109). Constant; any thread.
 */
#ifndef STENCIL_RULE_MATERIAL_H
#define STENCIL_RULE_MATERIAL_H

#include "rule/field.h"

/* What one element of "texts", "stickers" and "filters" is. */
extern const struct field material_text;
extern const struct field material_sticker;
extern const struct field material_filter;

/* The members of "audio". */
extern const struct field material_audio_members[];

/* Gives a text as it was once stored the members that its configuration has got since, as their defaults. */
void material_text_complete(json_t *text);

/* For `also` of "filters": at most one filter an image. */
enum err material_filters_are_apart(const struct path *at, const json_t *filters);

/* For `also` of the whole body: every image that a text, sticker or filter names is there. */
enum err material_images_exist(const struct path *body, const json_t *given);

#endif
