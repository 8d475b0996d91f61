/* SPDX-License-Identifier: Apache-2.0 */
#include "db_test.h"

#include "base/fault.h"
#include "db/writer.h"

enum { THREADS = 8, UNITS_EACH = 50, NOW_US = 1000 };

/* One account to be stored, and how the unit ends. */
struct work {
    struct unit unit; /* first, so that `done` finds the rest */
    struct gate *gate;
    char id[32];
    enum err ends;
    enum err outcome;
    bool has_run;
    const char *path; /* looked into when it is done, unless NULL */
    int64_t seen;
};

/* Holds the writer until all are submitted, and tells when all are done. */
struct gate {
    GMutex lock; /* guards what is below */
    GCond changed;
    bool is_open;
    int64_t fault_at;
    unsigned done;
};

static enum err store(struct db_conn *db, void *context)
{
    struct work *w = context;
    w->has_run = true;
    enum err e =
        db_exec(db, QUERY_account_insert, NULL, "tttttti", w->id, w->id, "", "", "member", "", (int64_t)NOW_US);
    return e ? e : w->ends;
}

static enum err wait_for_gate(struct db_conn *db, void *context)
{
    struct gate *gate = context;
    (void)db;
    g_mutex_lock(&gate->lock);
    while (!gate->is_open)
        g_cond_wait(&gate->changed, &gate->lock);
    g_mutex_unlock(&gate->lock);
    if (gate->fault_at)
        fault_arm(FAULT_DB, gate->fault_at, false);
    return OK;
}

static void work_done(struct unit *unit, enum err outcome)
{
    struct work *w = (struct work *)unit;
    w->outcome = outcome;
    if (w->path)
        w->seen = sql(w->path, "SELECT COUNT(*) FROM account WHERE id = '%s'", w->id);
    g_mutex_lock(&w->gate->lock);
    w->gate->done++;
    g_cond_signal(&w->gate->changed);
    g_mutex_unlock(&w->gate->lock);
}

static void open_gate(struct gate *gate)
{
    g_mutex_lock(&gate->lock);
    gate->is_open = true;
    g_cond_signal(&gate->changed);
    g_mutex_unlock(&gate->lock);
}

static void wait_until_done(struct gate *gate, unsigned count)
{
    g_mutex_lock(&gate->lock);
    while (gate->done < count)
        g_cond_wait(&gate->changed, &gate->lock);
    g_mutex_unlock(&gate->lock);
}

struct held {
    struct database d;
    struct writer *writer;
    struct gate gate;
    struct work holder, *works;
    unsigned count;
};

/* Submits `count` units behind one that holds the writer: they are in one batch. */
static void held_begin(struct held *h, unsigned count)
{
    h->d = database_new();
    h->count = count;
    h->works = g_new0(struct work, count);
    g_mutex_init(&h->gate.lock);
    g_cond_init(&h->gate.changed);
    assert_int_equal(writer_new(h->d.url, &h->writer), OK);
    h->holder = (struct work){.unit = {.run = wait_for_gate, .done = work_done, .context = &h->gate}, .gate = &h->gate};
    writer_submit(h->writer, &h->holder.unit);
    for (unsigned i = 0; i < count; i++) {
        struct work *w = &h->works[i];
        w->unit = (struct unit){.run = store, .done = work_done, .context = w};
        w->gate = &h->gate;
        g_snprintf(w->id, sizeof w->id, "a%u", i);
    }
}

static void held_submit(struct held *h)
{
    for (unsigned i = 0; i < h->count; i++)
        writer_submit(h->writer, &h->works[i].unit);
}

static void held_release(struct held *h)
{
    held_submit(h);
    open_gate(&h->gate);
    wait_until_done(&h->gate, h->count + 1);
    fault_arm(FAULT_DB, 0, false);
}

static void held_end(struct held *h)
{
    writer_free(h->writer);
    database_remove(&h->d);
    g_mutex_clear(&h->gate.lock);
    g_cond_clear(&h->gate.changed);
    g_free(h->works);
}

static int64_t stored_count(const struct held *h)
{
    return sql(h->d.path, "SELECT COUNT(*) FROM account");
}

/* The next unit after all that finds the writer in order. */
static void assert_goes_on(struct held *h)
{
    struct work last = {.gate = &h->gate, .id = "last"};
    assert_int_equal(writer_run(h->writer, store, &last), OK);
    assert_int_equal(sql(h->d.path, "SELECT COUNT(*) FROM account WHERE id = 'last'"), 1);
}

static void waiting_units_share_a_transaction(void **)
{
    static const struct {
        unsigned units;
        int64_t transactions;
    } cases[] = {{1, 2}, {100, 2}, {256, 2}, {257, 3}, {600, 4}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct held h = {0};
        held_begin(&h, cases[i].units);
        /* The holder must be alone in its batch. */
        while (!writer_counts(h.writer).transactions)
            g_thread_yield();
        held_release(&h);
        assert_int_equal(writer_counts(h.writer).units, cases[i].units + 1);
        assert_int_equal(writer_counts(h.writer).transactions, cases[i].transactions);
        assert_int_equal(stored_count(&h), cases[i].units);
        held_end(&h);
    }
}

static void a_refused_unit_is_taken_back_alone(void **)
{
    static const enum err ends[] = {OK, E_INVALID, OK, E_STATE, E_BROKEN, OK};
    struct held h = {0};
    held_begin(&h, 60);
    for (unsigned i = 0; i < h.count; i++)
        h.works[i].ends = ends[i % G_N_ELEMENTS(ends)];
    held_release(&h);
    for (unsigned i = 0; i < h.count; i++) {
        assert_int_equal(h.works[i].outcome, ends[i % G_N_ELEMENTS(ends)]);
        assert_int_equal(sql(h.d.path, "SELECT COUNT(*) FROM account WHERE id = 'a%u'", i), !h.works[i].outcome);
    }
    held_end(&h);
}

static void who_is_answered_well_finds_it_stored(void **)
{
    struct held h = {0};
    held_begin(&h, 20);
    for (unsigned i = 0; i < h.count; i++)
        h.works[i].path = h.d.path;
    held_release(&h);
    for (unsigned i = 0; i < h.count; i++) {
        assert_int_equal(h.works[i].outcome, OK);
        assert_int_equal(h.works[i].seen, 1);
    }
    held_end(&h);
}

static void a_failed_commit_answers_everybody_and_stores_nothing(void **)
{
    struct held h = {0};
    held_begin(&h, 10);
    h.works[3].ends = E_STATE;
    while (!writer_counts(h.writer).transactions)
        g_thread_yield();
    /* The holder's commit, then begin, ten inserts and the commit of the batch. */
    h.gate.fault_at = 1 + 1 + 10 + 1;
    held_release(&h);
    assert_int_equal(h.holder.outcome, OK);
    for (unsigned i = 0; i < h.count; i++)
        assert_int_equal(h.works[i].outcome, i == 3 ? E_STATE : E_BROKEN);
    assert_int_equal(stored_count(&h), 0);
    assert_goes_on(&h);
    held_end(&h);
}

static void a_transaction_that_cannot_begin_answers_everybody(void **)
{
    struct held h = {0};
    held_begin(&h, 10);
    while (!writer_counts(h.writer).transactions)
        g_thread_yield();
    h.gate.fault_at = 2;
    held_release(&h);
    for (unsigned i = 0; i < h.count; i++) {
        assert_int_equal(h.works[i].outcome, E_BROKEN);
        assert_false(h.works[i].has_run);
    }
    assert_goes_on(&h);
    held_end(&h);
}

static void a_failed_statement_fails_its_own_unit(void **)
{
    struct held h = {0};
    held_begin(&h, 10);
    while (!writer_counts(h.writer).transactions)
        g_thread_yield();
    h.gate.fault_at = 2 + 5;
    held_release(&h);
    for (unsigned i = 0; i < h.count; i++)
        assert_int_equal(h.works[i].outcome, i == 4 ? E_BROKEN : OK);
    assert_int_equal(stored_count(&h), 9);
    held_end(&h);
}

static void what_was_submitted_is_finished_before_the_end(void **)
{
    struct held h = {0};
    held_begin(&h, 300);
    held_submit(&h);
    open_gate(&h.gate);
    writer_free(g_steal_pointer(&h.writer));
    assert_int_equal(h.gate.done, h.count + 1);
    assert_int_equal(stored_count(&h), h.count);
    held_end(&h);
}

struct thread {
    struct writer *writer;
    char name;
    enum err outcomes[UNITS_EACH];
};

static void *submit_many(void *context)
{
    struct thread *t = context;
    for (int i = 0; i < UNITS_EACH; i++) {
        struct work w = {.ends = i % 3 ? OK : E_INVALID};
        g_snprintf(w.id, sizeof w.id, "%c%d", t->name, i);
        t->outcomes[i] = writer_run(t->writer, store, &w);
    }
    return NULL;
}

static void many_threads_each_get_their_own_outcome(void **)
{
    struct database d = database_new();
    struct writer *writer;
    struct thread threads[THREADS];
    GThread *running[THREADS];
    assert_int_equal(writer_new(d.url, &writer), OK);
    for (int i = 0; i < THREADS; i++) {
        threads[i] = (struct thread){.writer = writer, .name = (char)('a' + i)};
        running[i] = g_thread_new("submit", submit_many, &threads[i]);
    }
    for (int i = 0; i < THREADS; i++)
        g_thread_join(running[i]);
    for (int i = 0; i < THREADS; i++)
        for (int n = 0; n < UNITS_EACH; n++)
            assert_int_equal(threads[i].outcomes[n], n % 3 ? OK : E_INVALID);
    assert_int_equal(sql(d.path, "SELECT COUNT(*) FROM account"), THREADS * (UNITS_EACH - (UNITS_EACH + 2) / 3));
    assert_int_equal(writer_counts(writer).units, THREADS * UNITS_EACH);
    writer_free(writer);
    database_remove(&d);
}

static void a_writer_without_a_database_does_not_start(void **)
{
    struct database d = database_none();
    g_autofree char *url = g_strdup_printf("sqlite:%s/none/stencil.db", d.folder);
    struct writer *untouched = NULL;
    assert_int_equal(writer_new(url, &untouched), E_BROKEN);
    assert_null(untouched);
    writer_free(untouched);
    database_remove(&d);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(waiting_units_share_a_transaction),
        cmocka_unit_test(a_refused_unit_is_taken_back_alone),
        cmocka_unit_test(who_is_answered_well_finds_it_stored),
        cmocka_unit_test(a_failed_commit_answers_everybody_and_stores_nothing),
        cmocka_unit_test(a_transaction_that_cannot_begin_answers_everybody),
        cmocka_unit_test(a_failed_statement_fails_its_own_unit),
        cmocka_unit_test(what_was_submitted_is_finished_before_the_end),
        cmocka_unit_test(many_threads_each_get_their_own_outcome),
        cmocka_unit_test(a_writer_without_a_database_does_not_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
