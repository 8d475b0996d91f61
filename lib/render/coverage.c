/* SPDX-License-Identifier: Apache-2.0 */
#include "render/coverage.h"

#include <glib.h>
#include <math.h>

/* As Chromium configures Skia (skia/config/SkUserConfig.h). */
#define CONTRAST 0.2
#define GAMMA    1.2

/* SkScalerContext::MakeRecAndEffects: brightness, bent so that green does not count as white, in eight steps. */
static double brightness(const struct colour *colour)
{
    double linear =
        0.2126 * pow(colour->red, GAMMA) + 0.7152 * pow(colour->green, GAMMA) + 0.0722 * pow(colour->blue, GAMMA);
    int lum = (int)lround(255 * pow(linear, 1 / GAMMA));
    lum -= (255 - lum) * lum / 255;
    int step = lum >> 5;
    return (step << 5 | step << 2 | step >> 1) / 255.0;
}

/* SkTMaskGamma_build_correcting_lut. */
void coverage_table(const struct colour *colour, uint8_t table[256])
{
    double src = brightness(colour), dst = 1 - src;
    double linear_src = pow(src, GAMMA), linear_dst = pow(dst, GAMMA), contrast = CONTRAST * linear_dst;
    for (int i = 0; i < 256; i++) {
        double raw = i / 255.0, a = raw + (1 - raw) * contrast * raw;
        double out = pow(linear_src * a + linear_dst * (1 - a), 1 / GAMMA);
        double result = fabs(dst - src) < 1 / 256.0 ? a : (out - dst) / (src - dst);
        table[i] = (uint8_t)lround(255 * CLAMP(result, 0, 1));
    }
}

const uint8_t coverage_plain[256] = {
    0,   1,   2,   3,   4,   5,   6,   7,   8,   9,   10,  11,  12,  13,  14,  15,  16,  17,  18,  19,  20,  21,
    22,  23,  24,  25,  26,  27,  28,  29,  30,  31,  32,  33,  34,  35,  36,  37,  38,  39,  40,  41,  42,  43,
    44,  45,  46,  47,  48,  49,  50,  51,  52,  53,  54,  55,  56,  57,  58,  59,  60,  61,  62,  63,  64,  65,
    66,  67,  68,  69,  70,  71,  72,  73,  74,  75,  76,  77,  78,  79,  80,  81,  82,  83,  84,  85,  86,  87,
    88,  89,  90,  91,  92,  93,  94,  95,  96,  97,  98,  99,  100, 101, 102, 103, 104, 105, 106, 107, 108, 109,
    110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131,
    132, 133, 134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153,
    154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175,
    176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197,
    198, 199, 200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219,
    220, 221, 222, 223, 224, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241,
    242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254, 255,
};
