/* SPDX-License-Identifier: Apache-2.0 */
#include "render/whereabouts.h"

/* libvips has Exif's tags as text by their names: the value as it was written, and behind it in brackets what it
 * means. NULL where there is none. */
static const char *tag(VipsImage *image, const char *name)
{
    const char *value;
    return vips_image_get_typeof(image, name) && !vips_image_get_string(image, name, &value) ? value : NULL;
}

bool whereabouts_read(VipsImage *image, struct place *place)
{
    bool is_read = place_of_exif(tag(image, "exif-ifd3-GPSLatitude"), tag(image, "exif-ifd3-GPSLatitudeRef"),
                                 tag(image, "exif-ifd3-GPSLongitude"), tag(image, "exif-ifd3-GPSLongitudeRef"), place);
    vips_error_clear();
    return is_read;
}
