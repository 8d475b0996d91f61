/* SPDX-License-Identifier: Apache-2.0
 *
 * The one writer: a thread that takes all waiting units of work into one transaction, a
 * savepoint each, commits, then answers them all (group commit, DESIGN §4). A unit's
 * outcome OK means: on disk. A unit that returns anything else is taken back alone.
 * Submitting is for any thread; units run on the writer's own.
 */
#ifndef STENCIL_DB_WRITER_H
#define STENCIL_DB_WRITER_H

#include "db/db.h"

struct writer;

/* Owned by who submits it, until `done` has been called. */
struct unit {
    enum err (*run)(struct db_conn *conn, void *context);
    /* Called on the writer's thread after the commit, or after it failed. */
    void (*done)(struct unit *unit, enum err outcome);
    void *context;
    enum err outcome;
    struct unit *next;
};

struct writer_counts {
    int64_t units, transactions;
};

enum err writer_new(const char *url, struct writer **out);

/* Finishes what was submitted, then ends the thread. */
void writer_free(struct writer *writer);

void writer_submit(struct writer *writer, struct unit *unit);

/* Submits a unit and waits for its outcome. Not from the writer's own thread. */
enum err writer_run(struct writer *writer, enum err (*run)(struct db_conn *conn, void *context), void *context);

/* Calls `look` on the writer's thread after each transaction that was committed. Set once,
 * before anything is submitted. */
void writer_on_commit(struct writer *writer, void (*look)(void *context), void *context);

struct writer_counts writer_counts(struct writer *writer);

#endif
