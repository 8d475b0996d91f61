/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a photo was taken: WGS 84, as its owner may have it kept. Pure; any thread.
 */
#ifndef STENCIL_RULE_PLACE_H
#define STENCIL_RULE_PLACE_H

#include <stdbool.h>

enum { PLACE_TEXT_SIZE = 26 }; /* "-dd.ddddddd -ddd.ddddddd" */

struct place {
    double latitude, longitude; /* degrees; north and east are positive */
};

/* As it is stored: both in degrees with seven decimals, a space between them. False where it is none. */
bool place_parse(const char *text, struct place *place);
void place_text(const struct place *place, char text[PLACE_TEXT_SIZE]);

/* From Exif's tags (CIPA DC-008 §4.6.6), each number a quotient: "51/1 30/1 2638/100", degrees, minutes and seconds of
 * which the later ones may be missing, and "N", "S", "E" or "W". What stands behind them is not looked at. False for
 * what is no place on earth, and for what cameras write who do not know it: no reference, or both numbers 0. */
bool place_of_exif(const char *latitude, const char *north, const char *longitude, const char *east,
                   struct place *place);

#endif
