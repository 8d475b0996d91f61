/* SPDX-License-Identifier: Apache-2.0
 *
 * Blocked pictures as the API shows them. Pure.
 */
#ifndef STENCIL_BLOCK_JSON_H
#define STENCIL_BLOCK_JSON_H

#include <jansson.h>

#include "store/block.h"

/* A new reference. */
json_t *block_json(const struct block *block);

#endif
