/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/words.h"

#include "rule/field.h"
#include "rule/fold.h"

static const char *const actions[] = {[WORD_REPORT] = "report", [WORD_REFUSE] = "refuse", [WORD_REFUSE + 1] = NULL};

struct word *word_new(const char *text, const char *folded, enum word_action action)
{
    struct word *word = g_new(struct word, 1);
    *word = (struct word){g_strdup(text), g_strdup(folded), action};
    return word;
}

void word_free(struct word *word)
{
    if (!word)
        return;
    g_free(word->text);
    g_free(word->folded);
    g_free(word);
}

const char *word_action_name(enum word_action action)
{
    return actions[action];
}

enum word_action word_action_parse(const char *name)
{
    return g_strcmp0(name, actions[WORD_REFUSE]) == 0 ? WORD_REFUSE : WORD_REPORT;
}

static const struct field word_members[] = {
    {.name = "word", .kind = FIELD_TEXT, .min = 1, .max = WORD_MAX},
    {.name = "action", .kind = FIELD_CHOICE, .choices = actions},
    {},
};
static const struct field word_element = {.kind = FIELD_OBJECT, .of = word_members};
static const struct field words_members[] = {
    {.name = "words", .kind = FIELD_ARRAY, .of = &word_element, .max = WORDS_MAX},
    {},
};

/* `seen`: the places in the list, by folded word. */
static enum err add_word(const struct path *at, const json_t *given, GHashTable *seen, GPtrArray *list)
{
    const char *text = json_string_value(json_object_get(given, "word"));
    g_autofree char *folded = fold_text(text, WORD_FOLDED_MAX);
    struct path where = path_member(at, "word");
    gpointer place;
    if (!*folded)
        return path_refuse(&where, "wanted letters, digits or symbols, came \"%s\"", text);
    if (g_hash_table_lookup_extended(seen, folded, NULL, &place))
        return path_refuse(&where, "wanted each word once, came \"%s\", which is the same as word %u", text,
                           GPOINTER_TO_UINT(place));
    enum word_action action = word_action_parse(json_string_value(json_object_get(given, "action")));
    struct word *word = word_new(text, folded, action);
    g_hash_table_insert(seen, word->folded, GUINT_TO_POINTER(list->len));
    g_ptr_array_add(list, word);
    return OK;
}

enum err words_check(const json_t *body, struct refusals *refusals, GPtrArray **out)
{
    static const struct field object = {.kind = FIELD_OBJECT, .of = words_members};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)word_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    struct path at = {.refusals = refusals}, all = path_member(&at, "words");
    json_auto_t *completed = NULL;
    enum err e = field_check(&at, &object, body, &completed);
    const json_t *array = json_object_get(completed, "words");
    for (size_t i = 0; i < json_array_size(array); i++) {
        struct path element = path_element(&all, i);
        if (add_word(&element, json_array_get(array, i), seen, list))
            e = E_INVALID;
    }
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}
