/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/takedown.h"

#include <glib.h>

#include "rule/field.h"

const char *const moderation_reasons[] = {"spam",      "nudity",  "violence", "hate",  "harassment", "self-harm",
                                          "copyright", "privacy", "illegal",  "other", NULL};

static const char *const effect_names[] = {
    [TAKEDOWN_KEEP] = "keep",     [TAKEDOWN_DROP_IMAGES] = "drop_images", [TAKEDOWN_HIDE] = "hide",
    [TAKEDOWN_REMOVE] = "remove", [TAKEDOWN_REMOVE + 1] = NULL,
};

static const char *const mark_names[TAKEDOWN_MARKS] = {
    [MARK_DROP] = "drop",
    [MARK_HIDE] = "hide",
    [MARK_REMOVE] = "remove",
};

enum takedown_mark takedown_mark_of(enum takedown_effect effect, bool shows_its_images)
{
    switch (effect) {
    case TAKEDOWN_DROP_IMAGES:
        return shows_its_images ? MARK_DROP : MARK_NONE;
    case TAKEDOWN_HIDE:
        return MARK_HIDE;
    case TAKEDOWN_REMOVE:
        return MARK_REMOVE;
    default:
        return MARK_NONE;
    }
}

const char *takedown_effect_name(enum takedown_effect effect)
{
    return effect_names[effect];
}

const char *takedown_mark_name(enum takedown_mark mark)
{
    return mark_names[mark];
}

enum takedown_mark takedown_mark_parse(const char *name)
{
    enum takedown_mark mark = MARK_DROP;
    while (mark < MARK_REMOVE && g_strcmp0(mark_names[mark], name) != 0)
        mark++;
    return mark;
}

static const struct field takedown_members[] = {
    {.name = "reason", .kind = FIELD_CHOICE, .choices = moderation_reasons},
    {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
    {.name = "effect", .kind = FIELD_CHOICE, .choices = effect_names},
    {.name = "preview", .kind = FIELD_BOOLEAN, .fallback = "false"},
    {},
};

static const struct field note_members[] = {
    {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
    {},
};

enum err takedown_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const struct field takedown = {.kind = FIELD_OBJECT, .of = takedown_members};
    struct path at = {.refusals = refusals};
    return field_check(&at, &takedown, body, completed);
}

enum takedown_effect takedown_effect_of(const json_t *completed)
{
    const char *name = json_string_value(json_object_get(completed, "effect"));
    enum takedown_effect effect = TAKEDOWN_KEEP;
    while (effect < TAKEDOWN_REMOVE && g_strcmp0(effect_names[effect], name) != 0)
        effect++;
    return effect;
}

enum err moderation_note_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const struct field object = {.kind = FIELD_OBJECT, .of = note_members};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}
