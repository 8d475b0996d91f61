/* SPDX-License-Identifier: Apache-2.0 */
#include "store/policy.h"

#include <string.h>

#include "base/json.h"

static enum err read_json(const struct db_rows *rows, int column, json_t **out)
{
    g_autofree char *error = NULL;
    const char *text = db_text(rows, column);
    json_t *value = json_parse(text, strlen(text), &error);
    if (!value)
        return err_broken("policy", "%s", error);
    *out = value;
    return OK;
}

enum err policy_newest(struct db_conn *db, int64_t *version, json_t **document, int64_t *created_us)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_policy_newest, "");
    if (!e)
        e = read_json(&rows, 1, document);
    if (e)
        return e;
    *version = db_int(&rows, 0);
    *created_us = db_int(&rows, 2);
    return OK;
}

enum err policy_insert(struct db_conn *db, int64_t version, const json_t *document, int64_t now_us)
{
    g_autoptr(GString) text = json_text(document);
    return db_exec(db, QUERY_policy_insert, NULL, "iti", version, text->str, now_us);
}

enum err eligibility_put(struct db_conn *db, const char *collection_id, const struct eligibility *eligibility,
                         const json_t *explanation)
{
    g_autoptr(GString) text = json_text(explanation);
    return db_exec(db, QUERY_eligibility_put, NULL, "tiiti", collection_id, eligibility->policy_version,
                   (int64_t)eligibility->is_eligible, text->str, eligibility->evaluated_us);
}

enum err eligibility_get(struct db_conn *db, const char *collection_id, struct eligibility *out, json_t **explanation)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, QUERY_eligibility_get, "t", collection_id);
    if (!e)
        e = read_json(&rows, 2, explanation);
    if (!e)
        *out = (struct eligibility){
            .policy_version = db_int(&rows, 0), .is_eligible = db_int(&rows, 1), .evaluated_us = db_int(&rows, 3)};
    return e;
}
