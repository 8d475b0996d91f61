/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "crypt/password.h"
#include "rule/account.h"
#include "serve.h"
#include "server.h"
#include "store/account.h"

/* One line; the line break is not part of the password. */
static bool read_password(char *out, size_t size)
{
    if (!fgets(out, (int)size, stdin))
        return false;
    out[strcspn(out, "\n")] = '\0';
    return true;
}

static int say(const char *what)
{
    fprintf(stderr, "stencild: %s\n", what);
    return EXIT_FAILURE;
}

static bool is_accepted(const char *handle, const char *password)
{
    struct refusals refusals = {0};
    json_t *item;
    size_t i;
    enum err a = handle_check(handle, "handle", &refusals), b = password_check(password, "password", &refusals);
    json_array_foreach (refusals.list, i, item)
        fprintf(stderr, "stencild: %s: %s\n", json_string_value(json_object_get(item, "pointer")),
                json_string_value(json_object_get(item, "detail")));
    refusals_clear(&refusals);
    return !a && !b;
}

struct addition {
    struct account account;
    char *password;
};

static enum err insert(struct db_conn *db, void *context)
{
    const struct addition *a = context;
    return account_insert(db, &a->account, a->password);
}

/* The database alone: a daemon may be running beside us. */
static enum err write_account(const char *url, struct addition *addition)
{
    struct writer *writer;
    enum err e = db_migrate(url);
    if (!e)
        e = writer_new(url, &writer);
    if (e)
        return e;
    e = writer_run(writer, insert, addition);
    writer_free(writer);
    return e;
}

int account_command(const struct config *config, const char *handle, const char *role)
{
    char password[PASSWORD_MAX * 4 + 2], id[ID_SIZE];
    g_autofree char *stored = NULL;
    g_autofree char *url = NULL;
    if (role_parse(role) == ROLE_NOBODY)
        return say("--role is member, moderator or admin");
    if (!read_password(password, sizeof password))
        return say("no password came on standard input");
    if (!is_accepted(handle, password) || password_hash(password, (unsigned)config->password_cost, &stored))
        return EXIT_FAILURE;
    int64_t now_us = clock_now_us();
    id_new(now_us, id);
    struct addition addition = {
        .account = {.id = id,
                    .handle = (char *)handle,
                    .name = (char *)handle,
                    .bio = (char *)"",
                    .role = role_parse(role),
                    .created_us = now_us},
        .password = stored,
    };
    enum err e = server_database_url(config, &url);
    if (!e)
        e = write_account(url, &addition);
    if (e)
        return say(err_info(e)->sentence);
    printf("stencild: account %s added as %s\n", handle, role);
    return EXIT_SUCCESS;
}
