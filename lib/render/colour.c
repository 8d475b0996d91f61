/* SPDX-License-Identifier: Apache-2.0 */
#include "render/colour.h"

#include <stdlib.h>
#include <string.h>

struct colour colour_read(const char *text)
{
    unsigned long value = *text == '#' ? strtoul(text + 1, NULL, 16) : 0;
    if (strlen(text) != sizeof "#rrggbbaa" - 1)
        value = value << 8 | 0xff;
    return (struct colour){
        .red = (double)(value >> 24 & 0xff) / 255,
        .green = (double)(value >> 16 & 0xff) / 255,
        .blue = (double)(value >> 8 & 0xff) / 255,
        .opacity = (double)(value & 0xff) / 255,
    };
}
