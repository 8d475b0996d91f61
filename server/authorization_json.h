/* SPDX-License-Identifier: Apache-2.0
 *
 * Authorizations, their receipts, and consents as the API shows them. New references. Pure.
 */
#ifndef STENCIL_AUTHORIZATION_JSON_H
#define STENCIL_AUTHORIZATION_JSON_H

#include <jansson.h>

#include "store/authorization.h"

/* Without its uses and receipts. */
json_t *authorization_json(const struct authorization *a);

/* What is signed: the last decision, as text of which the signature covers every byte. */
json_t *receipt_statement_json(const struct authorization *a, const char *key_id);

/* {"statement", "signature", "key"} */
json_t *receipt_json(const struct receipt *receipt);

/* {"person": {"handle", "name"}, "consent"} */
json_t *consent_json(const struct party *person, enum consent consent);

#endif
