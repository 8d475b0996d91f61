/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/condition.h"

#include <glib.h>
#include <string.h>

enum { EVALUATIONS_MAX = 1000000000 };

static const struct field opted_in_parameters[] = {{}};

static bool opted_in_holds(const struct facts *facts, const json_t *, json_t *measured)
{
    json_object_set_new(measured, "opted_in", json_boolean(facts->opted_in));
    return facts->opted_in;
}

static const struct field evaluations_parameters[] = {
    {.name = "min_count", .kind = FIELD_INTEGER, .min = 0, .max = EVALUATIONS_MAX, .is_optional = true},
    {.name = "min_positive_share", .kind = FIELD_NUMBER, .min = 0, .max = 1, .is_optional = true},
    {},
};

/* Left-out thresholds impose nothing: jansson reads a missing number as 0. The share is a
 * quotient, never count × threshold: 7 / 100 is rounded to the same double as the 0.07 of
 * the policy, while 0.07 × 100 is more than 7. */
static bool evaluations_holds(const struct facts *facts, const json_t *wanted, json_t *measured)
{
    int64_t count = facts->up_count + facts->down_count;
    double share = count > 0 ? (double)facts->up_count / (double)count : 0;
    json_object_set_new(measured, "count", json_integer(count));
    json_object_set_new(measured, "positive_share", count > 0 ? json_real(share) : json_null());
    return count >= json_integer_value(json_object_get(wanted, "min_count")) &&
           share >= json_number_value(json_object_get(wanted, "min_positive_share"));
}

#define PARAMETERS(members) .parameters = {.kind = FIELD_OBJECT, .of = (members)}
#define SOME_OF(members)    .parameters = {.kind = FIELD_OBJECT, .of = (members), .also = field_has_a_member}

static const struct condition conditions[] = {
    {"creator_opted_in", PARAMETERS(opted_in_parameters), .holds = opted_in_holds},
    {"evaluations", SOME_OF(evaluations_parameters), .holds = evaluations_holds},
};

const struct condition *condition_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(conditions); i++)
        if (strcmp(conditions[i].name, name) == 0)
            return &conditions[i];
    return NULL;
}

char *condition_names(void)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(conditions); i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", conditions[i].name);
    return g_string_free(names, FALSE);
}
