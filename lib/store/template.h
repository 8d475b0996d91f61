/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates and their versions: rows in and out. The connection's thread.
 */
#ifndef STENCIL_STORE_TEMPLATE_H
#define STENCIL_STORE_TEMPLATE_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "db/db.h"
#include "rule/withdrawal.h"

typedef struct template
{
    char *id;
    int64_t version; /* of the document */
    char *collection_id, *account_id;
    char *handle, *name; /* of the creator; NULL when the account is gone */
    bool is_active;
    enum withdrawal withdrawn_by; /* WITHDRAWN_NOT while it is active */
    bool is_removed;              /* what it was extracted from was taken down */
    int64_t calls, uses;
    int64_t created_us, extracted_us; /* of the template, of this version */
    json_t *document;                 /* rule/template.h: template_extract */
}
template;

void template_free(struct template *t);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(template, template_free)

/* A new template with its first version. */
enum err template_insert(struct db_conn *db, const struct template *t);

/* One more version of a template; what was is never overwritten. */
enum err template_add_version(struct db_conn *db, const char *id, int64_t version, const json_t *document,
                              int64_t now_us);

/* `version` 0: the newest. E_NOT_FOUND; withdrawn ones are given too. */
enum err template_call(struct db_conn *db, const char *id, int64_t version, struct template **out);

/* The template extracted from a collection, newest version; E_NOT_FOUND. */
enum err template_of_collection(struct db_conn *db, const char *collection_id, struct template **out);

/* Up to `limit` active templates made before a place, newest first: a new array that
 * frees its elements. */
enum err template_list(struct db_conn *db, int64_t before_us, const char *before_id, int64_t limit, GPtrArray **out);

/* WITHDRAWN_NOT: it is active again. */
enum err template_set_withdrawn(struct db_conn *db, const char *id, enum withdrawal by);

enum err template_add_calls(struct db_conn *db, const char *id, int64_t calls);
enum err template_add_use(struct db_conn *db, const char *id);

#endif
