/* SPDX-License-Identifier: Apache-2.0 */
#include "render/variant.h"

#include <glib.h>

#include "render/save.h"

static int integer(const json_t *wanted, const char *name, int least, int most)
{
    return (int)CLAMP(json_integer_value(json_object_get(wanted, name)), least, most);
}

enum err variant_make(const struct photo_file *file, const json_t *wanted, void **made, size_t *size)
{
    const struct form *form = form_find(json_string_value(json_object_get(wanted, "type")));
    int width = integer(wanted, "width", 1, PHOTO_SIDE_MAX);
    struct pixels pixels;
    if (!form)
        return err_broken("render", "a variant of an unknown type");
    enum err e = photo_scale(file, width, VARIANT_HEIGHT_MAX, form_alpha(form), &pixels);
    if (e)
        return e;
    e = form_save(form, &pixels, integer(wanted, "quality", 1, 100), integer(wanted, "effort", 0, 9), made, size);
    g_free(pixels.bytes);
    return e;
}
