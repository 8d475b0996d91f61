/* SPDX-License-Identifier: Apache-2.0
 *
 * The pages of the API reference (web/docs), which are part of the program.
 */
#ifndef STENCIL_DOCS_PAGE_H
#define STENCIL_DOCS_PAGE_H

#include "reply.h"

/* E_NOT_FOUND for a file that is none of them. */
enum err docs_page(struct reply *reply, const char *name);

#endif
