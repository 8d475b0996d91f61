/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts, their sessions, and who follows whom: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_ACCOUNT_H
#define STENCIL_STORE_ACCOUNT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/authorization.h"
#include "rule/visibility.h"

typedef struct account {
    char *id, *handle, *name, *bio;
    enum role role;
    int64_t version, created_us, updated_us;
    enum consent consent; /* to the use of its images, where nothing nearer was decided */
} account;

void account_free(struct account *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(account, account_free)

struct account_counts {
    int64_t followers, following, collections;
};

/* E_HANDLE_TAKEN where another account has the handle. `password` is what
 * crypt/password.h stores. */
enum err account_insert(struct db_conn *db, const struct account *account, const char *password);

/* E_NOT_FOUND. */
enum err account_get(struct db_conn *db, const char *id, struct account **out);
enum err account_by_handle(struct db_conn *db, const char *handle, struct account **out);
enum err account_password(struct db_conn *db, const char *handle, char **id, char **password);
enum err account_counts(struct db_conn *db, const char *id, struct account_counts *out);

/* Stores name, bio and consent, and the password unless it is NULL; counts the version up. */
enum err account_update(struct db_conn *db, const struct account *account, const char *password, int64_t now_us);

/* Deletes the account with all that it owns, takes its ratings back and withdraws its
 * templates. Media that others' collections show stay, without an owner. */
enum err account_delete(struct db_conn *db, const char *id);

enum err follow_put(struct db_conn *db, const char *follower_id, const char *followed_id, int64_t now_us);
enum err follow_delete(struct db_conn *db, const char *follower_id, const char *followed_id);
/* Calls `visit` with each account that follows this one. */
enum err follow_each_follower(struct db_conn *db, const char *followed_id,
                              void (*visit)(void *context, const char *follower_id), void *context);
enum err follow_exists(struct db_conn *db, const char *follower_id, const char *followed_id, bool *exists);

/* A session that is there already stays as it is; `*expires_us` gets its end. */
enum err session_insert(struct db_conn *db, const char *token_hash, const char *account_id, int64_t now_us,
                        int64_t *expires_us);
/* Whose session it is; E_NOT_FOUND when it is unknown or over. */
enum err session_account(struct db_conn *db, const char *token_hash, int64_t now_us, struct account **out);
enum err session_delete(struct db_conn *db, const char *token_hash);
enum err session_delete_others(struct db_conn *db, const char *account_id, const char *kept_token_hash);
enum err session_delete_expired(struct db_conn *db, int64_t now_us);

#endif
