/* SPDX-License-Identifier: Apache-2.0
 *
 * More than so many other collections, posted later and by different creators, share the
 * text (seed ¶0032, ¶0110). What is shared is measured by classes of texts (rule/share.h).
 */
#include "rule/condition_text_shared.h"

#include "rule/condition.h"

enum { COUNT_MAX = 1000000000 };

static const char *const scopes[] = {[SHARE_SET] = "collection", [SHARE_TEXT] = "text", NULL};

static const struct field members[] = {
    {.name = "more_than", .kind = FIELD_INTEGER, .min = 0, .max = COUNT_MAX},
    {.name = "min_distinct_creators", .kind = FIELD_INTEGER, .min = 0, .max = COUNT_MAX, .is_optional = true},
    {.name = "min_similarity", .kind = FIELD_NUMBER, .min = SHARE_SIMILARITY_MIN, .max = 1, .is_optional = true},
    {.name = "scope", .kind = FIELD_CHOICE, .choices = scopes, .is_optional = true},
    {.name = "count_made_with", .kind = FIELD_BOOLEAN, .is_optional = true},
    {},
};

static bool is_of_one_text(const json_t *given)
{
    const char *scope = json_string_value(json_object_get(given, "scope"));
    return g_strcmp0(scope, scopes[SHARE_TEXT]) == 0;
}

static enum err makes_sense(const struct path *at, const json_t *given)
{
    const json_t *similarity = json_object_get(given, "min_similarity");
    struct path here = path_member(at, "min_similarity");
    if (is_of_one_text(given) && json_is_number(similarity) && json_number_value(similarity) < 1)
        return path_refuse(&here, "wanted 1 with the scope text: one text by itself is compared for equality only");
    return OK;
}

static void compile(void *parameters, const json_t *wanted)
{
    struct sharing *s = parameters;
    const json_t *creators = json_object_get(wanted, "min_distinct_creators");
    const json_t *similarity = json_object_get(wanted, "min_similarity");
    s->scope = is_of_one_text(wanted) ? SHARE_TEXT : SHARE_SET;
    s->level = share_level(similarity ? json_number_value(similarity) : 1);
    s->later = json_integer_value(json_object_get(wanted, "more_than")) + 1;
    s->creators = creators ? json_integer_value(creators) : 1;
    s->counts_made = !json_is_false(json_object_get(wanted, "count_made_with"));
}

struct counted {
    int64_t later, creators;
    double nearness;
};

static struct counted count(const struct sharing *s, const struct share *share)
{
    struct counted c = {share->later, share->creators, 0};
    if (!s->counts_made) {
        c.later -= share->made;
        c.creators -= share->made_creators;
    }
    c.nearness =
        MIN(nearness_step((double)c.later, (double)s->later), nearness_step((double)c.creators, (double)s->creators));
    return c;
}

/* Of several texts the one that is nearest counts, and of these the one shared most. */
static struct counted best(const struct sharing *s, const struct facts *f)
{
    struct counted best = count(s, &(struct share){0});
    for (size_t i = 0; i < f->share_count; i++) {
        if (f->shares[i].scope != s->scope || f->shares[i].level != s->level)
            continue;
        struct counted c = count(s, &f->shares[i]);
        if (c.nearness > best.nearness || (c.nearness == best.nearness && c.later > best.later))
            best = c;
    }
    return best;
}

/* Nobody can share the text of a collection that has none. */
static void find(const void *parameters, const struct evidence *evidence, struct finding *finding)
{
    struct counted c = best(parameters, evidence->facts);
    finding->nearness = evidence->facts->print ? c.nearness : 0;
    finding->holds = finding->nearness >= 1;
}

static void measure(const void *parameters, const struct evidence *evidence, json_t *measured)
{
    const struct sharing *s = parameters;
    struct counted c = best(s, evidence->facts);
    json_object_set_new(measured, "later_collections", json_integer(c.later));
    json_object_set_new(measured, "distinct_creators", json_integer(c.creators));
    json_object_set_new(measured, "similarity", json_real(share_similarities[s->level]));
    json_object_set_new(measured, "has_text", json_boolean(evidence->facts->print != 0));
}

static void lack(const void *parameters, const struct evidence *evidence, GPtrArray *lacks)
{
    const struct sharing *s = parameters;
    struct counted c = best(s, evidence->facts);
    if (!evidence->facts->print)
        lack_add(lacks, "a text that others can share");
    else if (c.later < s->later)
        lack_add(lacks,
                 "%" G_GINT64_FORMAT " more later %s of others with its text (%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                 ")",
                 s->later - c.later, s->later - c.later == 1 ? "collection" : "collections", c.later, s->later);
    if (evidence->facts->print && c.creators < s->creators)
        lack_add(lacks, "%" G_GINT64_FORMAT " more %s its text (%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT ")",
                 s->creators - c.creators, s->creators - c.creators == 1 ? "creator who shares" : "creators who share",
                 c.creators, s->creators);
}

const struct condition condition_text_shared = {
    .name = "text_shared",
    .parameters = {.kind = FIELD_OBJECT, .of = members, .also = makes_sense},
    .size = sizeof(struct sharing),
    .compile = compile,
    .find = find,
    .measure = measure,
    .lack = lack,
};
