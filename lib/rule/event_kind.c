/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/event_kind.h"

#include <string.h>

/* Each kind, once. */
static const char *const kinds[] = {
    "authorization.requested",
    "authorization.granted",
    "authorization.denied",
    "authorization.expired",
    "authorization.withdrawn",
    "authorization.revoked",
    "template.attached",
    "template.used",
    "collection.posted",
    "collection.rated",
    "media.processing",
    "media.ready",
    "media.refused",
    "moderation.takedown",
    "moderation.restore",
    "moderation.withdraw",
    "moderation.appeal",
    "moderation.template-restored",
    "moderation.template-order",
    "policy.evaluated",
};

/* The length of "GROUP." in "GROUP.*", 0 for a pattern that is none. */
static size_t group_length(const char *pattern)
{
    size_t length = strlen(pattern);
    return length > 2 && strcmp(pattern + length - 2, ".*") == 0 ? length - 1 : 0;
}

bool event_pattern_matches(const char *pattern, const char *kind)
{
    size_t group = group_length(pattern);
    return strcmp(pattern, "*") == 0 || (group ? strncmp(pattern, kind, group) == 0 : strcmp(pattern, kind) == 0);
}

bool event_pattern_is_known(const char *pattern)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (event_pattern_matches(pattern, kinds[i]))
            return true;
    return false;
}
