/* SPDX-License-Identifier: Apache-2.0
 *
 * What a handle, a password and a profile may be. Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_ACCOUNT_H
#define STENCIL_RULE_ACCOUNT_H

#include <jansson.h>

#include "base/refusal.h"

enum { HANDLE_MIN = 3, HANDLE_MAX = 30, PASSWORD_MIN = 8, PASSWORD_MAX = 200, NAME_MAX_CHARS = 60, BIO_MAX = 500 };

/* A handle: HANDLE_MIN to HANDLE_MAX of a–z, 0–9 and _, beginning with a letter, and none
 * of the reserved words ("me" …). Refusals point at `pointer`. */
enum err handle_check(const char *handle, const char *pointer, struct refusals *refusals);

/* A password: PASSWORD_MIN to PASSWORD_MAX characters of any kind. */
enum err password_check(const char *password, const char *pointer, struct refusals *refusals);

/* The body of POST /accounts: {"handle", "password", "name"?, "bio"?}; unknown members
 * refused. */
enum err account_check(const json_t *body, struct refusals *refusals);

/* The body of PATCH /accounts/me: {"name"?, "bio"?, "consent"?, "password"?} ("password"
 * needs "current_password"), at least one of them. */
enum err account_patch_check(const json_t *body, struct refusals *refusals);

/* The body of POST /sessions: {"handle", "password", "cookie"?: bool}. */
enum err session_check(const json_t *body, struct refusals *refusals);

#endif
