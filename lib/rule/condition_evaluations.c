/* SPDX-License-Identifier: Apache-2.0
 *
 * Others have evaluated the collection, often enough and well enough (seed ¶0032).
 */
#include "rule/condition.h"

enum { COUNT_MAX = 1000000000 };

struct thresholds {
    int64_t count;
    double share;
};

static const struct field members[] = {
    {.name = "min_count", .kind = FIELD_INTEGER, .min = 0, .max = COUNT_MAX, .is_optional = true},
    {.name = "min_positive_share", .kind = FIELD_NUMBER, .min = 0, .max = 1, .is_optional = true},
    {},
};

/* Left-out thresholds impose nothing: jansson reads a missing number as 0. */
static void compile(void *parameters, const json_t *wanted)
{
    struct thresholds *t = parameters;
    t->count = json_integer_value(json_object_get(wanted, "min_count"));
    t->share = json_number_value(json_object_get(wanted, "min_positive_share"));
}

static int64_t count_of(const struct facts *f)
{
    return f->up_count + f->down_count;
}

/* A quotient, never count × threshold: 7 / 100 is rounded to the same double as the 0.07 of
 * the policy, while 0.07 × 100 is more than 7. */
static double share_of(const struct facts *f)
{
    int64_t count = count_of(f);
    return count > 0 ? (double)f->up_count / (double)count : 0;
}

static void find(const void *parameters, const struct evidence *evidence, struct finding *finding)
{
    const struct thresholds *t = parameters;
    int64_t count = count_of(evidence->facts);
    double share = share_of(evidence->facts);
    finding->holds = count >= t->count && share >= t->share;
    finding->nearness =
        finding->holds ? 1 : MIN(nearness_step((double)count, (double)t->count), nearness_step(share, t->share));
}

static void measure(const void *, const struct evidence *evidence, json_t *measured)
{
    int64_t count = count_of(evidence->facts);
    json_object_set_new(measured, "count", json_integer(count));
    json_object_set_new(measured, "positive_share", count > 0 ? json_real(share_of(evidence->facts)) : json_null());
}

static void lack(const void *parameters, const struct evidence *evidence, GPtrArray *lacks)
{
    const struct thresholds *t = parameters;
    int64_t count = count_of(evidence->facts);
    double share = share_of(evidence->facts);
    if (count < t->count)
        lack_add(lacks, "%" G_GINT64_FORMAT " more %s (%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT ")", t->count - count,
                 t->count - count == 1 ? "evaluation" : "evaluations", count, t->count);
    if (share < t->share)
        lack_add(lacks, "a share of positive evaluations of %g (%.2g now)", t->share, share);
}

const struct condition condition_evaluations = {
    .name = "evaluations",
    .parameters = {.kind = FIELD_OBJECT, .of = members, .also = field_has_a_member},
    .size = sizeof(struct thresholds),
    .compile = compile,
    .find = find,
    .measure = measure,
    .lack = lack,
};
