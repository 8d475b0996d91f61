/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates withdrawn by moderators and restored again. Inside the writing transaction.
 */
#ifndef STENCIL_WITHDRAW_H
#define STENCIL_WITHDRAW_H

#include "req.h"
#include "store/template.h"

/* The template of the path's first variable; E_NOT_FOUND. */
enum err withdraw_find(struct req *req, struct template **out);

/* {"id", "collection", "state", "withdrawn_by"}: a new reference. */
json_t *withdraw_json(const struct template *t);

/* The template becomes withdrawn by this (WITHDRAWN_NOT: active again). It is written down with
 * the action, and its creator is told by an event of the kind, both with the reason and the
 * note of the body. `t` follows. */
struct withdraw_act {
    enum withdrawal becomes;
    const char *action, *event;
    const json_t *body;
};
enum err withdraw_set(struct req *req, struct template *t, const struct withdraw_act *act);

#endif
