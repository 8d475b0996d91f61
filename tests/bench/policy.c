/* SPDX-License-Identifier: Apache-2.0
 *
 * What preset conditions cost, at 10,000 collections and at many more: prints and writes
 * JSON. policy FOLDER COLLECTIONS… OUT. See docs/performance.md for what the lines mean.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "job/evaluation.h"
#include "job/evaluation_round.h"
#include "policy_data.h"
#include "policy_reply.h"
#include "preview.h"
#include "rule/trend.h"
#include "store/account.h"
#include "store/event.h"
#include "store/media.h"

#define SHARED_TEXT "ten thousand share this"

enum { SHARED = 10000, UNIT = 20, UNITS = 50, PAGE = 20, PAGES = 1000, REPEATS = 400, ROUNDS = 3 };

/* The first comes with the server; the others are gone to and fro between. What they find is
 * what the statements of tests/bench/policy.sql find. */
static const char *const policies[] = {
    "{\"any\":[{\"creator_opted_in\":{}},{\"evaluations\":{\"min_count\":5,\"min_positive_share\":0.8}},"
    "{\"all\":[{\"target_content\":{\"topics_any\":[\"travel\"],\"words_any\":[\"beach\",\"海滩\"]}},"
    "{\"attributes\":{\"min_images\":2,\"min_width\":1080}}]},"
    "{\"text_shared\":{\"more_than\":20,\"min_distinct_creators\":10}}]}",
    "{\"any\":[{\"creator_opted_in\":{}},{\"evaluations\":{\"min_count\":3,\"min_positive_share\":0.8}},"
    "{\"all\":[{\"target_content\":{\"topics_any\":[\"travel\",\"food\"],\"words_any\":[\"beach\",\"海滩\"]}},"
    "{\"attributes\":{\"min_images\":2,\"min_width\":1080}}]},"
    "{\"text_shared\":{\"more_than\":200,\"min_distinct_creators\":100}}]}",
};

struct bench {
    struct config *config;
    struct server *server;
    struct db_conn *db; /* to read with */
    struct data data;
    int collections;
    GPtrArray *ids;
    json_t *report;
};

static void must(enum err e, const char *what)
{
    if (!e)
        return;
    fprintf(stderr, "bench: %s: %s\n", what, err_info(e)->name);
    exit(EXIT_FAILURE);
}

static double cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return values[count / 2];
}

static void say(struct bench *b, const char *name, double value, const char *unit)
{
    printf("  %-58s %12.2f %s\n", name, value, unit);
    fflush(stdout);
    json_object_set_new(b->report, name, json_pack("{s:f, s:s}", "value", value, "unit", unit));
}

/* A few posts are one unit of work, as a request's is, and many units are committed together. */
struct load {
    struct unit unit;
    struct bench *b;
    int from, to;
    enum err (*run)(struct db_conn *db, void *context);
    GAsyncQueue *done;
};

static enum err load_accounts(struct db_conn *db, void *context)
{
    struct load *l = context;
    enum err e = OK;
    for (int i = l->from; i < l->to && !e; i++)
        e = data_put_account(&l->b->data, db, i);
    return e;
}

static enum err rate_some(struct load *l, struct evaluator *ev, const char *id, int account)
{
    struct data *d = &l->b->data;
    int count = data_pick(d, 4) ? 0 : 1 + data_pick(d, data_pick(d, 50) ? 3 : 12);
    enum err e = OK;
    for (int i = 0; i < count && !e; i++) {
        g_autofree char *who = data_id('A', (account + 1 + i) % d->accounts);
        struct evaluation ignored;
        int was;
        e = rating_set(ev->db, id, who, data_pick(d, 6) ? 1 : -1, ev->now_us, &was);
        if (!e)
            e = evaluate(ev, id, ATTACH_NOW, &ignored);
    }
    return e;
}

static enum err load_collections(struct db_conn *db, void *context)
{
    struct load *l = context;
    struct bench *b = l->b;
    g_auto(evaluator) ev = {0};
    enum err e = evaluator_open(b->server, db, clock_now_us(), &ev);
    for (int i = l->from; i < l->to && !e; i++) {
        int account = data_pick(&b->data, b->data.accounts);
        g_autoptr(collection) c = data_collection(&b->data, account, NULL);
        e = data_post(&ev, c);
        if (!e)
            e = rate_some(l, &ev, c->id, account);
        g_ptr_array_add(b->ids, g_strdup(c->id));
    }
    return e;
}

static void load_done(struct unit *unit, enum err outcome)
{
    struct load *l = unit->context;
    must(outcome, "load");
    g_async_queue_push(l->done, l);
}

static void load(struct bench *b, int count, enum err (*run)(struct db_conn *db, void *context))
{
    static struct load units[UNITS];
    g_autoptr(GAsyncQueue) done = g_async_queue_new();
    for (int i = 0; i < UNITS; i++)
        g_async_queue_push(done, &units[i]);
    for (int from = 0; from < count; from += UNIT) {
        struct load *l = g_async_queue_pop(done);
        *l = (struct load){{.run = run, .done = load_done, .context = l}, b, from, MIN(from + UNIT, count), run, done};
        writer_submit(b->server->writer, &l->unit);
    }
    for (int i = 0; i < UNITS; i++)
        g_async_queue_pop(done);
}

/* The phrase that 10,000 share, by that many people. */
static enum err load_shared(struct db_conn *db, void *context)
{
    struct load *l = context;
    g_auto(evaluator) ev = {0};
    enum err e = evaluator_open(l->b->server, db, clock_now_us(), &ev);
    for (int i = l->from; i < l->to && !e; i++) {
        g_autoptr(collection) c = data_collection(&l->b->data, i % l->b->data.accounts, SHARED_TEXT);
        e = data_post(&ev, c);
    }
    return e;
}

static int64_t finish_background(struct bench *b)
{
    int64_t began = clock_monotonic_us();
    bool is_busy;
    do {
        is_busy = false;
        must(evaluation_round(b->server, b->db, &is_busy), "evaluation");
    } while (is_busy);
    return clock_monotonic_us() - began;
}

static enum err store_policy(struct db_conn *db, void *context)
{
    const char *text = context;
    g_autofree char *error = NULL;
    json_auto_t *tree = json_parse(text, strlen(text), &error);
    int64_t version, created_us;
    enum err e = policy_newest_version(db, &version, &created_us);
    struct policy_row row = {.version = version + 1, .document = tree, .created_us = clock_now_us()};
    if (!e)
        e = policy_insert(db, &row);
    return e ? e : policy_sweep_start(db, version + 1, row.created_us);
}

/* Evaluations alone, of rows that were read. */
struct timing {
    struct policy *policy;
    int64_t now_us, count;
    double us;
};

static enum err evaluate_row(void *context, const struct fact_row *row)
{
    struct timing *t = context;
    struct evidence evidence = {&row->facts, t->now_us};
    struct verdict v;
    double began = cpu_us();
    for (int i = 0; i < 20; i++)
        policy_evaluate(t->policy, &evidence, &v);
    t->us += cpu_us() - began;
    t->count += 20;
    return OK;
}

static void measure_evaluation(struct bench *b)
{
    int64_t version, created_us;
    char last[ID_SIZE] = "";
    struct timing t = {.now_us = clock_now_us()};
    must(policies_in_force(b->server->policies, b->db, &t.policy, &version, &created_us), "policy");
    must(fact_list(b->db, "", 5000, last, evaluate_row, &t), "facts");
    say(b, "one evaluation beyond reading its row (CPU)", t.us / (double)t.count, "us");
    policy_unref(t.policy);
}

/* A post whose text nobody shares; one that 10,000 share, by somebody new to it; by somebody who
 * has used it before. */
enum { ALONE, NEW_TO_IT, AGAIN, KINDS };

/* Samples of one kind of act, each a unit of its own, CPU of the writer's thread. */
struct samples {
    struct bench *b;
    double us[KINDS][REPEATS];
    const char *popular;
    int i, kind;
};

/* As server/rate.c does it, without the request around it. */
static enum err rate_one(struct evaluator *ev, const char *id, int account)
{
    g_autofree char *who = data_id('A', account);
    g_autoptr(collection) c = NULL;
    struct evaluation ignored;
    int was;
    enum err e = collection_get(ev->db, who, id, &c);
    if (!e)
        e = rating_set(ev->db, id, who, 1, ev->now_us, &was);
    struct announcement rated = {c->account_id, NULL, "collection.rated", id};
    if (!e)
        e = event_fold_take(ev->db, &rated, json_pack("{s:s}", "collection", id), ev->now_us);
    if (!e)
        e = collection_set_trend(ev->db, id, trend_rank(c->up_count, c->down_count, c->posted_us));
    return e ? e : evaluate(ev, id, ATTACH_NOW, &ignored);
}

static enum err sample_rating(struct db_conn *db, void *context)
{
    struct samples *s = context;
    g_auto(evaluator) ev = {0};
    double began = cpu_us();
    enum err e = evaluator_open(s->b->server, db, clock_now_us(), &ev);
    if (!e)
        e = rate_one(&ev, s->popular, s->i);
    s->us[0][s->i] = cpu_us() - began;
    return e;
}

/* A post of that kind. */
static enum err sample_post(struct db_conn *db, void *context)
{
    struct samples *s = context;
    struct data *d = &s->b->data;
    int kind = s->kind, account = kind == NEW_TO_IT ? SHARED + s->i : s->i;
    g_auto(evaluator) ev = {0};
    g_autofree char *own = g_strdup_printf("nobody shares number %" G_GINT64_FORMAT, d->clock_us);
    g_autoptr(collection) c = data_collection(d, account, kind == ALONE ? own : SHARED_TEXT);
    double began = cpu_us();
    enum err e = evaluator_open(s->b->server, db, clock_now_us(), &ev);
    if (!e)
        e = data_post(&ev, c);
    s->us[kind][s->i] = cpu_us() - began;
    return e;
}

static void measure_events(struct bench *b)
{
    struct samples s = {.b = b, .popular = b->ids->pdata[b->ids->len / 2]};
    for (s.i = 0; s.i < REPEATS; s.i++)
        must(writer_run(b->server->writer, sample_rating, &s), "rating");
    say(b, "a rating on a popular collection (CPU, median)", median(s.us[0], REPEATS), "us");
    for (s.i = 0; s.i < REPEATS; s.i++)
        for (s.kind = 0; s.kind < KINDS; s.kind++)
            must(writer_run(b->server->writer, sample_post, &s), "post");
    double alone = median(s.us[ALONE], REPEATS), shared = median(s.us[NEW_TO_IT], REPEATS),
           again = median(s.us[AGAIN], REPEATS);
    say(b, "a post whose text nobody shares (CPU, median)", alone, "us");
    say(b, "a post whose text 10,000 share (CPU, median)", shared, "us");
    say(b, "shared by 10,000 / by nobody", shared / alone, "x");
    say(b, "the same by one who has used it before (CPU, median)", again, "us");
}

/* Posts one after the other, each with its commit, as somebody waits for them. */
static void measure_waiting(struct bench *b, const char *name)
{
    struct samples s = {.b = b};
    double us[REPEATS];
    g_autofree char *middle = g_strdup_printf("%s (wall, p50)", name), *slow = g_strdup_printf("%s (wall, p99)", name);
    for (s.i = 0; s.i < REPEATS; s.i++) {
        int64_t began = clock_monotonic_us();
        s.kind = ALONE;
        must(writer_run(b->server->writer, sample_post, &s), "post");
        us[s.i] = (double)(clock_monotonic_us() - began);
    }
    say(b, middle, median(us, REPEATS), "us");
    say(b, slow, us[REPEATS * 99 / 100], "us");
}

/* The job in a thread of its own, as the daemon has it. */
static void measure_beside_a_sweep(struct bench *b)
{
    measure_waiting(b, "a post with its commit");
    must(writer_run(b->server->writer, store_policy, (void *)policies[1]), "policy");
    struct evaluation_job *job = evaluation_start(b->server);
    evaluation_wake(job);
    measure_waiting(b, "the same while a new policy goes through everything");
    evaluation_stop(job);
    must(writer_run(b->server->writer, store_policy, (void *)policies[0]), "policy");
    finish_background(b);
}

static double run_program(const char *const *argv)
{
    int status;
    int64_t began = clock_monotonic_us();
    g_autoptr(GError) error = NULL;
    if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error) ||
        status) {
        fprintf(stderr, "bench: %s: %s\n", argv[0], error ? error->message : "failed");
        exit(EXIT_FAILURE);
    }
    return (double)(clock_monotonic_us() - began) / 1e6;
}

/* The parameters of tests/bench/policy.sql that make it one of the policies. */
static const char *const parameters[][5] = {
    {".parameter set :later 21", ".parameter set :creators 10", ".parameter set :ratings 5",
     ".parameter set :topic 'travel'", ".parameter set :other_topic 'travel'"},
    {".parameter set :later 201", ".parameter set :creators 100", ".parameter set :ratings 3",
     ".parameter set :topic 'travel'", ".parameter set :other_topic 'food'"},
};

/* A copy of the database as it is, evaluated by one statement in the sqlite3 shell; then the
 * product does its own; then both must have found the same. */
static double statement_seconds(struct bench *b, const char *copy, int policy)
{
    const char *const *set = parameters[policy];
    g_autofree char *backup = g_strdup_printf("VACUUM INTO '%s'", copy);
    g_autofree char *path = g_build_filename(b->config->data_folder, "stencil.db", NULL);
    unlink(copy);
    run_program((const char *[]){"sqlite3", path, backup, NULL});
    return run_program((const char *[]){"sqlite3", copy, "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                                        "PRAGMA temp_store=MEMORY", set[0], set[1], set[2], set[3], set[4],
                                        ".read tests/bench/policy.sql", NULL});
}

static void compare_results(struct bench *b, const char *copy)
{
    g_autofree char *path = g_build_filename(b->config->data_folder, "stencil.db", NULL);
    g_autofree char *attach = g_strdup_printf("ATTACH '%s' AS other", copy);
    static const char differs[] = "SELECT CASE WHEN COUNT(*) = 0 THEN 'same' ELSE 'differ' END FROM eligibility e "
                                  "JOIN other.eligibility o ON o.collection_id = e.collection_id "
                                  "WHERE o.outcome <> e.outcome OR o.nearness <> e.nearness";
    g_autofree char *out = NULL;
    const char *const argv[] = {"sqlite3", path, attach, differs, NULL};
    if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, NULL) ||
        !g_str_has_prefix(out, "same")) {
        fprintf(stderr, "bench: product and statement found something else: %s\n", out ? out : "");
        exit(EXIT_FAILURE);
    }
}

static void measure_sweep(struct bench *b)
{
    double ours[ROUNDS * 2], theirs[ROUNDS * 2], ratios[ROUNDS * 2];
    g_autofree char *copy = g_build_filename(b->config->data_folder, "copy.db", NULL);
    for (int i = -2; i < ROUNDS * 2; i++) {
        int policy = (i + 2) % 2 ? 0 : 1;
        double statement = i < 0 ? 0 : statement_seconds(b, copy, policy);
        must(writer_run(b->server->writer, store_policy, (void *)policies[policy]), "policy");
        double product = (double)finish_background(b) / 1e6;
        /* The first two extract the templates that are new; they are reported by themselves. */
        if (i < 0) {
            say(b, i == -2 ? "first evaluation by another policy, with its templates" : "the same, back again", product,
                "s");
            continue;
        }
        compare_results(b, copy);
        ours[i] = product;
        theirs[i] = statement;
        ratios[i] = product / statement;
    }
    unlink(copy);
    say(b, "full re-evaluation (median)", median(ours, ROUNDS * 2), "s");
    say(b, "one SQL statement in the sqlite3 shell (median)", median(theirs, ROUNDS * 2), "s");
    say(b, "re-evaluation / statement (median of ratios)", median(ratios, ROUNDS * 2), "x");
}

static void measure_preview(struct bench *b)
{
    g_autofree char *error = NULL;
    json_auto_t *tree = json_parse(policies[1], strlen(policies[1]), &error), *out = NULL;
    g_autoptr(policy) policy = policy_compile(tree);
    struct req req = {.server = b->server, .db = b->db, .now_us = clock_now_us()};
    int64_t began = clock_monotonic_us();
    must(preview_json(&req, policy, &out), "preview");
    say(b, "preview of a policy", (double)(clock_monotonic_us() - began) / 1e6, "s");
}

/* The time of a first page and of the last of many, each with its counts. */
static void measure_pages(struct bench *b, const char *name, const struct eligibility_filter *f)
{
    struct eligibility_place after = {G_MAXINT64, 2, "~"};
    g_autoptr(GPtrArray) list = NULL;
    double us[PAGES];
    int pages = 0;
    do {
        g_autoptr(GPtrArray) before = g_steal_pointer(&list);
        struct eligibility_counts counts;
        int64_t count, began = clock_monotonic_us();
        must(eligibility_list(b->db, f, &after, PAGE, &list), "page");
        must(eligibility_count(b->db, f, &count), "count");
        must(eligibility_counts(b->db, &counts), "counts");
        us[pages++] = (double)(clock_monotonic_us() - began);
        if (list->len) {
            const struct eligibility_entry *last = list->pdata[list->len - 1];
            after = (struct eligibility_place){last->posted_us, last->found.nearness, last->collection_id};
        }
        /* The place points into the list that is freed next. */
        if (list->len == PAGE && pages < PAGES)
            after.collection_id = g_intern_string(after.collection_id);
    } while (list->len == PAGE && pages < PAGES);
    g_autofree char *first = g_strdup_printf("query %s: first page", name);
    g_autofree char *last = g_strdup_printf("query %s: page %d (median of the last 50)", name, pages);
    say(b, first, us[0], "us");
    say(b, last, median(us + MAX(pages - 50, 0), (size_t)MIN(pages, 50)), "us");
}

static void measure_queries(struct bench *b)
{
    static const struct eligibility_filter eligible = {OUTCOME_ELIGIBLE, OUTCOME_ELIGIBLE, "", 0, G_MAXINT64, 0},
                                           others = {OUTCOME_ELIGIBLE, 0, "", 0, G_MAXINT64, 0},
                                           rare = {OUTCOME_HOLDING << 2, OUTCOME_HOLDING << 2, "", 0, G_MAXINT64, 0},
                                           near = {0, 0, "", 0, G_MAXINT64, 0.8};
    measure_pages(b, "eligible", &eligible);
    measure_pages(b, "not eligible", &others);
    measure_pages(b, "target_content holds", &rare);
    measure_pages(b, "nearly", &near);
}

static void open_bench(struct bench *b, const char *folder)
{
    char *error = NULL;
    b->config = config_new();
    if (!config_set(b->config, "data", "folder", folder, "bench", &error))
        must(E_BROKEN, error);
    must(server_open(b->config, &b->server), "open");
    must(db_connect(b->server->database_url, DB_READ, &b->db), "connect");
}

static json_t *run(const char *folder, int collections)
{
    struct bench b = {
        .collections = collections, .report = json_object(), .ids = g_ptr_array_new_with_free_func(g_free)};
    g_autofree char *own = g_strdup_printf("%s/%d", folder, collections);
    b.data = (struct data){g_rand_new_with_seed(1), MAX(collections / 20, 12000), INT64_C(1700000000000000)};
    printf("%d collections\n", collections);
    open_bench(&b, own);
    int64_t began = clock_monotonic_us();
    must(writer_run(b.server->writer, store_policy, (void *)policies[0]), "policy");
    finish_background(&b);
    load(&b, b.data.accounts, load_accounts);
    load(&b, collections, load_collections);
    load(&b, SHARED, load_shared);
    finish_background(&b);
    say(&b, "loading, with evaluation by events", (double)(clock_monotonic_us() - began) / 1e6, "s");
    measure_evaluation(&b);
    measure_events(&b);
    measure_beside_a_sweep(&b);
    measure_sweep(&b);
    measure_preview(&b);
    measure_queries(&b);
    db_disconnect(b.db);
    server_close(b.server);
    config_free(b.config);
    g_ptr_array_unref(b.ids);
    g_rand_free(b.data.rand);
    return b.report;
}

int main(int argc, char **argv)
{
    json_auto_t *report = json_object();
    if (argc < 4) {
        fputs("usage: policy FOLDER COLLECTIONS… OUT\n", stderr);
        return 2;
    }
    log_setup(LOG_WARNING, LOG_FORMAT_LOGFMT);
    for (int i = 2; i < argc - 1; i++)
        json_object_set_new(report, argv[i], run(argv[1], atoi(argv[i])));
    return json_dump_file(report, argv[argc - 1], JSON_INDENT(2)) ? EXIT_FAILURE : EXIT_SUCCESS;
}
