/* SPDX-License-Identifier: Apache-2.0
 *
 * Variants of photos: made smaller, in the form that whoever asks can show best.
 */
#ifndef STENCIL_VARIANT_H
#define STENCIL_VARIANT_H

#include "rendition.h"
#include "store/media.h"

enum { VARIANT_WIDTHS = 4 };
extern const int variant_widths[VARIANT_WIDTHS];

enum variant_form { VARIANT_AVIF, VARIANT_WEBP, VARIANT_JPEG };

struct variant {
    const char *photo; /* its digest */
    int width;
    enum variant_form form;
};

/* After an upload: has the AVIF variants of all widths made where the settings say so. */
void variant_make_ahead(struct server *server, const struct media *media);

/* How the variant is made; what it points to is the variant. */
struct rendition variant_rendition(const struct config *config, const struct variant *variant);

#endif
