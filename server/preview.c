/* SPDX-License-Identifier: Apache-2.0 */
#include "preview.h"

#include "base/json.h"
#include "store/account.h"
#include "store/fact.h"

enum { SAMPLES_MAX = 10, PIECE = 2000 };

/* Those that would gain eligibility, or lose it. */
struct side {
    int64_t collections, templates, by_condition[CONDITIONS];
    json_t *samples;
};

struct preview {
    struct db_conn *db;
    const struct policy *policy;
    int64_t now_us;
    int64_t seen; /* in this piece */
    int64_t collections, eligible_now, eligible_then;
    struct side gain, lose;
};

static json_t *names_json(unsigned places)
{
    json_t *names = json_array();
    for (size_t i = 0; i < CONDITIONS; i++)
        if (places & 1u << i)
            json_array_append_new(names, json_string(conditions[i]->name));
    return names;
}

static enum err add_sample(struct preview *p, struct side *side, const struct fact_row *row, const struct verdict *v)
{
    g_autoptr(account) account = NULL;
    struct evidence evidence = {&row->facts, p->now_us};
    g_autofree char *missing = policy_missing(p->policy, &evidence);
    enum err e = account_get(p->db, row->account_id, &account);
    if (e)
        return e == E_NOT_FOUND ? OK : e;
    json_array_append_new(side->samples,
                          json_pack("{s:s, s:{s:s, s:s}, s:o, s:o, s:s?}", "collection", row->collection_id, "creator",
                                    "handle", account->handle, "name", account->name, "holding", names_json(v->holding),
                                    "failing", names_json(v->failing), "missing", missing));
    return OK;
}

static enum err add_to(struct preview *p, struct side *side, const struct fact_row *row, const struct verdict *v,
                       unsigned places)
{
    side->collections++;
    for (size_t i = 0; i < CONDITIONS; i++)
        side->by_condition[i] += places >> i & 1;
    return json_array_size(side->samples) < SAMPLES_MAX ? add_sample(p, side, row, v) : OK;
}

static enum err gain(struct preview *p, const struct fact_row *row, const struct verdict *v)
{
    bool is_new = false;
    enum err e = template_would_be_new(p->db, row->collection_id, &is_new);
    p->gain.templates += is_new;
    return e ? e : add_to(p, &p->gain, row, v, v->holding);
}

static enum err visit(void *context, const struct fact_row *row)
{
    struct preview *p = context;
    struct evidence evidence = {&row->facts, p->now_us};
    struct verdict v;
    bool was = row->was_evaluated && row->last.outcome & OUTCOME_ELIGIBLE;
    p->seen++;
    if (row->facts.posted_us == 0)
        return OK;
    policy_evaluate(p->policy, &evidence, &v);
    p->collections++;
    p->eligible_now += was;
    p->eligible_then += v.is_eligible;
    if (v.is_eligible == was)
        return OK;
    return was ? add_to(p, &p->lose, row, &v, v.failing) : gain(p, row, &v);
}

/* A piece in a transaction of its own: one that lasted for all would stop checkpoints. */
static enum err look_at_piece(struct preview *p, char after_id[ID_SIZE])
{
    g_autofree char *from = g_strdup(after_id);
    enum err e = db_begin(p->db);
    if (e)
        return e;
    p->seen = 0;
    e = fact_list(p->db, from, PIECE, after_id, visit, p);
    enum err ended = db_commit(p->db);
    if (ended)
        db_rollback(p->db);
    return e ? e : ended;
}

static json_t *side_json(const struct side *side)
{
    json_t *by_condition = json_object();
    for (size_t i = 0; i < CONDITIONS; i++)
        if (side->by_condition[i])
            json_object_set_new(by_condition, conditions[i]->name, json_integer(side->by_condition[i]));
    return json_pack("{s:I, s:o, s:O}", "collections", (json_int_t)side->collections, "by_condition", by_condition,
                     "samples", side->samples);
}

enum err preview_json(struct req *req, const struct policy *policy, json_t **out)
{
    json_auto_t *gained = json_array(), *lost = json_array();
    struct preview p = {
        .db = req->db, .policy = policy, .now_us = req->now_us, .gain.samples = gained, .lose.samples = lost};
    char after_id[ID_SIZE] = "";
    enum err e;
    do
        e = look_at_piece(&p, after_id);
    while (!e && p.seen == PIECE);
    if (e)
        return e;
    json_t *gain = side_json(&p.gain);
    json_object_set_new(gain, "templates", json_integer(p.gain.templates));
    *out = json_pack("{s:I, s:{s:I, s:I}, s:o, s:o}", "collections", (json_int_t)p.collections, "eligible", "now",
                     (json_int_t)p.eligible_now, "then", (json_int_t)p.eligible_then, "gain", gain, "lose",
                     side_json(&p.lose));
    return OK;
}
