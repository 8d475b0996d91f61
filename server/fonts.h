/* SPDX-License-Identifier: Apache-2.0
 *
 * The folder of fonts, as browsers are given them (rule/font.h).
 */
#ifndef STENCIL_FONTS_H
#define STENCIL_FONTS_H

#include "rule/font.h"
#include "server.h"

/* Whether every file is there that the tables promise, so that a start fails and not a picture. E_BROKEN. */
enum err fonts_check(struct server *server);

/* Opens what has this address in GET /v1/fonts/{file}. E_NOT_FOUND, E_BROKEN. */
enum err fonts_open(struct server *server, const struct font_served *served, int *file, int64_t *size);

#endif
