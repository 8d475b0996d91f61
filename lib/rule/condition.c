/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/condition.h"

#include <math.h>
#include <string.h>

const struct condition *const conditions[CONDITIONS] = {
    &condition_creator_opted_in, &condition_evaluations, &condition_target_content,
    &condition_attributes,       &condition_text_shared,
};

size_t condition_find(const char *name)
{
    size_t i = 0;
    while (i < CONDITIONS && strcmp(conditions[i]->name, name) != 0)
        i++;
    return i;
}

char *condition_names(void)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < CONDITIONS; i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", conditions[i]->name);
    return g_string_free(names, FALSE);
}

static const double steps[] = {1, NEARLY};

double nearness_step(double reached, double wanted)
{
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (reached >= steps[i] * wanted)
            return steps[i];
    return 0;
}

int64_t nearness_threshold(double step, int64_t wanted)
{
    return (int64_t)ceil(step * (double)wanted);
}

void lack_add(GPtrArray *lacks, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_ptr_array_add(lacks, g_strdup_vprintf(format, args));
    va_end(args);
}
