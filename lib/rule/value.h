/* SPDX-License-Identifier: Apache-2.0
 *
 * One value against its field, apart from the parts of an object or array. Pure: no I/O,
 * any thread.
 */
#ifndef STENCIL_RULE_VALUE_H
#define STENCIL_RULE_VALUE_H

#include "rule/field.h"

/* Whether `given` is of the field's kind and size, and its characters are those of the kind. */
enum err value_check(const struct path *at, const struct field *field, const json_t *given);

/* Refuses `given` as of another kind than the field's; NULL: as left out. Returns E_INVALID. */
enum err value_refuse_kind(const struct path *at, const struct field *field, const json_t *given);

#endif
