/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/visibility.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const char *const roles[] = {
    [ROLE_NOBODY] = "nobody",
    [ROLE_MEMBER] = "member",
    [ROLE_MODERATOR] = "moderator",
    [ROLE_ADMIN] = "admin",
};

static const char *const visibilities[] = {
    [VISIBILITY_PUBLIC] = "public",
    [VISIBILITY_FOLLOWERS] = "followers",
    [VISIBILITY_UNLISTED] = "unlisted",
    [VISIBILITY_PRIVATE] = "private",
};

const char *role_name(enum role role)
{
    return roles[role];
}

enum role role_parse(const char *name)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(roles[i], name) == 0)
            return (enum role)i;
    return ROLE_NOBODY;
}

const char *visibility_name(enum visibility visibility)
{
    return visibilities[visibility];
}

enum visibility visibility_parse(const char *name)
{
    for (size_t i = 0; i < sizeof visibilities / sizeof *visibilities; i++)
        if (strcmp(visibilities[i], name) == 0)
            return (enum visibility)i;
    /* collection_check lets no other name through. */
    assert(false);
    return VISIBILITY_PRIVATE;
}

static bool anyone_with_the_link_may_see(enum visibility visibility)
{
    return visibility == VISIBILITY_PUBLIC || visibility == VISIBILITY_UNLISTED;
}

bool collection_is_visible(const struct exposure *exposure, const struct viewer *viewer)
{
    if (viewer->is_owner)
        return true;
    if (!exposure->is_posted)
        return false;
    if (viewer->role >= ROLE_MODERATOR)
        return true;
    if (exposure->is_hidden || exposure->is_removed)
        return false;
    return anyone_with_the_link_may_see(exposure->visibility) ||
           (exposure->visibility == VISIBILITY_FOLLOWERS && viewer->is_follower);
}

bool exposure_offers_template(const struct exposure *exposure)
{
    return exposure->is_posted && !exposure->is_hidden && !exposure->is_removed &&
           anyone_with_the_link_may_see(exposure->visibility);
}

bool exposure_counts(const struct exposure *exposure)
{
    return exposure->is_posted && !exposure->is_hidden && !exposure->is_removed &&
           exposure->visibility != VISIBILITY_PRIVATE;
}
