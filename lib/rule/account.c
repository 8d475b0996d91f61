/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/account.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "rule/field.h"

/* What the server itself answers to, or what others would take for the server's voice. */
static const char *const reserved_handles[] = {"me", "admin", "moderator", "root",   "stencil", "system",    "api",
                                               "v1", "docs",  "healthz",   "readyz", "metrics", "anonymous", NULL};

static bool has_handle_form(const char *handle)
{
    size_t size = strspn(handle, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return handle[size] == '\0' && size >= HANDLE_MIN && size <= HANDLE_MAX && g_ascii_islower(*handle);
}

enum err handle_check(const char *handle, const char *pointer, struct refusals *refusals)
{
    if (g_strv_contains(reserved_handles, handle))
        return refuse(refusals, pointer, "wanted another handle, this one is reserved");
    if (has_handle_form(handle))
        return OK;
    return refuse(refusals, pointer, "wanted %d to %d of a to z, 0 to 9 and _, beginning with a letter", HANDLE_MIN,
                  HANDLE_MAX);
}

enum err password_check(const char *password, const char *pointer, struct refusals *refusals)
{
    long characters = g_utf8_strlen(password, -1);
    if (characters >= PASSWORD_MIN && characters <= PASSWORD_MAX)
        return OK;
    return refuse(refusals, pointer, "wanted a string of %d to %d characters, came %ld", PASSWORD_MIN, PASSWORD_MAX,
                  characters);
}

static enum err handle_member_check(const struct path *at, const json_t *given)
{
    g_autofree char *pointer = path_pointer(at);
    return handle_check(json_string_value(given), pointer, at->refusals);
}

#define PROFILE_NAME                                                                                                   \
    .name = "name", .kind = FIELD_TEXT, .min = 1, .max = NAME_MAX_CHARS, .also = field_is_not_blank, .is_optional = true
#define PROFILE_BIO .name = "bio", .kind = FIELD_LINES, .max = BIO_MAX, .is_optional = true

/* A password tried is never refused for being short: that one is merely wrong. */
#define TRIED_PASSWORD .kind = FIELD_SECRET, .min = 1, .max = PASSWORD_MAX

static const struct field account_members[] = {
    {.name = "handle", .kind = FIELD_TEXT, .min = HANDLE_MIN, .max = HANDLE_MAX, .also = handle_member_check},
    {.name = "password", .kind = FIELD_SECRET, .min = PASSWORD_MIN, .max = PASSWORD_MAX},
    {PROFILE_NAME},
    {PROFILE_BIO},
    {},
};

static const char *const consents[] = {"ask", "free", "never", NULL};

static const struct field patch_members[] = {
    {PROFILE_NAME},
    {PROFILE_BIO},
    {.name = "consent", .kind = FIELD_CHOICE, .choices = consents, .is_optional = true},
    {.name = "password", .kind = FIELD_SECRET, .min = PASSWORD_MIN, .max = PASSWORD_MAX, .is_optional = true},
    {.name = "current_password", TRIED_PASSWORD, .is_optional = true},
    {},
};

static enum err patch_is_coherent(const struct path *at, const json_t *given)
{
    static const char *const changing[] = {"name", "bio", "consent", "password"};
    bool has_password = json_object_get(given, "password"), has_any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(changing); i++)
        has_any = has_any || json_object_get(given, changing[i]);
    if (!has_any)
        return path_refuse(at, "wanted at least one of name, bio, consent and password, came none");
    struct path current = path_member(at, "current_password");
    if (has_password && !json_object_get(given, "current_password"))
        return path_refuse(&current, "wanted with a new password, came nothing");
    return OK;
}

static const struct field session_members[] = {
    {.name = "handle", .kind = FIELD_TEXT, .min = 1, .max = HANDLE_MAX},
    {.name = "password", TRIED_PASSWORD},
    {.name = "cookie", .kind = FIELD_BOOLEAN, .is_optional = true},
    {},
};

static enum err body_check(const struct field *field, const json_t *body, struct refusals *refusals)
{
    struct path at = {.refusals = refusals};
    json_auto_t *completed = NULL;
    return field_check(&at, field, body, &completed);
}

enum err account_check(const json_t *body, struct refusals *refusals)
{
    static const struct field account = {.kind = FIELD_OBJECT, .of = account_members};
    return body_check(&account, body, refusals);
}

enum err account_patch_check(const json_t *body, struct refusals *refusals)
{
    static const struct field patch = {.kind = FIELD_OBJECT, .of = patch_members, .also = patch_is_coherent};
    return body_check(&patch, body, refusals);
}

enum err session_check(const json_t *body, struct refusals *refusals)
{
    static const struct field session = {.kind = FIELD_OBJECT, .of = session_members};
    return body_check(&session, body, refusals);
}
