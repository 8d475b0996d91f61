/* SPDX-License-Identifier: Apache-2.0
 *
 * Reports, gathered into one case a subject: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_REPORT_H
#define STENCIL_STORE_REPORT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/report.h"

/* What is reported, and why. */
struct new_report {
    enum report_kind kind;
    const char *subject_id;
    int64_t image;           /* of a collection, or REPORT_NO_IMAGE */
    const char *reporter_id; /* NULL: the server itself */
    const char *reason, *note;
};

/* A report as stored. */
typedef struct report {
    char *id;
    char *reporter; /* a handle; NULL: the server itself, or an account that is gone */
    int64_t image;  /* or REPORT_NO_IMAGE */
    char *reason, *note;
    int64_t created_us;
} report;

void report_free(struct report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(report, report_free)

/* Adds it to the case of its subject that is not closed, or to a new one. Where the reporter has
 * one in that case already (the server: one for this reason), that one stays the only one, and
 * `*is_new` is false. Inside a transaction. */
enum err report_add(struct db_conn *db, const struct new_report *what, int64_t now_us, struct report **stands,
                    bool *is_new);

/* All that was reported about one subject. */
typedef struct report_case {
    char *id, *subject_kind, *subject_id;
    char *state; /* "open", "assigned", "closed" */
    int64_t reports, first_us, last_us;
    char *outcome, *note; /* of one that is closed; outcome NULL before */
    int64_t closed_us;    /* 0 before */
    char *assignee;       /* a handle, or NULL */
    char *person;         /* whom it is about: the handle, or NULL where she or it is gone */
} report_case;

void report_case_free(struct report_case *c);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(report_case, report_case_free)

/* E_NOT_FOUND. */
enum err report_case_get(struct db_conn *db, const char *id, struct report_case **out);

/* The id of the case of a subject that is not closed (yours); E_NOT_FOUND. */
enum err report_case_of_subject(struct db_conn *db, const char *subject_kind, const char *subject_id, char **id);

/* What a page is of: "" for all; the place of the last one seen. */
struct report_case_page {
    const char *state, *reason, *assignee;
    double after_reports;
    int64_t after_us; /* of its first report */
    const char *after_id;
    int64_t limit;
};

/* Those with most reports first, then the oldest: a new array that frees its elements. */
enum err report_case_list(struct db_conn *db, const struct report_case_page *page, GPtrArray **out);

/* The newest reports of a case, up to `limit`: a new array that frees its elements. */
enum err report_newest(struct db_conn *db, const char *case_id, int64_t limit, GPtrArray **out);

/* Calls `visit` with each reason of a case, the most frequent first. */
enum err report_reasons(struct db_conn *db, const char *case_id,
                        void (*visit)(void *context, const char *reason, int64_t count), void *context);

/* To one account, or to nobody (NULL). Does nothing to a case that is closed. */
enum err report_case_assign(struct db_conn *db, const char *id, const char *account_id);

/* The same. */
enum err report_case_close(struct db_conn *db, const char *id, const char *outcome, const char *note, int64_t now_us);

#endif
