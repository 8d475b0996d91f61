/* SPDX-License-Identifier: Apache-2.0
 *
 * A template out of a first collection, and a second collection out of a template
 * (seed ¶0033–0035, ¶0086, ¶0108–0113). Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_TEMPLATE_H
#define STENCIL_RULE_TEMPLATE_H

#include <jansson.h>

#include "base/refusal.h"

/* The frame of one image: the reference image's size in pixels after orientation. */
struct box {
    int width, height;
};

/* The template's document: {"images_required", "boxes": [{"image", "width", "height",
 * "reference": {"media", "alt"}}], "texts", "audio", "stickers", "filters"}.
 * `collection` is a complete document (collection_check) whose images all have
 * "media"; `boxes` has one entry an image. Texts, audio, stickers and filters are taken
 * as they are. New reference. */
json_t *template_extract(const json_t *collection, const struct box *boxes);

/* The body of a second collection, completed from the template it is made with: texts,
 * audio, stickers and filters that are left out come from the template as they are; those
 * that are given stay. Refused, each with its pointer: another number of images than
 * required (/images); fewer texts than the template has (/texts); a text whose
 * content, style or position differs from the template's text of the same number where
 * that text's `editable` does not name it (the pointer names the member that differs);
 * an `editable` that differs from the template's. The first N texts answer the template's
 * N texts in their order, and what they leave out, at any depth, is the template's, too
 * (`editable` as well); a null that is given stays null. 1 and 1.0 are the same number.
 * An empty content, where content is editable, hides a text; further texts are the
 * author's own. "position" covers `image` and `position`; "content" covers
 * `configuration.content` and `configuration.language`; "style" all else of
 * `configuration`. The result still goes through collection_check, which also refuses
 * what is of the wrong type here. */
enum err template_apply(const json_t *document, const json_t *body, struct refusals *refusals, json_t **filled);

#endif
