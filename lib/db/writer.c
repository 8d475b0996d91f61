/* SPDX-License-Identifier: Apache-2.0 */
#include "db/writer.h"

#include <stdatomic.h>

/* A transaction is not kept open for more units than this: the first ones wait for the last. */
enum { BATCH_MAX = 256 };

struct writer {
    struct db_conn *conn;
    GThread *thread;
    GMutex lock; /* guards first, last, is_ending */
    GCond wake;
    struct unit *first, **last;
    bool is_ending;
    _Atomic int64_t units, transactions;
    void (*look)(void *context); /* after a commit */
    void *look_context;
};

static struct unit *take_batch(struct writer *writer)
{
    g_mutex_lock(&writer->lock);
    while (!writer->first && !writer->is_ending)
        g_cond_wait(&writer->wake, &writer->lock);
    struct unit *batch = writer->first, **end = &writer->first;
    for (int i = 0; i < BATCH_MAX && *end; i++)
        end = &(*end)->next;
    writer->first = *end;
    *end = NULL;
    if (!writer->first)
        writer->last = &writer->first;
    g_mutex_unlock(&writer->lock);
    return batch;
}

/* Whether the transaction can go on: a unit that could not be taken back ends it. */
static enum err run_unit(struct db_conn *conn, struct unit *unit)
{
    enum err e = db_savepoint(conn);
    if (e)
        return e;
    unit->outcome = unit->run(conn, unit->context);
    return unit->outcome ? db_savepoint_rollback(conn) : db_savepoint_release(conn);
}

static enum err run_batch(struct db_conn *conn, struct unit *batch)
{
    enum err e = db_begin(conn);
    if (e)
        return e;
    for (struct unit *unit = batch; unit && !e; unit = unit->next)
        e = run_unit(conn, unit);
    if (!e)
        e = db_commit(conn);
    if (e)
        db_rollback(conn);
    return e;
}

static void answer(struct unit *batch, enum err transaction)
{
    for (struct unit *unit = batch, *next; unit; unit = next) {
        next = unit->next;
        /* A unit that was refused stays refused; one that was done is undone with the rest. */
        if (transaction && !unit->outcome)
            unit->outcome = transaction;
        unit->done(unit, unit->outcome);
    }
}

static void *writer_main(void *context)
{
    struct writer *writer = context;
    for (struct unit *batch; (batch = take_batch(writer));) {
        for (struct unit *unit = batch; unit; unit = unit->next)
            writer->units++;
        writer->transactions++;
        enum err e = run_batch(writer->conn, batch);
        answer(batch, e);
        if (!e && writer->look)
            writer->look(writer->look_context);
    }
    return NULL;
}

enum err writer_new(const char *url, struct writer **out)
{
    struct db_conn *conn;
    enum err e = db_connect(url, DB_WRITE, &conn);
    if (e)
        return e;
    struct writer *writer = g_new0(struct writer, 1);
    writer->conn = conn;
    writer->last = &writer->first;
    g_mutex_init(&writer->lock);
    g_cond_init(&writer->wake);
    writer->thread = g_thread_new("writer", writer_main, writer);
    *out = writer;
    return OK;
}

void writer_free(struct writer *writer)
{
    if (!writer)
        return;
    g_mutex_lock(&writer->lock);
    writer->is_ending = true;
    g_cond_signal(&writer->wake);
    g_mutex_unlock(&writer->lock);
    g_thread_join(writer->thread);
    db_disconnect(writer->conn);
    g_mutex_clear(&writer->lock);
    g_cond_clear(&writer->wake);
    g_free(writer);
}

void writer_submit(struct writer *writer, struct unit *unit)
{
    unit->next = NULL;
    unit->outcome = OK;
    g_mutex_lock(&writer->lock);
    *writer->last = unit;
    writer->last = &unit->next;
    g_cond_signal(&writer->wake);
    g_mutex_unlock(&writer->lock);
}

struct waiting {
    struct unit unit;
    GMutex lock; /* guards is_done */
    GCond done;
    bool is_done;
};

static void wake_waiting(struct unit *unit, enum err outcome)
{
    struct waiting *w = (struct waiting *)unit;
    (void)outcome;
    g_mutex_lock(&w->lock);
    w->is_done = true;
    g_cond_signal(&w->done);
    g_mutex_unlock(&w->lock);
}

enum err writer_run(struct writer *writer, enum err (*run)(struct db_conn *conn, void *context), void *context)
{
    struct waiting w = {.unit = {.run = run, .done = wake_waiting, .context = context}};
    g_mutex_init(&w.lock);
    g_cond_init(&w.done);
    writer_submit(writer, &w.unit);
    g_mutex_lock(&w.lock);
    while (!w.is_done)
        g_cond_wait(&w.done, &w.lock);
    g_mutex_unlock(&w.lock);
    g_mutex_clear(&w.lock);
    g_cond_clear(&w.done);
    return w.unit.outcome;
}

void writer_on_commit(struct writer *writer, void (*look)(void *context), void *context)
{
    writer->look_context = context;
    writer->look = look;
}

struct writer_counts writer_counts(struct writer *writer)
{
    return (struct writer_counts){.units = writer->units, .transactions = writer->transactions};
}
