/* SPDX-License-Identifier: Apache-2.0
 *
 * What a file is that is not taken, so that it can be called by its name. Pure; any thread.
 */
#ifndef STENCIL_MEDIA_FOREIGN_H
#define STENCIL_MEDIA_FOREIGN_H

#include <stddef.h>
#include <stdint.h>

/* By its first bytes: "a PDF document" …; NULL when that is not known either, or it is one that is taken. */
const char *foreign_name(const uint8_t *bytes, size_t size);

#endif
