/* SPDX-License-Identifier: Apache-2.0
 *
 * The creator has selected the option for a template when she made the collection (seed ¶0032).
 */
#include "rule/condition.h"

static const struct field members[] = {{}};

static void compile(void *, const json_t *)
{
}

static void find(const void *, const struct evidence *evidence, struct finding *finding)
{
    finding->holds = evidence->facts->opted_in;
    finding->nearness = finding->holds;
}

static void measure(const void *, const struct evidence *evidence, json_t *measured)
{
    json_object_set_new(measured, "opted_in", json_boolean(evidence->facts->opted_in));
}

static void lack(const void *, const struct evidence *, GPtrArray *lacks)
{
    lack_add(lacks, "its creator to offer a template");
}

const struct condition condition_creator_opted_in = {
    .name = "creator_opted_in",
    .parameters = {.kind = FIELD_OBJECT, .of = members},
    .compile = compile,
    .find = find,
    .measure = measure,
    .lack = lack,
};
