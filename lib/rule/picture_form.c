/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/picture_form.h"

#include <stdbool.h>
#include <stddef.h>

#include "rule/accept.h"

const char *const picture_form_names[PICTURE_FORM_COUNT + 1] = {
    [PICTURE_JPEG] = "jpeg",
    [PICTURE_WEBP] = "webp",
    [PICTURE_PNG] = "png",
    [PICTURE_AVIF] = "avif",
};

static const struct {
    const char *type, *ending;
} forms[PICTURE_FORM_COUNT] = {
    [PICTURE_JPEG] = {"image/jpeg", "jpg"},
    [PICTURE_WEBP] = {"image/webp", "webp"},
    [PICTURE_PNG] = {"image/png", "png"},
    [PICTURE_AVIF] = {"image/avif", "avif"},
};

const char *picture_form_type(enum picture_form form)
{
    return forms[form].type;
}

const char *picture_form_ending(enum picture_form form)
{
    return forms[form].ending;
}

/* Browsers of some years name PNG beside a wildcard, and mean nothing by it. */
static bool names_png_alone(const char *header)
{
    static const char *const others[] = {"image/jpeg", "image/avif", "image/*", "*/*"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (accept_names(header, others[i]))
            return false;
    return accept_names(header, "image/png");
}

enum picture_form picture_form_accepted(const char *header)
{
    if (accept_names(header, "image/webp"))
        return PICTURE_WEBP;
    return names_png_alone(header) ? PICTURE_PNG : PICTURE_JPEG;
}
