/* SPDX-License-Identifier: Apache-2.0
 *
 * One text of a second collection against the text of the template that it answers
 * (seed ¶0086, ¶0088). Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_TEMPLATE_TEXT_H
#define STENCIL_RULE_TEMPLATE_TEXT_H

#include <jansson.h>

#include "rule/path.h"

/* Completes `given`, changing it, with what it leaves out of `text`, a complete text of the
 * template; then refuses every member that differs where `text` does not let it. What is
 * of the wrong type is left to collection_check. */
enum err template_text_apply(const struct path *at, const json_t *text, json_t *given);

#endif
