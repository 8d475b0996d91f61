/* SPDX-License-Identifier: Apache-2.0
 *
 * After any sequence of posts, edits, ratings, deletions and new policies, what is kept up to
 * date step by step equals what is computed from scratch: facts, what is shared with later
 * collections, evaluations, counts. A failure names its seed and sequence.
 */
#include "exchange_test.h"

#include "evaluate.h"
#include "job/evaluation_round.h"
#include "policy_reply.h"
#include "store/account.h"
#include "store/media.h"
#include "store/template.h"
#include "store/text_print.h"

enum { ACCOUNTS = 6, COLLECTIONS_MAX = 30, SEQUENCES = 2400, STEPS = 12 };

/* One text a line; some equal after folding, some similar, some neither. */
static const char *const texts[] = {
    "Beautiful scenery",      "BEAUTIFUL scenery!",  "Beautiful sceneries",
    "Beautiful scenery here", "a beautiful scenery", "海滩上的日落",
    "海滩上的日落。",         "海滩上的日出",        "…",
    "Worth recording",        "Worth  recording",    "Not worth it",
    "Schöne Aussicht",        "SCHÖNE AUSSICHT",     "\U0001f60d",
};

static const char *const policies[] = {
    "{'any': [{'creator_opted_in': {}}, {'text_shared': {'more_than': 1, 'min_distinct_creators': 2}}]}",
    "{'text_shared': {'more_than': 3, 'count_made_with': false}}",
    "{'all': [{'text_shared': {'more_than': 2, 'scope': 'text'}}, {'not': {'evaluations': {'min_count': 3}}}]}",
    "{'any': [{'text_shared': {'more_than': 2, 'min_similarity': 0.7, 'min_distinct_creators': 3}},"
    " {'evaluations': {'min_count': 2, 'min_positive_share': 0.5}}]}",
    "{'all': [{'target_content': {'words_any': ['scenery', '海滩']}}, {'text_shared': {'more_than': 0, "
    "'min_similarity': 0.9}}]}",
    "{'any': [{'text_shared': {'more_than': 4, 'min_distinct_creators': 1, 'scope': 'text', 'count_made_with': false}},"
    " {'attributes': {'min_texts': 2, 'languages': ['en']}}]}",
    "{'not': {'text_shared': {'more_than': 1, 'min_distinct_creators': 2, 'min_similarity': 0.6}}}",
};

struct game {
    struct site site;
    GRand *rand;
    sqlite3 *raw;   /* to look with */
    GPtrArray *ids; /* of collections that there are */
    int64_t clock_us;
    int sequence;
    guint32 seed;
};

static int pick(struct game *g, int count)
{
    return g_rand_int_range(g->rand, 0, count);
}

static char *account_id(int number)
{
    return g_strdup_printf("AAAAAAAAAAAAAAAAAAAAA%c", 'a' + number);
}

static char *media_id(int number)
{
    return g_strdup_printf("BBBBBBBBBBBBBBBBBBBBB%c", 'a' + number);
}

static enum err put_person(struct db_conn *db, int i)
{
    g_autofree char *id = account_id(i), *media = media_id(i);
    g_autoptr(media) stored = NULL;
    struct account a = {.id = id, .handle = id, .name = id, .bio = (char *)"", .role = ROLE_MEMBER, .created_us = 1};
    struct media m = {.id = media,
                      .account_id = id,
                      .sha256 = media,
                      .kind = (char *)"image",
                      .type = (char *)"image/jpeg",
                      .width = 1000 + i,
                      .height = 800,
                      .created_us = 1,
                      .size_bytes = 1};
    enum err e = account_insert(db, &a, "x");
    return e ? e : media_insert(db, &m, &stored);
}

static enum err put_people(struct db_conn *db, void *)
{
    enum err e = OK;
    for (int i = 0; i < ACCOUNTS && !e; i++)
        e = put_person(db, i);
    return e;
}

static json_t *random_texts(struct game *g)
{
    json_t *list = json_array();
    for (int n = pick(g, 4); n > 0; n--)
        json_array_append_new(list,
                              json_pack("{s:i, s:{s:s, s:s}}", "image", 0, "configuration", "content",
                                        texts[pick(g, G_N_ELEMENTS(texts))], "language", pick(g, 2) ? "en" : "und"));
    return list;
}

static const char *const visibilities[] = {"public", "public", "public", "followers", "unlisted", "private"};

static void randomise(struct game *g, struct collection *c, const char *media)
{
    const char *visibility = visibilities[pick(g, G_N_ELEMENTS(visibilities))];
    json_decref(c->document);
    c->document = json_pack("{s:[{s:s}], s:o, s:n, s:[], s:[], s:s, s:[], s:b, s:s, s:s, s:s?}", "images", "media",
                            media, "texts", random_texts(g), "audio", "stickers", "filters", "description",
                            "a description", "topics", "offer_template", pick(g, 3) == 0, "visibility", visibility,
                            "license", "all-rights-reserved", "template", c->made_with_id);
    c->visibility = visibility_parse(visibility);
    c->is_hidden = pick(g, 10) == 0;
}

static const char *random_id(struct game *g)
{
    return g->ids->len ? g->ids->pdata[pick(g, (int)g->ids->len)] : NULL;
}

static enum err made_with(struct game *g, struct evaluator *ev, struct collection *c)
{
    g_autoptr(collection) source = NULL;
    const char *id = random_id(g);
    enum err e = id ? collection_get(ev->db, "", id, &source) : E_NOT_FOUND;
    if (e || !source->template_id)
        return e == E_NOT_FOUND ? OK : e;
    c->made_with_id = g_strdup(source->template_id);
    c->made_with_version = 1;
    /* As she found them, most of the time. */
    if (pick(g, 3))
        json_object_set(c->document, "texts", json_object_get(source->document, "texts"));
    json_object_set_new(c->document, "template", json_string(c->made_with_id));
    return OK;
}

static enum err post(struct game *g, struct evaluator *ev)
{
    g_autoptr(collection) c = g_new0(struct collection, 1);
    char id[ID_SIZE];
    int account = pick(g, ACCOUNTS);
    g_autofree char *media = media_id(account);
    /* Now and then one comes before those that were posted: requests overtake each other. */
    int64_t posted_us = pick(g, 5) ? g->clock_us : g->clock_us - pick(g, 40);
    id_new(posted_us * 1000, id);
    c->id = g_strdup(id);
    c->account_id = account_id(account);
    c->is_posted = true;
    c->version = 1;
    c->created_us = c->updated_us = c->posted_us = posted_us;
    c->images = g_new0(struct collection_image, 1);
    g_strlcpy(c->images[0].media_id, media, sizeof c->images[0].media_id);
    c->images[0].box = c->images[0].photo = (struct box){1000 + account, 800};
    randomise(g, c, media);
    enum err e = pick(g, 2) ? made_with(g, ev, c) : OK;
    if (!e)
        e = collection_insert(ev->db, c);
    /* is_hidden is stored by an update alone. */
    if (!e)
        e = collection_update(ev->db, c);
    if (!e)
        e = evaluate_collection(ev, c);
    g_ptr_array_add(g->ids, g_strdup(c->id));
    return e;
}

static enum err edit(struct game *g, struct evaluator *ev)
{
    g_autoptr(collection) c = NULL;
    const char *id = random_id(g);
    if (!id)
        return OK;
    enum err e = collection_get(ev->db, "", id, &c);
    if (e)
        return e;
    g_autofree char *media = g_strdup(c->images[0].media_id);
    randomise(g, c, media);
    e = collection_update(ev->db, c);
    return e ? e : evaluate_collection(ev, c);
}

static enum err rate(struct game *g, struct evaluator *ev)
{
    g_autofree char *who = account_id(pick(g, ACCOUNTS));
    const char *id = random_id(g);
    struct evaluation ignored;
    int was;
    enum err e = id ? rating_set(ev->db, id, who, pick(g, 3) - 1, ev->now_us, &was) : OK;
    return e || !id ? e : evaluate(ev, id, ATTACH_NOW, &ignored);
}

static enum err delete (struct game *g, struct evaluator *ev) {
    const char *id = random_id(g); enum err e = id ? evaluate_forget(ev, id) : OK;
    if (!e && id) e = collection_delete(ev->db, id);
    if (id) g_ptr_array_remove_fast(g->ids, (gpointer)id);
    return e;
}

/* An account goes with all that it made and rated; another one takes its name. */
static enum err delete_account(struct game *g, struct evaluator *ev)
{
    int number = pick(g, ACCOUNTS);
    g_autofree char *who = account_id(number);
    g_autoptr(GPtrArray) gone = NULL;
    enum err e = collection_ids_of_account(ev->db, who, &gone);
    if (!e)
        e = evaluate_forget_account(ev, who);
    if (!e)
        e = account_delete(ev->db, who);
    for (guint i = 0; !e && i < gone->len; i++) {
        guint at;
        if (g_ptr_array_find_with_equal_func(g->ids, gone->pdata[i], g_str_equal, &at))
            g_ptr_array_remove_index_fast(g->ids, at);
    }
    return e ? e : put_person(ev->db, number);
}

static enum err change_policy(struct game *g, struct db_conn *db)
{
    json_auto_t *tree = quoted(policies[pick(g, G_N_ELEMENTS(policies))]);
    g_autoptr(policy) compiled = policy_compile(tree);
    int64_t version, created_us;
    bool kept;
    enum err e = policy_newest_version(db, &version, &created_us);
    struct policy_row row = {.version = version + 1, .document = tree, .created_us = g->clock_us};
    if (!e)
        e = policy_insert(db, &row);
    if (!e)
        e = policy_keep(db, policy_kinds(compiled), &kept);
    return e ? e : policy_sweep_start(db, version + 1, g->clock_us);
}

static enum err one_step(struct game *g, struct db_conn *db)
{
    g_auto(evaluator) ev = {0};
    g->clock_us += 1 + pick(g, 10);
    int what = pick(g, 42);
    if (what == 0)
        return change_policy(g, db);
    enum err e = evaluator_open(g->site.server, db, g->clock_us, &ev);
    if (e)
        return e;
    if (what < 16 && g->ids->len < COLLECTIONS_MAX)
        return post(g, &ev);
    if (what < 26)
        return edit(g, &ev);
    if (what < 33)
        return rate(g, &ev);
    return what < 41 ? delete (g, &ev) : delete_account(g, &ev);
}

static enum err sequence(struct db_conn *db, void *context)
{
    struct game *g = context;
    enum err e = OK;
    for (int i = 0; i < STEPS && !e; i++)
        e = one_step(g, db);
    return e;
}

static void finish_background(struct game *g)
{
    bool is_busy;
    do {
        is_busy = false;
        assert_int_equal(evaluation_round(g->site.server, g->site.db, &is_busy), OK);
    } while (is_busy);
}

/* What the test knows of a collection: from its row and document alone. */
struct seen {
    struct collection *c;
    struct facts facts;
    bool is_counted;
    char *source_id;
    int64_t founders[SHARE_LEVELS];
};

static int64_t ratings(const struct game *g, int value, const char *id)
{
    g_autofree char *text =
        g_strdup_printf("SELECT COUNT(*) FROM rating WHERE value = %d AND collection_id = '%s'", value, id);
    return sql_run(g->raw, text);
}

static void see(struct game *g, const char *id, struct seen *s)
{
    assert_int_equal(collection_get(g->site.db, "", id, &s->c), OK);
    facts_read_document(&s->facts, s->c->document, &s->c->images[0].photo, &s->c->images[0].box);
    s->is_counted = !s->c->is_hidden && s->c->visibility != VISIBILITY_PRIVATE;
    if (s->c->made_with_id) {
        g_autoptr(template) t = NULL;
        assert_int_equal(template_call(g->site.db, s->c->made_with_id, 0, &t), OK);
        s->source_id = g_strdup(t->collection_id);
    }
    s->founders[0] = s->facts.print;
    for (int level = 1; level < SHARE_LEVELS; level++) {
        g_autofree char *text =
            g_strdup_printf("SELECT founder_%d FROM text_print WHERE id = %" G_GINT64_FORMAT, level, s->facts.print);
        s->founders[level] = s->facts.print ? sql_run(g->raw, text) : 0;
    }
}

static bool is_later(const struct seen *a, const struct seen *than)
{
    if (a->c->posted_us != than->c->posted_us)
        return a->c->posted_us > than->c->posted_us;
    return strcmp(a->c->id, than->c->id) > 0;
}

static bool has_print(const struct seen *s, int64_t print)
{
    g_auto(GStrv) prints = g_strsplit(s->facts.text_prints, " ", -1);
    g_autofree char *wanted = g_strdup_printf("%" G_GINT64_FORMAT, print);
    return g_strv_contains((const char *const *)prints, wanted);
}

static bool shares(const struct seen *a, const struct seen *b, enum share_scope scope, int level, int64_t print)
{
    if (!a->is_counted || !b->is_counted)
        return false;
    if (scope == SHARE_TEXT)
        return has_print(a, print) && has_print(b, print);
    return a->facts.print && b->facts.print && a->founders[level] == b->founders[level];
}

/* From scratch, by looking at each other collection. */
static struct share counted(const struct seen *all, size_t count, const struct seen *s, enum share_scope scope,
                            int level, int64_t print)
{
    struct share share = {.scope = scope, .level = level};
    g_autoptr(GHashTable) creators = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) others = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < count; i++) {
        const struct seen *o = &all[i];
        bool is_own = strcmp(o->c->account_id, s->c->account_id) == 0;
        if (o == s || is_own || !is_later(o, s) || !shares(s, o, scope, level, print))
            continue;
        bool is_made = g_strcmp0(o->source_id, s->c->id) == 0;
        share.later++;
        share.made += is_made;
        g_hash_table_add(creators, o->c->account_id);
        if (!is_made)
            g_hash_table_add(others, o->c->account_id);
    }
    share.creators = g_hash_table_size(creators);
    share.made_creators = share.creators - g_hash_table_size(others);
    return share;
}

static void fail_at(const struct game *g, const char *what, const struct seen *s)
{
    fail_msg("seed %u, sequence %d: %s of %s", g->seed, g->sequence, what, s->c->id);
}

/* A share that is not stored is one with nobody. A text's shares are told apart by their numbers alone. */
static void check_shares(const struct game *g, const struct fact_row *row, GArray *wanted, const struct seen *s)
{
    for (guint i = 0; i < wanted->len; i++) {
        const struct share *w = &g_array_index(wanted, struct share, i);
        bool found = w->later == 0;
        for (size_t k = 0; k < row->facts.share_count && !found; k++) {
            const struct share *f = &row->shares[k];
            found = f->scope == w->scope && f->level == w->level && f->later == w->later &&
                    f->creators == w->creators && f->made == w->made && f->made_creators == w->made_creators;
        }
        if (!found)
            fail_msg("seed %u, sequence %d: %s should share (scope %d, level %d) with %d of %d, made %d of %d", g->seed,
                     g->sequence, s->c->id, w->scope, w->level, (int)w->later, (int)w->creators, (int)w->made,
                     (int)w->made_creators);
    }
    for (size_t k = 0; k < row->facts.share_count; k++) {
        const struct share *f = &row->shares[k];
        bool found = f->later == 0 && f->creators == 0 && f->made == 0 && f->made_creators == 0;
        for (guint i = 0; i < wanted->len && !found; i++)
            found = memcmp(&g_array_index(wanted, struct share, i), f, sizeof *f) == 0;
        if (!found)
            fail_msg("seed %u, sequence %d: %s shares (scope %d, level %d) with %d of %d, made %d of %d", g->seed,
                     g->sequence, s->c->id, f->scope, f->level, (int)f->later, (int)f->creators, (int)f->made,
                     (int)f->made_creators);
    }
}

static GArray *wanted_shares(const struct seen *all, size_t count, const struct seen *s, int64_t levels)
{
    GArray *wanted = g_array_new(FALSE, TRUE, sizeof(struct share));
    g_auto(GStrv) prints = g_strsplit(s->facts.text_prints, " ", -1);
    for (int level = 0; level < SHARE_LEVELS; level++) {
        struct share share = counted(all, count, s, SHARE_SET, level, 0);
        if (level == 0 || levels & 1 << level)
            g_array_append_val(wanted, share);
    }
    for (char **print = prints; *print && levels & TEXT_KEEPING_EACH; print++) {
        struct share share = counted(all, count, s, SHARE_TEXT, 0, g_ascii_strtoll(*print, NULL, 10));
        g_array_append_val(wanted, share);
    }
    return wanted;
}

static void check_facts(const struct game *g, const struct fact_row *row, const struct seen *s)
{
    const struct facts *is = &row->facts, *should = &s->facts;
    if (strcmp(is->words, should->words) || strcmp(is->topics, should->topics) ||
        strcmp(is->languages, should->languages) || strcmp(is->text_prints, should->text_prints) ||
        is->print != should->print || is->texts != should->texts || is->opted_in != should->opted_in ||
        is->min_width != should->min_width || is->is_second != should->is_second || is->posted_us != s->c->posted_us ||
        row->is_counted != s->is_counted)
        fail_at(g, "facts", s);
    if (is->up_count != ratings(g, 1, s->c->id) || is->down_count != ratings(g, -1, s->c->id))
        fail_at(g, "ratings", s);
}

/* By the facts from scratch. */
static void check_evaluation(struct game *g, const struct fact_row *row, const struct seen *s, GArray *wanted,
                             const struct policy *policy)
{
    struct facts facts = s->facts;
    facts.posted_us = s->c->posted_us;
    facts.up_count = row->facts.up_count;
    facts.down_count = row->facts.down_count;
    facts.shares = (const struct share *)wanted->data;
    facts.share_count = wanted->len;
    struct evidence evidence = {&facts, g->clock_us};
    struct verdict v;
    policy_evaluate(policy, &evidence, &v);
    struct eligibility should = eligibility_of(&v, 0);
    if (!row->was_evaluated || row->last.outcome != should.outcome || row->last.nearness != should.nearness)
        fail_at(g, "evaluation", s);
    bool offers =
        !s->c->is_hidden && (s->c->visibility == VISIBILITY_PUBLIC || s->c->visibility == VISIBILITY_UNLISTED);
    if (v.is_eligible && offers && !s->c->template_id)
        fail_at(g, "missing template", s);
}

static void check_counts(struct game *g)
{
    int64_t wrong =
        sql_run(g->raw, "SELECT COUNT(*) FROM (SELECT outcome, COUNT(*) AS n FROM eligibility GROUP BY outcome) e "
                        "FULL JOIN (SELECT outcome, collections FROM eligibility_count WHERE collections <> 0) c "
                        "ON c.outcome = e.outcome WHERE COALESCE(e.n, 0) <> COALESCE(c.collections, 0)");
    if (wrong)
        fail_msg("seed %u, sequence %d: counts", g->seed, g->sequence);
}

static void check_all(struct game *g)
{
    size_t count = g->ids->len;
    g_autofree struct seen *all = g_new0(struct seen, count);
    g_autoptr(policy) policy = NULL;
    struct text_keeping keeping;
    int64_t version, created_us;
    assert_int_equal(policies_in_force(g->site.server->policies, g->site.db, &policy, &version, &created_us), OK);
    assert_int_equal(text_keeping_get(g->site.db, &keeping), OK);
    for (size_t i = 0; i < count; i++)
        see(g, g->ids->pdata[i], &all[i]);
    for (size_t i = 0; i < count; i++) {
        g_auto(fact_row) row = {0};
        g_autoptr(GArray) wanted = wanted_shares(all, count, &all[i], keeping.kinds);
        assert_int_equal(fact_get(g->site.db, all[i].c->id, &row), OK);
        check_facts(g, &row, &all[i]);
        check_shares(g, &row, wanted, &all[i]);
        check_evaluation(g, &row, &all[i], wanted, policy);
    }
    for (size_t i = 0; i < count; i++) {
        collection_free(all[i].c);
        facts_clear(&all[i].facts);
        g_free(all[i].source_id);
    }
    check_counts(g);
}

static void play(guint32 seed, int sequences)
{
    struct game g = {.site = site_new(), .rand = g_rand_new_with_seed(seed), .clock_us = 1000000, .seed = seed};
    g.ids = g_ptr_array_new_with_free_func(g_free);
    g.raw = sql_open(g.site.database);
    assert_int_equal(writer_run(g.site.server->writer, put_people, NULL), OK);
    for (g.sequence = 0; g.sequence < sequences; g.sequence++) {
        assert_int_equal(writer_run(g.site.server->writer, sequence, &g), OK);
        finish_background(&g);
        check_all(&g);
    }
    g_ptr_array_unref(g.ids);
    sqlite3_close(g.raw);
    g_rand_free(g.rand);
    site_remove(&g.site);
}

static void what_is_kept_up_to_date_equals_what_is_computed_from_scratch(void **)
{
    for (guint32 seed = 1; seed <= 3; seed++)
        play(seed, SEQUENCES / 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_up_to_date_equals_what_is_computed_from_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
