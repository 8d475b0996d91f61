/* SPDX-License-Identifier: Apache-2.0 */
#include "store_test.h"

#include "crypt/signature.h"
#include "job/authorization_expiry.h"

enum { REQUESTS = 1000, BATCH = 300, ROUNDS = 100, TTL_US = 1000000, NOW_US = 5000000 };

struct ground {
    struct database database;
    struct signer *signer;
};

static struct ground ground_new(void)
{
    struct ground g = {.database = database_new()};
    g_autofree char *path = g_build_filename(g.database.folder, "receipt.key", NULL);
    assert_int_equal(signer_open(path, &g.signer), OK);
    put_account(&g.database, "ada");
    put_account(&g.database, "bob");
    return g;
}

static void ground_remove(struct ground *g)
{
    signer_free(g->signer);
    database_remove(&g->database);
}

static struct authorizer authorizer_at(const struct ground *g, int64_t now_us)
{
    return (struct authorizer){g->database.db, g->signer, now_us};
}

/* Bob asks Ada for an image of its own number, at NOW_US - TTL_US, and so until NOW_US. */
static void put_request(struct ground *g, int number, const char *id)
{
    struct authorization a = {.id = (char *)id,
                              .requester.id = (char *)"bob",
                              .creator.id = (char *)"ada",
                              .collection_id = (char *)"collection",
                              .image = number,
                              .media_id = (char *)"media",
                              .note = (char *)"",
                              .requested_us = NOW_US - TTL_US,
                              .expires_us = NOW_US};
    assert_int_equal(authorization_insert(g->database.db, &a), OK);
}

static void put_requests(struct ground *g, int count)
{
    assert_int_equal(db_begin(g->database.db), OK);
    for (int i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("r%d", i);
        put_request(g, i, id);
    }
    assert_int_equal(db_commit(g->database.db), OK);
}

static int64_t expire(struct ground *g, int64_t now_us)
{
    struct authorizer by = authorizer_at(g, now_us);
    int64_t found;
    assert_int_equal(db_begin(by.db), OK);
    assert_int_equal(authorization_expire(&by, BATCH, &found), OK);
    assert_int_equal(db_commit(by.db), OK);
    return found;
}

static void a_thousand_that_are_due_end_in_one_go_and_each_side_is_told_once(void **)
{
    struct ground g = ground_new();
    put_requests(&g, REQUESTS);
    int64_t started_us = g_get_monotonic_time();
    int64_t found = BATCH, all = 0;
    while (found == BATCH)
        all += found = expire(&g, NOW_US);
    assert_true(g_get_monotonic_time() - started_us < 1000000);
    assert_int_equal(all, REQUESTS);
    const char *path = g.database.path;
    assert_int_equal(sql(path, "SELECT COUNT(*) FROM permission WHERE state = 'expired' AND decided_us = %d", NOW_US),
                     REQUESTS);
    for (int side = 0; side < 2; side++) {
        const char *who = side ? "ada" : "bob";
        assert_int_equal(sql(path,
                             "SELECT COUNT(*) FROM event WHERE kind = 'authorization.expired'"
                             " AND account_id = '%s'",
                             who),
                         REQUESTS);
        assert_int_equal(sql(path, "SELECT COUNT(DISTINCT subject) FROM event WHERE account_id = '%s'", who), REQUESTS);
    }
    assert_int_equal(sql(path, "SELECT COUNT(*) FROM receipt"), REQUESTS);
    assert_int_equal(expire(&g, NOW_US), 0);
    ground_remove(&g);
}

static void nothing_ends_before_its_time(void **)
{
    struct ground g = ground_new();
    int64_t due_us = 0;
    put_requests(&g, 1);
    assert_int_equal(authorization_next_due(g.database.db, &due_us), OK);
    assert_int_equal(due_us, NOW_US);
    assert_int_equal(expire(&g, NOW_US - 1), 0);
    /* A clock that was set back gives them more time, and nobody another answer. */
    assert_int_equal(expire(&g, NOW_US - 1000000), 0);
    assert_int_equal(expire(&g, NOW_US), 1);
    assert_int_equal(authorization_next_due(g.database.db, &due_us), E_NOT_FOUND);
    ground_remove(&g);
}

/* One side of a race: a connection and a thread of its own. */
struct racer {
    const struct ground *ground;
    const char *id; /* of the request that is granted; NULL: all that are due expire */
    GMutex *start;
    enum err outcome;
};

static enum err grant(const struct authorizer *by, const char *id)
{
    static const struct decision decision = {AUTHORIZATION_GRANT, ACTOR_CREATOR, EFFECT_NONE};
    g_autoptr(authorization) a = NULL;
    enum err e = authorization_get(by->db, id, &a);
    return e ? e : authorize_decide(by, a, &decision);
}

static void *race(void *context)
{
    struct racer *r = context;
    struct authorizer by = {NULL, r->ground->signer, NOW_US};
    int64_t found;
    assert_int_equal(db_connect(r->ground->database.url, DB_WRITE, &by.db), OK);
    g_mutex_lock(r->start);
    g_mutex_unlock(r->start);
    assert_int_equal(db_begin(by.db), OK);
    r->outcome = r->id ? grant(&by, r->id) : authorization_expire(&by, BATCH, &found);
    if (r->outcome)
        db_rollback(by.db);
    else
        assert_int_equal(db_commit(by.db), OK);
    db_disconnect(by.db);
    return NULL;
}

static void race_once(struct ground *g, const char *id)
{
    GMutex start;
    g_mutex_init(&start);
    struct racer racers[] = {{g, id, &start, OK}, {g, NULL, &start, OK}, {g, id, &start, OK}, {g, NULL, &start, OK}};
    GThread *threads[G_N_ELEMENTS(racers)];
    g_mutex_lock(&start);
    for (size_t i = 0; i < G_N_ELEMENTS(racers); i++)
        threads[i] = g_thread_new("racer", race, &racers[i]);
    g_mutex_unlock(&start);
    for (size_t i = 0; i < G_N_ELEMENTS(racers); i++)
        g_thread_join(threads[i]);
    g_mutex_clear(&start);
    assert_int_equal(racers[1].outcome, OK);
    assert_int_equal(racers[3].outcome, OK);
    /* The one who was granted it was told so; whoever was late was told that. */
    bool is_granted = racers[0].outcome == OK || racers[2].outcome == OK;
    assert_true(racers[0].outcome == E_STATE || racers[2].outcome == E_STATE);
    assert_int_equal(sql(g->database.path, "SELECT COUNT(*) FROM permission WHERE id = '%s' AND state = '%s'", id,
                         is_granted ? "granted" : "expired"),
                     1);
    assert_int_equal(sql(g->database.path, "SELECT COUNT(*) FROM receipt WHERE permission_id = '%s'", id), 1);
    assert_int_equal(
        sql(g->database.path, "SELECT COUNT(*) FROM event WHERE subject = '%s' AND account_id = 'bob'", id), 1);
}

static void writers_that_race_never_decide_twice(void **)
{
    struct ground g = ground_new();
    for (int i = 0; i < ROUNDS; i++) {
        g_autofree char *id = g_strdup_printf("race%d", i);
        put_request(&g, i, id);
        race_once(&g, id);
    }
    ground_remove(&g);
}

/* The other one may have decided between our look and our act: with PostgreSQL it can. */
static void what_somebody_else_decided_since_it_was_read_stays_decided(void **)
{
    static const struct decision deny = {AUTHORIZATION_DENY, ACTOR_CREATOR, EFFECT_NONE};
    struct ground g = ground_new();
    struct authorizer by = authorizer_at(&g, NOW_US);
    g_autoptr(authorization) stale = NULL;
    put_requests(&g, 1);
    assert_int_equal(authorization_get(by.db, "r0", &stale), OK);
    assert_int_equal(grant(&by, "r0"), OK);
    assert_int_equal(authorize_decide(&by, stale, &deny), E_STATE);
    assert_int_equal(sql(g.database.path, "SELECT COUNT(*) FROM permission WHERE state = 'granted'"), 1);
    assert_int_equal(sql(g.database.path, "SELECT COUNT(*) FROM event"), 1);
    ground_remove(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_thousand_that_are_due_end_in_one_go_and_each_side_is_told_once),
        cmocka_unit_test(nothing_ends_before_its_time),
        cmocka_unit_test(writers_that_race_never_decide_twice),
        cmocka_unit_test(what_somebody_else_decided_since_it_was_read_stays_decided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
