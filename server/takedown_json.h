/* SPDX-License-Identifier: Apache-2.0
 *
 * Takedowns as the API, the log and events show them. New references. Pure.
 */
#ifndef STENCIL_TAKEDOWN_JSON_H
#define STENCIL_TAKEDOWN_JSON_H

#include "takedown.h"

enum { TAKEDOWN_SAMPLES_MAX = 20 /* of each kind of change */ };

/* What is, or would be, done; without an id: a preview. */
json_t *takedown_json(const struct takedown *takedown, const struct takedown_plan *plan);

/* What was undone for the collection that was asked for. */
json_t *restoration_json(const struct takedown *takedown, const char *collection_id, const char *note,
                         const struct takedown_plan *undone);

/* For the log; `takedown`: what made it so, or NULL. */
json_t *takedown_state_json(const struct takedown_state *state, const struct takedown *takedown);

/* For the creator of a collection that was changed. */
json_t *takedown_event_json(const struct takedown *takedown, const char *note, const struct touched *touched);

#endif
