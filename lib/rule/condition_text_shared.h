/* SPDX-License-Identifier: Apache-2.0
 *
 * The parameters of text_shared as evaluations have them: who keeps the classes of texts up
 * to date asks which collections a step across them concerns. Pure; any thread.
 */
#ifndef STENCIL_RULE_CONDITION_TEXT_SHARED_H
#define STENCIL_RULE_CONDITION_TEXT_SHARED_H

#include <stdbool.h>

#include "rule/share.h"

struct sharing {
    enum share_scope scope;
    int level;
    int64_t later;    /* wanted at least: one more than more_than */
    int64_t creators; /* wanted at least */
    bool counts_made; /* second collections made with the very template count, too */
};

#endif
