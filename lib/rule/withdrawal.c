/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/withdrawal.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *name, *refusal;
} withdrawals[] = {
    [WITHDRAWN_NOT] = {NULL, "This template is not withdrawn."},
    [WITHDRAWN_BY_DELETION] = {"deletion", "This template was withdrawn because its collection was deleted."},
    [WITHDRAWN_BY_TAKEDOWN] = {"takedown", "This template was withdrawn because its collection was taken down; restore "
                                           "the collection."},
    [WITHDRAWN_BY_MODERATOR] = {"moderator", NULL},
    [WITHDRAWN_BY_ORDER] = {"order", "This template was withdrawn by the order that its collection gets none; lift the "
                                     "order."},
};

const char *withdrawal_name(enum withdrawal withdrawal)
{
    return withdrawals[withdrawal].name;
}

enum withdrawal withdrawal_parse(const char *name)
{
    for (size_t i = WITHDRAWN_BY_DELETION; name && i < sizeof withdrawals / sizeof *withdrawals; i++)
        if (strcmp(withdrawals[i].name, name) == 0)
            return (enum withdrawal)i;
    return WITHDRAWN_NOT;
}

const char *withdrawal_refusal(enum withdrawal withdrawal)
{
    return withdrawals[withdrawal].refusal;
}
