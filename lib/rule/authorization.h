/* SPDX-License-Identifier: Apache-2.0
 *
 * The consent of a creator to the use of one of her images by one person (DESIGN §7; seed
 * ¶0092–0094): who may do what in which state, and what is answered to one who asks.
 * Pure: no I/O, the time is given; any thread.
 */
#ifndef STENCIL_RULE_AUTHORIZATION_H
#define STENCIL_RULE_AUTHORIZATION_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/refusal.h"

enum { AUTHORIZATION_NOTE_MAX = 500 /* characters */ };

enum authorization_state {
    AUTHORIZATION_PENDING,
    AUTHORIZATION_GRANTED,
    AUTHORIZATION_DENIED,
    AUTHORIZATION_EXPIRED,
    AUTHORIZATION_WITHDRAWN,
    AUTHORIZATION_REVOKED,
    AUTHORIZATION_STATES
};

enum authorization_act {
    AUTHORIZATION_GRANT,
    AUTHORIZATION_DENY,
    AUTHORIZATION_WITHDRAW,
    AUTHORIZATION_REVOKE,
    AUTHORIZATION_EXPIRE,
    AUTHORIZATION_ACTS
};

enum authorization_actor {
    ACTOR_REQUESTER,
    ACTOR_BLOCKED, /* the requester, whom the creator has blocked */
    ACTOR_CREATOR,
    ACTOR_MODERATOR,
    ACTOR_STRANGER,
    ACTOR_CLOCK,
    AUTHORIZATION_ACTORS
};

/* What happens to collections that were posted with the image, when it is revoked. */
enum authorization_effect { EFFECT_NONE, EFFECT_KEEP, EFFECT_REPLACE, EFFECT_HIDE };

/* CONSENT_NONE: nothing was decided here. */
enum consent { CONSENT_NONE, CONSENT_ASK, CONSENT_FREE, CONSENT_NEVER, CONSENT_BLOCKED };

/* The state after an act: pending → granted | denied | expired | withdrawn, and granted →
 * revoked. E_NOT_FOUND for who may not see it, E_FORBIDDEN for who may not do this, E_STATE. */
enum err authorization_step(enum authorization_state from, enum authorization_act act, enum authorization_actor actor,
                            enum authorization_state *to);

/* What a creator decided, from the nearest to the farthest. */
struct consents {
    enum consent person, collection, account; /* the account's is never CONSENT_NONE */
};

enum consent consent_effective(const struct consents *consents);

/* The state that a new authorization begins in: granted where the use is free, pending where
 * she wants to be asked; E_FORBIDDEN where she lets nobody, or not this person. */
enum err authorization_ask(enum consent effective, enum authorization_state *to);

/* Whether a request or grant stands: who asks again is answered with it. */
bool authorization_stands(enum authorization_state state);

/* Whether a request that ends at `expires_us` has waited long enough (seed ¶0094). */
bool authorization_is_due(int64_t now_us, int64_t expires_us);

/* How the creator's consent looks to one who asks or calls the template: the state of her
 * newest authorization where that says more than the consent. `last` may be NULL. */
const char *authorization_seen(enum consent effective, const enum authorization_state *last);

/* What a state means to the requester, in a sentence; NULL where there is nothing to say. */
const char *authorization_sentence(enum authorization_state state);

/* The same for one who never asked, or was refused from the start. */
const char *consent_sentence(enum consent effective);

/* Why the image may not be posted: what became of her request, or what its creator wants. */
const char *authorization_refusal(enum consent effective, const enum authorization_state *last);

/* "pending" …, "keep" …, "ask" …; the parsers give AUTHORIZATION_STATES, EFFECT_NONE and
 * CONSENT_NONE for anything else, NULL too. */
const char *authorization_state_name(enum authorization_state state);
enum authorization_state authorization_state_parse(const char *name);
const char *authorization_effect_name(enum authorization_effect effect);
enum authorization_effect authorization_effect_parse(const char *name);
const char *consent_name(enum consent consent);
enum consent consent_parse(const char *name);

/* The body of POST /authorizations: {"collection", "image", "note"?}; completed. */
enum err authorization_check(const json_t *body, struct refusals *refusals, json_t **completed);

/* The body of POST /authorizations/{id}/revoke: {"effect"}. */
enum err revocation_check(const json_t *body, struct refusals *refusals, enum authorization_effect *effect);

/* The body of PUT /accounts/{handle}/consent: {"consent"}. */
enum err consent_check(const json_t *body, struct refusals *refusals, enum consent *consent);

#endif
