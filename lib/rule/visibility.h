/* SPDX-License-Identifier: Apache-2.0
 *
 * Who may see what, and who may change it. Pure: no I/O, any thread. What somebody may
 * not see does not exist for them (DESIGN §9: 404, not 403).
 */
#ifndef STENCIL_RULE_VISIBILITY_H
#define STENCIL_RULE_VISIBILITY_H

#include <stdbool.h>

enum role { ROLE_NOBODY, ROLE_MEMBER, ROLE_MODERATOR, ROLE_ADMIN };
enum visibility { VISIBILITY_PUBLIC, VISIBILITY_FOLLOWERS, VISIBILITY_UNLISTED, VISIBILITY_PRIVATE };

/* The one who looks, and how she stands to the owner of what is looked at. */
struct viewer {
    enum role role;
    bool is_owner;
    bool is_follower;
};

/* How far a collection is shown. */
struct exposure {
    enum visibility visibility;
    bool is_posted;
    bool is_hidden;  /* because the use of an image in it was revoked, or its source was taken down */
    bool is_removed; /* it was taken down */
};

/* "member" … "admin"; role_parse gives ROLE_NOBODY for anything else. */
const char *role_name(enum role role);
enum role role_parse(const char *name);

/* "public" … "private". visibility_parse expects one of them (already checked). */
const char *visibility_name(enum visibility visibility);
enum visibility visibility_parse(const char *name);

/* A draft is its owner's alone; a posted collection is seen by whom its visibility names,
 * by its owner, and by moderators; one that is hidden or was taken down only by the latter two. */
bool collection_is_visible(const struct exposure *exposure, const struct viewer *viewer);

/* Only a collection that anyone with the link may see offers a template. */
bool exposure_offers_template(const struct exposure *exposure);

/* Whether it takes part in what collections share (text_shared): what others cannot see
 * convinces nobody. */
bool exposure_counts(const struct exposure *exposure);

#endif
