/* SPDX-License-Identifier: Apache-2.0
 *
 * The Accept header (RFC 9110 §12.5.1), as far as the choice of a picture's form needs it. Pure.
 */
#ifndef STENCIL_RULE_ACCEPT_H
#define STENCIL_RULE_ACCEPT_H

#include <stdbool.h>

/* Whether the header names this very type, and not with q=0. A wildcard names none: those who send it take
 * what they can show, which nobody knows. NULL is no header. */
bool accept_names(const char *header, const char *type);

#endif
