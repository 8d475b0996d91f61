/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/path.h"
#include "rule/words.h"

struct look {
    const struct words *words;
    GPtrArray *reported;
    const struct path *at; /* while it is looked at */
    enum err result;
};

static void found(void *context, const struct word *word)
{
    struct look *look = context;
    if (word->action == WORD_REFUSE)
        look->result = path_refuse(look->at, "wanted no word that is not taken here, came \"%s\"", word->text);
    else if (!g_ptr_array_find(look->reported, word, NULL))
        g_ptr_array_add(look->reported, (gpointer)word);
}

static void look_at(struct look *look, const struct path *at, const json_t *text)
{
    look->at = at;
    if (json_string_length(text))
        words_find(look->words, json_string_value(text), found, look);
    look->at = NULL;
}

static void look_at_member(struct look *look, const struct path *outer, const json_t *object, const char *name)
{
    struct path at = path_member(outer, name);
    look_at(look, &at, json_object_get(object, name));
}

/* "texts" and "images"; the words of a text are in its configuration. */
static void look_at_elements(struct look *look, const struct path *body, const json_t *document, const char *name)
{
    struct path all = path_member(body, name);
    size_t i;
    json_t *element;
    json_array_foreach (json_object_get(document, name), i, element) {
        struct path at = path_element(&all, i), inner = path_member(&at, "configuration");
        look_at_member(look, &inner, json_object_get(element, "configuration"), "content");
        look_at_member(look, &at, element, "alt");
    }
}

static void look_at_topics(struct look *look, const struct path *body, const json_t *document)
{
    struct path all = path_member(body, "topics");
    size_t i;
    json_t *topic;
    json_array_foreach (json_object_get(document, "topics"), i, topic) {
        struct path at = path_element(&all, i);
        look_at(look, &at, topic);
    }
}

static void look_at_name(struct look *look, const struct path *body, const json_t *document, const char *of)
{
    struct path at = path_member(body, of);
    look_at_member(look, &at, json_object_get(document, of), "name");
}

enum err words_look(const struct words *words, const json_t *document, struct refusals *refusals, GPtrArray *reported)
{
    struct path body = {.refusals = refusals};
    struct look look = {.words = words, .reported = reported};
    look_at_elements(&look, &body, document, "images");
    look_at_elements(&look, &body, document, "texts");
    look_at_topics(&look, &body, document);
    look_at_member(&look, &body, document, "description");
    look_at_name(&look, &body, document, "location");
    look_at_name(&look, &body, document, "audio");
    return look.result;
}
