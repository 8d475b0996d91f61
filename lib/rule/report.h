/* SPDX-License-Identifier: Apache-2.0
 *
 * Reports, and the cases that they are gathered into: what may be said. Pure; any thread.
 */
#ifndef STENCIL_RULE_REPORT_H
#define STENCIL_RULE_REPORT_H

#include <jansson.h>
#include <stdint.h>

#include "base/refusal.h"

enum { REPORT_NO_IMAGE = -1 };

/* What the server gives as its reason; people cannot (rule/takedown.h: moderation_reasons). */
#define REPORT_WATCHED_WORD "watched-word"

/* What is reported. */
enum report_kind { REPORT_COLLECTION, REPORT_TEMPLATE, REPORT_ACCOUNT };

/* "collection", "template", "account" */
const char *report_kind_name(enum report_kind kind);

/* A body of POST /reports, completed with defaults: {"collection"|"template"|"account", "image"?,
 * "reason", "note"}. `*kind` says which one of the three it has. */
enum err report_check(const json_t *body, struct refusals *refusals, json_t **completed, enum report_kind *kind);

/* A body of POST …/assign: {"to": handle|null}. `*to` is borrowed from it, NULL for nobody. */
enum err report_assign_check(const json_t *body, struct refusals *refusals, const char **to);

/* A body of POST …/close, completed: {"outcome": "upheld"|"dismissed", "note"}. */
enum err report_close_check(const json_t *body, struct refusals *refusals, json_t **completed);

#endif
