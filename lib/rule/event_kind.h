/* SPDX-License-Identifier: Apache-2.0
 *
 * The kinds of events, "authorization.granted" …, and the patterns that pick some of them.
 * Pure; any thread.
 */
#ifndef STENCIL_RULE_EVENT_KIND_H
#define STENCIL_RULE_EVENT_KIND_H

#include <stdbool.h>

/* Whether `pattern` is a kind that there is, "GROUP.*" of a group that there is, or "*". */
bool event_pattern_is_known(const char *pattern);

bool event_pattern_matches(const char *pattern, const char *kind);

#endif
