/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/authorization.h"

/* What every actor may do in every state, written out: the state that follows, or
 * N not found, F forbidden, S wrong state. Lines: acts; columns: states. */
static const char *const wanted[AUTHORIZATION_ACTORS][AUTHORIZATION_ACTS] = {
    /*                    pgdewr, for grant, deny, withdraw, revoke, expire */
    [ACTOR_REQUESTER] = {"FFFFFF", "FFFFFF", "wSSSSS", "FFFFFF", "FFFFFF"},
    [ACTOR_BLOCKED] = {"FFFFFF", "FFFFFF", "wSSSSS", "FFFFFF", "FFFFFF"},
    [ACTOR_CREATOR] = {"gSSSSS", "dSSSSS", "FFFFFF", "SrSSSS", "FFFFFF"},
    [ACTOR_MODERATOR] = {"FFFFFF", "FFFFFF", "FFFFFF", "FFFFFF", "FFFFFF"},
    [ACTOR_STRANGER] = {"NNNNNN", "NNNNNN", "NNNNNN", "NNNNNN", "NNNNNN"},
    [ACTOR_CLOCK] = {"FFFFFF", "FFFFFF", "FFFFFF", "FFFFFF", "eSSSSS"},
};

static void assert_step(enum authorization_state from, enum authorization_act act, enum authorization_actor actor,
                        char outcome)
{
    static const char letters[] = "pgdewr";
    enum authorization_state to = AUTHORIZATION_STATES;
    enum err e = authorization_step(from, act, actor, &to);
    const char *state = strchr(letters, outcome);
    if (state) {
        assert_int_equal(e, OK);
        assert_int_equal(to, state - letters);
        return;
    }
    assert_int_equal(e, outcome == 'N' ? E_NOT_FOUND : outcome == 'F' ? E_FORBIDDEN : E_STATE);
    assert_int_equal(to, AUTHORIZATION_STATES);
}

static void every_act_of_every_actor_in_every_state_ends_as_the_table_says(void **)
{
    for (int actor = 0; actor < AUTHORIZATION_ACTORS; actor++)
        for (int act = 0; act < AUTHORIZATION_ACTS; act++)
            for (int from = 0; from < AUTHORIZATION_STATES; from++)
                assert_step((enum authorization_state)from, (enum authorization_act)act,
                            (enum authorization_actor)actor, wanted[actor][act][from]);
}

static void the_nearest_consent_counts(void **)
{
    for (int person = CONSENT_NONE; person <= CONSENT_BLOCKED; person++)
        for (int collection = CONSENT_NONE; collection <= CONSENT_NEVER; collection++)
            for (int account = CONSENT_ASK; account <= CONSENT_NEVER; account++) {
                struct consents c = {(enum consent)person, (enum consent)collection, (enum consent)account};
                int nearest = person ? person : collection ? collection : account;
                assert_int_equal(consent_effective(&c), nearest);
            }
}

static void asking_is_granted_kept_waiting_or_refused_as_the_consent_says(void **)
{
    enum authorization_state to = AUTHORIZATION_STATES;
    assert_int_equal(authorization_ask(CONSENT_NEVER, &to), E_FORBIDDEN);
    assert_int_equal(authorization_ask(CONSENT_BLOCKED, &to), E_FORBIDDEN);
    assert_int_equal(to, AUTHORIZATION_STATES);
    assert_int_equal(authorization_ask(CONSENT_FREE, &to), OK);
    assert_int_equal(to, AUTHORIZATION_GRANTED);
    assert_int_equal(authorization_ask(CONSENT_ASK, &to), OK);
    assert_int_equal(to, AUTHORIZATION_PENDING);
}

static void what_waits_or_was_granted_stands(void **)
{
    for (int state = 0; state < AUTHORIZATION_STATES; state++)
        assert_int_equal(authorization_stands((enum authorization_state)state),
                         state == AUTHORIZATION_PENDING || state == AUTHORIZATION_GRANTED);
}

static void a_request_is_due_at_its_microsecond_and_not_before(void **)
{
    assert_false(authorization_is_due(999999, 1000000));
    assert_true(authorization_is_due(1000000, 1000000));
    assert_true(authorization_is_due(1000001, 1000000));
}

static void an_image_is_seen_as_the_answer_or_else_as_the_consent_says(void **)
{
    /* Lines: consents from ask; columns: states, and none at the end. */
    static const char *const seen[][AUTHORIZATION_STATES + 1] = {
        {"pending", "granted", "denied", "expired", "ask", "revoked", "ask"},
        {"pending", "granted", "free", "free", "free", "free", "free"},
        {"pending", "granted", "never", "never", "never", "never", "never"},
        {"pending", "granted", "never", "never", "never", "never", "never"},
    };
    for (int consent = CONSENT_ASK; consent <= CONSENT_BLOCKED; consent++)
        for (int state = 0; state <= AUTHORIZATION_STATES; state++) {
            enum authorization_state last = (enum authorization_state)state;
            assert_string_equal(authorization_seen((enum consent)consent, state < AUTHORIZATION_STATES ? &last : NULL),
                                seen[consent - CONSENT_ASK][state]);
        }
}

static void silence_is_told_as_a_refusal(void **)
{
    assert_non_null(strstr(authorization_sentence(AUTHORIZATION_EXPIRED), "no answer in time"));
    assert_non_null(strstr(authorization_sentence(AUTHORIZATION_EXPIRED), "not allowed"));
    assert_null(authorization_sentence(AUTHORIZATION_GRANTED));
    assert_null(authorization_sentence(AUTHORIZATION_WITHDRAWN));
    assert_string_equal(consent_sentence(CONSENT_BLOCKED), consent_sentence(CONSENT_NEVER));
}

static void a_refusal_says_what_became_of_the_request_or_what_its_creator_wants(void **)
{
    for (int state = 0; state < AUTHORIZATION_STATES; state++) {
        enum authorization_state last = (enum authorization_state)state;
        const char *of_state = authorization_sentence(last), *asked = authorization_refusal(CONSENT_ASK, &last);
        assert_string_equal(asked, of_state ? of_state : consent_sentence(CONSENT_ASK));
        assert_string_equal(authorization_refusal(CONSENT_NEVER, &last),
                            last == AUTHORIZATION_PENDING ? of_state : consent_sentence(CONSENT_NEVER));
    }
    assert_string_equal(authorization_refusal(CONSENT_ASK, NULL), consent_sentence(CONSENT_ASK));
}

static void names_are_read_back_as_what_they_name(void **)
{
    for (int state = 0; state < AUTHORIZATION_STATES; state++)
        assert_int_equal(authorization_state_parse(authorization_state_name((enum authorization_state)state)), state);
    for (int effect = EFFECT_NONE; effect <= EFFECT_HIDE; effect++)
        assert_int_equal(authorization_effect_parse(authorization_effect_name((enum authorization_effect)effect)),
                         effect);
    for (int consent = CONSENT_NONE; consent <= CONSENT_BLOCKED; consent++)
        assert_int_equal(consent_parse(consent_name((enum consent)consent)), consent);
    assert_int_equal(authorization_state_parse("gone"), AUTHORIZATION_STATES);
    assert_int_equal(consent_parse("gone"), CONSENT_NONE);
}

static void bodies_are_checked_member_by_member(void **)
{
    struct refusals refusals = {0};
    enum authorization_effect effect = EFFECT_NONE;
    enum consent consent = CONSENT_NONE;
    json_auto_t *request = quoted("{'collection': 'AZqv0m3dcJ2mS0lYxA1bCw', 'image': 2}");
    json_auto_t *wrong = quoted("{'effect': 'burn'}"), *right = quoted("{'effect': 'hide'}");
    json_auto_t *blocked = quoted("{'consent': 'blocked'}"), *completed = NULL;
    assert_int_equal(authorization_check(request, &refusals, &completed), OK);
    assert_same_json(completed, "{'collection': 'AZqv0m3dcJ2mS0lYxA1bCw', 'image': 2, 'note': ''}");
    assert_int_equal(revocation_check(wrong, &refusals, &effect), E_INVALID);
    assert_refused_only(&refusals, "/effect", NULL);
    assert_int_equal(effect, EFFECT_NONE);
    assert_int_equal(revocation_check(right, &refusals, &effect), OK);
    assert_int_equal(effect, EFFECT_HIDE);
    assert_int_equal(consent_check(blocked, &refusals, &consent), OK);
    assert_int_equal(consent, CONSENT_BLOCKED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_of_every_actor_in_every_state_ends_as_the_table_says),
        cmocka_unit_test(the_nearest_consent_counts),
        cmocka_unit_test(asking_is_granted_kept_waiting_or_refused_as_the_consent_says),
        cmocka_unit_test(what_waits_or_was_granted_stands),
        cmocka_unit_test(a_request_is_due_at_its_microsecond_and_not_before),
        cmocka_unit_test(an_image_is_seen_as_the_answer_or_else_as_the_consent_says),
        cmocka_unit_test(silence_is_told_as_a_refusal),
        cmocka_unit_test(a_refusal_says_what_became_of_the_request_or_what_its_creator_wants),
        cmocka_unit_test(names_are_read_back_as_what_they_name),
        cmocka_unit_test(bodies_are_checked_member_by_member),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
