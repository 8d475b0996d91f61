/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/visibility.h"

static const struct viewer stranger = {.role = ROLE_MEMBER};
static const struct viewer nobody = {.role = ROLE_NOBODY};
static const struct viewer follower = {.role = ROLE_MEMBER, .is_follower = true};
static const struct viewer owner = {.role = ROLE_MEMBER, .is_owner = true};
static const struct viewer moderator = {.role = ROLE_MODERATOR};
static const struct viewer admin = {.role = ROLE_ADMIN};

static bool is_seen(enum visibility visibility, bool is_posted, const struct viewer *viewer)
{
    struct exposure exposure = {.visibility = visibility, .is_posted = is_posted};
    return collection_is_visible(&exposure, viewer);
}

static void posted_collections_are_seen_by_whom_their_visibility_names(void **)
{
    static const struct {
        enum visibility visibility;
        bool nobody, stranger, follower;
    } cases[] = {
        {VISIBILITY_PUBLIC, true, true, true},
        {VISIBILITY_FOLLOWERS, false, false, true},
        {VISIBILITY_UNLISTED, true, true, true},
        {VISIBILITY_PRIVATE, false, false, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        enum visibility visibility = cases[i].visibility;
        assert_int_equal(is_seen(visibility, true, &nobody), cases[i].nobody);
        assert_int_equal(is_seen(visibility, true, &stranger), cases[i].stranger);
        assert_int_equal(is_seen(visibility, true, &follower), cases[i].follower);
        assert_true(is_seen(visibility, true, &owner));
        assert_true(is_seen(visibility, true, &moderator));
        assert_true(is_seen(visibility, true, &admin));
    }
}

static void drafts_are_their_owners_alone(void **)
{
    static const struct viewer *const others[] = {&nobody, &stranger, &follower, &moderator, &admin};
    for (int visibility = VISIBILITY_PUBLIC; visibility <= VISIBILITY_PRIVATE; visibility++) {
        assert_true(is_seen((enum visibility)visibility, false, &owner));
        for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
            assert_false(is_seen((enum visibility)visibility, false, others[i]));
    }
}

static void hidden_and_removed_collections_are_seen_by_their_owner_and_moderators_only(void **)
{
    static const struct exposure exposures[] = {
        {VISIBILITY_PUBLIC, .is_posted = true, .is_hidden = true},
        {VISIBILITY_PUBLIC, .is_posted = true, .is_removed = true},
        {VISIBILITY_FOLLOWERS, .is_posted = true, .is_hidden = true, .is_removed = true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(exposures); i++) {
        assert_true(collection_is_visible(&exposures[i], &owner));
        assert_true(collection_is_visible(&exposures[i], &moderator));
        assert_true(collection_is_visible(&exposures[i], &admin));
        assert_false(collection_is_visible(&exposures[i], &follower));
        assert_false(collection_is_visible(&exposures[i], &stranger));
        assert_false(collection_is_visible(&exposures[i], &nobody));
    }
}

static void templates_come_only_from_what_anyone_with_the_link_may_see(void **)
{
    static const struct {
        struct exposure exposure;
        bool offers, counts;
    } cases[] = {
        {{VISIBILITY_PUBLIC, true, false, false}, true, true},
        {{VISIBILITY_UNLISTED, true, false, false}, true, true},
        {{VISIBILITY_FOLLOWERS, true, false, false}, false, true},
        {{VISIBILITY_PRIVATE, true, false, false}, false, false},
        {{VISIBILITY_PUBLIC, false, false, false}, false, false},
        {{VISIBILITY_PUBLIC, true, true, false}, false, false},
        {{VISIBILITY_FOLLOWERS, true, true, false}, false, false},
        {{VISIBILITY_PUBLIC, true, false, true}, false, false},
        {{VISIBILITY_UNLISTED, true, false, true}, false, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_int_equal(exposure_offers_template(&cases[i].exposure), cases[i].offers);
        assert_int_equal(exposure_counts(&cases[i].exposure), cases[i].counts);
    }
}

static void names_are_read_back_as_what_they_name(void **)
{
    for (int role = ROLE_NOBODY; role <= ROLE_ADMIN; role++)
        assert_int_equal(role_parse(role_name((enum role)role)), role);
    for (int visibility = VISIBILITY_PUBLIC; visibility <= VISIBILITY_PRIVATE; visibility++)
        assert_int_equal(visibility_parse(visibility_name((enum visibility)visibility)), visibility);
    assert_string_equal(role_name(ROLE_MODERATOR), "moderator");
    assert_string_equal(visibility_name(VISIBILITY_FOLLOWERS), "followers");
}

static void an_unknown_role_is_nobody(void **)
{
    static const char *const names[] = {"", "owner", "Admin", "admin "};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        assert_int_equal(role_parse(names[i]), ROLE_NOBODY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posted_collections_are_seen_by_whom_their_visibility_names),
        cmocka_unit_test(drafts_are_their_owners_alone),
        cmocka_unit_test(hidden_and_removed_collections_are_seen_by_their_owner_and_moderators_only),
        cmocka_unit_test(templates_come_only_from_what_anyone_with_the_link_may_see),
        cmocka_unit_test(names_are_read_back_as_what_they_name),
        cmocka_unit_test(an_unknown_role_is_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
