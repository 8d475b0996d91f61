/* SPDX-License-Identifier: Apache-2.0
 *
 * What may be changed of uploaded media. Pure; any thread.
 */
#ifndef STENCIL_RULE_MEDIA_PATCH_H
#define STENCIL_RULE_MEDIA_PATCH_H

#include <jansson.h>
#include <stdbool.h>

#include "base/refusal.h"

/* The body of PATCH /media/{id}: {"keep_location": whether the place where a photo was taken is told}. */
enum err media_patch_read(const json_t *body, struct refusals *refusals, bool *keeps_location);

#endif
