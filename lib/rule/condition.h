/* SPDX-License-Identifier: Apache-2.0
 *
 * The conditions that a policy is made of (seed ¶0032, ¶0110), each in a file of its own:
 * its parameters described as fields, and pure functions. Constant; any thread.
 */
#ifndef STENCIL_RULE_CONDITION_H
#define STENCIL_RULE_CONDITION_H

#include <glib.h>

#include "rule/facts.h"
#include "rule/field.h"

/* A condition is nearly met when it has come to this share of what is wanted. */
#define NEARLY 0.8

/* What a condition, or a node over conditions, finds. */
struct finding {
    bool holds;
    /* How near it is to hold, in steps, so that a change that is no step changes nothing:
     * 0 or NEARLY for one condition; 1 just when it holds. */
    double nearness;
    int64_t changes_us; /* when time alone may change it; 0 for never */
};

/* What is given to a condition. */
struct evidence {
    const struct facts *facts;
    int64_t now_us;
};

struct condition {
    const char *name;
    struct field parameters;                                 /* the object that stands beside the name in a policy */
    size_t size;                                             /* of the compiled parameters; zeroed before `compile` */
    void (*compile)(void *parameters, const json_t *wanted); /* checked before */
    void (*clear)(void *parameters);                         /* NULL: nothing to free */
    void (*find)(const void *parameters, const struct evidence *evidence, struct finding *finding);

    /* Adds what it looked at, each under the name of the parameter without its min or max. */
    void (*measure)(const void *parameters, const struct evidence *evidence, json_t *measured);

    /* Adds what is missing, each as words that follow "It needs ": "12 more evaluations (38 of 50)". */
    void (*lack)(const void *parameters, const struct evidence *evidence, GPtrArray *lacks);
};

extern const struct condition condition_creator_opted_in;
extern const struct condition condition_evaluations;
extern const struct condition condition_target_content;
extern const struct condition condition_attributes;
extern const struct condition condition_text_shared;

/* All of them. Their places are stored (lib/store/eligibility.h) and never change. */
enum { CONDITIONS = 5 };
extern const struct condition *const conditions[CONDITIONS];

/* The place of the condition of that name, CONDITIONS for none. */
size_t condition_find(const char *name);

/* "creator_opted_in, evaluations …", all of them; free with g_free. */
char *condition_names(void);

/* The step of a share of what is wanted: `reached` of `wanted`. */
double nearness_step(double reached, double wanted);

/* The least whole number that is at least this step of `wanted`. */
int64_t nearness_threshold(double step, int64_t wanted);

/* Adds to `lacks`, printf-like. */
void lack_add(GPtrArray *lacks, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
