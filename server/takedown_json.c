/* SPDX-License-Identifier: Apache-2.0 */
#include "takedown_json.h"

#include <string.h>

#include "base/json.h"

/* What became of a collection, as members of replies. */
static const char *const groups[TAKEDOWN_MARKS] = {
    [MARK_NONE] = "kept",
    [MARK_DROP] = "images_dropped",
    [MARK_HIDE] = "hidden",
    [MARK_REMOVE] = "removed",
};

static json_t *sample_json(const struct touched *t)
{
    return json_pack("{s:s, s:{s:s, s:s}, s:s?}", "collection", t->collection_id, "creator", "handle", t->handle,
                     "name", t->name, "template", t->mark == MARK_REMOVE ? t->template_id : NULL);
}

static bool is_of(const struct takedown *takedown, const struct touched *t)
{
    return strcmp(t->collection_id, takedown->collection_id) == 0;
}

/* The others that have the mark. Drafts are nobody's to see, a moderator's neither. */
static json_t *group_json(const struct takedown *takedown, const GPtrArray *touched, enum takedown_mark mark)
{
    json_t *samples = json_array();
    json_int_t count = 0;
    for (guint i = 0; i < touched->len; i++) {
        const struct touched *t = touched->pdata[i];
        if (t->mark != mark || !t->is_posted || is_of(takedown, t))
            continue;
        if (count++ < TAKEDOWN_SAMPLES_MAX)
            json_array_append_new(samples, sample_json(t));
    }
    return json_pack("{s:I, s:o}", "count", count, "samples", samples);
}

static const char *template_of(const char *collection_id, const GPtrArray *touched)
{
    for (guint i = 0; i < touched->len; i++) {
        const struct touched *t = touched->pdata[i];
        if (strcmp(t->collection_id, collection_id) == 0 && t->mark == MARK_REMOVE)
            return t->template_id;
    }
    return NULL;
}

static void set_groups(json_t *json, const struct takedown *takedown, const GPtrArray *touched)
{
    for (enum takedown_mark mark = MARK_DROP; mark < TAKEDOWN_MARKS; mark++)
        json_object_set_new(json, groups[mark], group_json(takedown, touched, mark));
}

json_t *takedown_json(const struct takedown *t, const struct takedown_plan *plan)
{
    json_t *json =
        json_pack("{s:s?, s:s, s:b, s:s, s:s, s:s, s:s?, s:b}", "takedown", t->id, "collection", t->collection_id,
                  "preview", !t->id, "reason", t->reason, "note", t->note, "effect", t->effect, "template",
                  template_of(t->collection_id, plan->touched), "complete", plan->is_complete);
    set_groups(json, t, plan->touched);
    json_object_set_new(json, groups[MARK_NONE], group_json(t, plan->touched, MARK_NONE));
    return json;
}

json_t *restoration_json(const struct takedown *t, const char *collection_id, const char *note,
                         const struct takedown_plan *undone)
{
    json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:s?}", "takedown", t->id, "collection", collection_id, "source",
                             t->collection_id, "note", note, "template", template_of(collection_id, undone->touched));
    set_groups(json, t, undone->touched);
    return json;
}

json_t *takedown_state_json(const struct takedown_state *s, const struct takedown *takedown)
{
    const char *template = s->is_callable ? "active" : "withdrawn";
    json_t *json = json_pack("{s:b, s:b, s:I, s:s?}", "removed", s->is_removed, "hidden", s->is_hidden,
                             "images_dropped", (json_int_t)s->dropped, "template", s->has_template ? template : NULL);
    if (takedown)
        json_object_update_new(json, json_pack("{s:s, s:s, s:s}", "takedown", takedown->id, "source",
                                               takedown->collection_id, "effect", takedown->effect));
    return json;
}

json_t *takedown_event_json(const struct takedown *takedown, const char *note, const struct touched *t)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s}", "collection", t->collection_id, "source", takedown->collection_id,
                     "what", groups[t->mark], "reason", takedown->reason, "note", note);
}
