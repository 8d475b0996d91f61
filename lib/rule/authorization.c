/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/authorization.h"

#include <glib.h>

#include "rule/collection.h"
#include "rule/field.h"

#define ACTOR(actor) (1u << (actor))

/* One line an act: who may do it, in which state, and what state follows. */
static const struct {
    unsigned actors;
    enum authorization_state from, to;
} acts[AUTHORIZATION_ACTS] = {
    [AUTHORIZATION_GRANT] = {ACTOR(ACTOR_CREATOR), AUTHORIZATION_PENDING, AUTHORIZATION_GRANTED},
    [AUTHORIZATION_DENY] = {ACTOR(ACTOR_CREATOR), AUTHORIZATION_PENDING, AUTHORIZATION_DENIED},
    [AUTHORIZATION_WITHDRAW] = {ACTOR(ACTOR_REQUESTER) | ACTOR(ACTOR_BLOCKED), AUTHORIZATION_PENDING,
                                AUTHORIZATION_WITHDRAWN},
    [AUTHORIZATION_REVOKE] = {ACTOR(ACTOR_CREATOR), AUTHORIZATION_GRANTED, AUTHORIZATION_REVOKED},
    [AUTHORIZATION_EXPIRE] = {ACTOR(ACTOR_CLOCK), AUTHORIZATION_PENDING, AUTHORIZATION_EXPIRED},
};

enum err authorization_step(enum authorization_state from, enum authorization_act act, enum authorization_actor actor,
                            enum authorization_state *to)
{
    if (actor == ACTOR_STRANGER)
        return E_NOT_FOUND;
    if (!(acts[act].actors & ACTOR(actor)))
        return E_FORBIDDEN;
    if (from != acts[act].from)
        return E_STATE;
    *to = acts[act].to;
    return OK;
}

enum consent consent_effective(const struct consents *c)
{
    if (c->person != CONSENT_NONE)
        return c->person;
    return c->collection != CONSENT_NONE ? c->collection : c->account;
}

enum err authorization_ask(enum consent effective, enum authorization_state *to)
{
    if (effective != CONSENT_ASK && effective != CONSENT_FREE)
        return E_FORBIDDEN;
    *to = effective == CONSENT_FREE ? AUTHORIZATION_GRANTED : AUTHORIZATION_PENDING;
    return OK;
}

bool authorization_stands(enum authorization_state state)
{
    return state == AUTHORIZATION_PENDING || state == AUTHORIZATION_GRANTED;
}

bool authorization_is_due(int64_t now_us, int64_t expires_us)
{
    return now_us >= expires_us;
}

const char *authorization_seen(enum consent effective, const enum authorization_state *last)
{
    /* Who is blocked is not told so. */
    const char *consent = consent_name(effective == CONSENT_BLOCKED ? CONSENT_NEVER : effective);
    if (!last || *last == AUTHORIZATION_WITHDRAWN)
        return consent;
    if (!authorization_stands(*last) && effective != CONSENT_ASK)
        return consent;
    return authorization_state_name(*last);
}

const char *authorization_sentence(enum authorization_state state)
{
    static const char *const sentences[AUTHORIZATION_STATES] = {
        [AUTHORIZATION_PENDING] = "The creator of this image was asked and has not answered yet.",
        [AUTHORIZATION_DENIED] = "The creator of this image does not allow you to use it.",
        [AUTHORIZATION_EXPIRED] = "The creator of this image gave no answer in time, so you are not allowed to use it.",
        [AUTHORIZATION_REVOKED] = "The creator of this image has taken the permission to use it back.",
    };
    return sentences[state];
}

const char *consent_sentence(enum consent effective)
{
    return effective == CONSENT_ASK ? "This image needs its creator's authorization; ask for it by POST "
                                      "/v1/authorizations."
                                    : "The creator of this image does not allow it to be used.";
}

const char *authorization_refusal(enum consent effective, const enum authorization_state *last)
{
    const char *sentence = last ? authorization_sentence(*last) : NULL;
    bool counts = last && (effective == CONSENT_ASK || *last == AUTHORIZATION_PENDING);
    return counts && sentence ? sentence : consent_sentence(effective);
}

static const char *const state_names[] = {"pending", "granted", "denied", "expired", "withdrawn", "revoked", NULL};
static const char *const effect_names[] = {"keep", "replace", "hide", NULL};
static const char *const consent_names[] = {"ask", "free", "never", "blocked", NULL};

/* The place of the name, or `none`. */
static int name_find(const char *const *names, const char *name, int none)
{
    for (int i = 0; name && names[i]; i++)
        if (g_str_equal(names[i], name))
            return i;
    return none;
}

const char *authorization_state_name(enum authorization_state state)
{
    return state_names[state];
}

enum authorization_state authorization_state_parse(const char *name)
{
    return (enum authorization_state)name_find(state_names, name, AUTHORIZATION_STATES);
}

const char *authorization_effect_name(enum authorization_effect effect)
{
    return effect == EFFECT_NONE ? NULL : effect_names[effect - 1];
}

enum authorization_effect authorization_effect_parse(const char *name)
{
    return (enum authorization_effect)(name_find(effect_names, name, -1) + 1);
}

const char *consent_name(enum consent consent)
{
    return consent == CONSENT_NONE ? NULL : consent_names[consent - 1];
}

enum consent consent_parse(const char *name)
{
    return (enum consent)(name_find(consent_names, name, -1) + 1);
}

static const struct field request_members[] = {
    {.name = "collection", .kind = FIELD_IDENTIFIER},
    {.name = "image", .kind = FIELD_INTEGER, .min = 0, .max = COLLECTION_IMAGES_MAX - 1},
    {.name = "note", .kind = FIELD_LINES, .max = AUTHORIZATION_NOTE_MAX, .fallback = "\"\""},
    {},
};

static const struct field revocation_members[] = {
    {.name = "effect", .kind = FIELD_CHOICE, .choices = effect_names},
    {},
};

static const struct field consent_members[] = {
    {.name = "consent", .kind = FIELD_CHOICE, .choices = consent_names},
    {},
};

static enum err members_check(const struct field *members, const json_t *body, struct refusals *refusals,
                              json_t **completed)
{
    struct path at = {.refusals = refusals};
    struct field object = {.kind = FIELD_OBJECT, .of = members};
    return field_check(&at, &object, body, completed);
}

enum err authorization_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    return members_check(request_members, body, refusals, completed);
}

enum err revocation_check(const json_t *body, struct refusals *refusals, enum authorization_effect *effect)
{
    json_auto_t *completed = NULL;
    enum err e = members_check(revocation_members, body, refusals, &completed);
    if (!e)
        *effect = authorization_effect_parse(json_string_value(json_object_get(completed, "effect")));
    return e;
}

enum err consent_check(const json_t *body, struct refusals *refusals, enum consent *consent)
{
    json_auto_t *completed = NULL;
    enum err e = members_check(consent_members, body, refusals, &completed);
    if (!e)
        *consent = consent_parse(json_string_value(json_object_get(completed, "consent")));
    return e;
}
