/* SPDX-License-Identifier: Apache-2.0
 *
 * By what a template was withdrawn, and so who may give it back. Pure; any thread.
 */
#ifndef STENCIL_RULE_WITHDRAWAL_H
#define STENCIL_RULE_WITHDRAWAL_H

enum withdrawal {
    WITHDRAWN_NOT,
    WITHDRAWN_BY_DELETION, /* of its collection or its creator */
    WITHDRAWN_BY_TAKEDOWN, /* of its collection */
    WITHDRAWN_BY_MODERATOR,
    WITHDRAWN_BY_ORDER, /* that its collection has no template (rule/template_rule.h) */
};

/* "deletion" …, NULL for WITHDRAWN_NOT, and back. */
const char *withdrawal_name(enum withdrawal withdrawal);
enum withdrawal withdrawal_parse(const char *name);

/* Why a moderator cannot restore it, in a sentence; NULL: she can. */
const char *withdrawal_refusal(enum withdrawal withdrawal);

#endif
