/* SPDX-License-Identifier: Apache-2.0 */
#include "signin.h"

#include <string.h>

#include "crypt/token.h"

#define BEARER "Bearer "

bool signin_origin_is_own(const struct req *req, const char *origin)
{
    const char *host = req_header(req, "Host");
    const char *named = strstr(origin, "://");
    return host && named && g_ascii_strcasecmp(named + 3, host) == 0;
}

static enum err find_account(struct req *req, struct db_conn *db, const char *token)
{
    char hash[SHA256_TEXT_SIZE];
    token_hash(token, hash);
    enum err e = session_account(db, hash, req->now_us, &req->account);
    if (!e)
        memcpy(req->token_hash, hash, sizeof hash);
    return e == E_NOT_FOUND ? E_SIGN_IN : e;
}

static enum err by_cookie(struct req *req, struct db_conn *db, const char *token)
{
    const char *origin = req_header(req, "Origin");
    enum err e = find_account(req, db, token);
    /* A browser sends an old cookie unasked, even to sign in again: then she is nobody. */
    if (e)
        return e == E_SIGN_IN ? OK : e;
    if (req->method == GET || req->method == HEAD || (origin && signin_origin_is_own(req, origin)))
        return OK;
    return E_ORIGIN;
}

enum err signin(struct req *req, struct db_conn *db)
{
    static const enum role least[] = {ROLE_NOBODY, ROLE_MEMBER, ROLE_MODERATOR, ROLE_ADMIN};
    const char *header = req_header(req, "Authorization");
    const char *cookie = req->lookup(req->source, REQ_COOKIE, SESSION_COOKIE);
    enum err e = OK;
    if (header)
        e = g_ascii_strncasecmp(header, BEARER, strlen(BEARER)) == 0 ? find_account(req, db, header + strlen(BEARER))
                                                                     : E_SIGN_IN;
    else if (cookie)
        e = by_cookie(req, db, cookie);
    if (!e && req->route->access != ANYONE && !req->account)
        e = E_SIGN_IN;
    if (!e && req_role(req) < least[req->route->access])
        e = E_FORBIDDEN;
    return e;
}
