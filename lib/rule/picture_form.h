/* SPDX-License-Identifier: Apache-2.0
 *
 * The forms in which pictures are given, and which of them a header Accept chooses. Pure.
 */
#ifndef STENCIL_RULE_PICTURE_FORM_H
#define STENCIL_RULE_PICTURE_FORM_H

enum picture_form { PICTURE_JPEG, PICTURE_WEBP, PICTURE_PNG, PICTURE_AVIF, PICTURE_FORM_COUNT };

/* As `format=` names them; ends with NULL. */
extern const char *const picture_form_names[PICTURE_FORM_COUNT + 1];

/* "image/jpeg" …, and how the name of such a file ends: "jpg" … */
const char *picture_form_type(enum picture_form form);
const char *picture_form_ending(enum picture_form form);

/* Of JPEG, WebP and PNG the one for who sent this header (NULL for none): WebP where it is named; PNG, which is many
 * times larger, where it alone is named; JPEG otherwise. AVIF never. */
enum picture_form picture_form_accepted(const char *header);

#endif
