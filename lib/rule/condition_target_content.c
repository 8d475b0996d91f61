/* SPDX-License-Identifier: Apache-2.0
 *
 * The content has to do with what the operator targets (seed ¶0032): topics, and whole words
 * in the texts and the description, in any script, whatever the case and the form of the
 * characters.
 */
#include <string.h>

#include "rule/condition.h"
#include "rule/fold.h"

enum { LIST_MAX = 100, WORD_MAX = 64 };

enum { TOPICS_ANY, TOPICS_ALL, WORDS_ANY, WORDS_ALL, LISTS };

static const struct {
    const char *name, *lack_one, *lack_more; /* words of a sentence, for a list of one and of more */
    bool is_words, is_all;
} lists[LISTS] = {
    [TOPICS_ANY] = {"topics_any", "the topic %s", "one of the topics %s", false, false},
    [TOPICS_ALL] = {"topics_all", "the topic %s", "the topics %s", false, true},
    [WORDS_ANY] = {"words_any", "the word %s", "one of the words %s", true, false},
    [WORDS_ALL] = {"words_all", "the word %s", "the words %s", true, true},
};

struct target {
    char **wanted[LISTS]; /* folded; a topic with a line break at both ends. NULL: imposes nothing */
};

static enum err is_left_by_folding(const struct path *at, const json_t *given)
{
    g_autofree char *folded = fold_text(json_string_value(given), FACTS_WORDS_MAX);
    return *folded ? OK : path_refuse(at, "wanted letters, digits or symbols, came none");
}

static const struct field topic = {.kind = FIELD_TEXT, .min = 1, .max = WORD_MAX, .also = is_left_by_folding};

#define LIST(number)                                                                                                   \
    {                                                                                                                  \
        .name = (number), .kind = FIELD_ARRAY, .of = &topic, .min = 1, .max = LIST_MAX, .is_optional = true,           \
        .also = field_has_no_repeats                                                                                   \
    }
static const struct field members[] = {
    LIST("topics_any"), LIST("topics_all"), LIST("words_any"), LIST("words_all"), {},
};

static char **fold_all(const json_t *list, bool is_words)
{
    GPtrArray *folded = g_ptr_array_new();
    json_t *one;
    size_t i;
    json_array_foreach (list, i, one) {
        g_autofree char *text = fold_text(json_string_value(one), FACTS_WORDS_MAX);
        g_ptr_array_add(folded, is_words ? g_strdup(text) : g_strconcat("\n", text, "\n", NULL));
    }
    g_ptr_array_add(folded, NULL);
    return (char **)g_ptr_array_free(folded, FALSE);
}

static void compile(void *parameters, const json_t *wanted)
{
    struct target *t = parameters;
    for (size_t i = 0; i < LISTS; i++) {
        const json_t *list = json_object_get(wanted, lists[i].name);
        if (list)
            t->wanted[i] = fold_all(list, lists[i].is_words);
    }
}

static void clear(void *parameters)
{
    struct target *t = parameters;
    for (size_t i = 0; i < LISTS; i++)
        g_strfreev(t->wanted[i]);
}

static bool is_there(const struct facts *f, size_t list, const char *wanted)
{
    return lists[list].is_words ? fold_has_word(f->words, wanted) : strstr(f->topics, wanted) != NULL;
}

static bool list_holds(const struct target *t, size_t list, const struct facts *f)
{
    bool is_all = lists[list].is_all;
    for (char **wanted = t->wanted[list]; *wanted; wanted++)
        if (is_there(f, list, *wanted) != is_all)
            return !is_all;
    return is_all;
}

static void find(const void *parameters, const struct evidence *evidence, struct finding *finding)
{
    const struct target *t = parameters;
    int wanted = 0, holding = 0;
    for (size_t i = 0; i < LISTS; i++) {
        if (!t->wanted[i])
            continue;
        wanted++;
        holding += list_holds(t, i, evidence->facts);
    }
    finding->holds = holding == wanted;
    finding->nearness = nearness_step(holding, wanted);
}

/* What was found of what is wanted, in the words of the folded text. */
static void measure(const void *parameters, const struct evidence *evidence, json_t *measured)
{
    const struct target *t = parameters;
    json_t *found[2] = {json_array(), json_array()};
    for (size_t i = 0; i < LISTS; i++) {
        for (char **wanted = t->wanted[i]; wanted && *wanted; wanted++) {
            g_autofree char *plain = g_strstrip(g_strdup(*wanted));
            if (is_there(evidence->facts, i, *wanted))
                json_array_append_new(found[lists[i].is_words], json_string(plain));
        }
    }
    json_object_set_new(measured, "topics", found[0]);
    json_object_set_new(measured, "words", found[1]);
}

static char *missing_of(const struct target *t, size_t list, const struct facts *f, int *count)
{
    GString *names = g_string_new(NULL);
    *count = 0;
    for (char **wanted = t->wanted[list]; *wanted; wanted++) {
        g_autofree char *plain = g_strstrip(g_strdup(*wanted));
        if (is_there(f, list, *wanted))
            continue;
        g_string_append_printf(names, "%s%s", (*count)++ ? ", " : "", plain);
    }
    return g_string_free(names, FALSE);
}

static void lack(const void *parameters, const struct evidence *evidence, GPtrArray *lacks)
{
    const struct target *t = parameters;
    for (size_t i = 0; i < LISTS; i++) {
        int count;
        if (!t->wanted[i] || list_holds(t, i, evidence->facts))
            continue;
        g_autofree char *names = missing_of(t, i, evidence->facts, &count);
        const char *words = count > 1 ? lists[i].lack_more : lists[i].lack_one;
        g_auto(GStrv) halves = g_strsplit(words, "%s", 2);
        lack_add(lacks, "%s%s", halves[0], names);
    }
}

const struct condition condition_target_content = {
    .name = "target_content",
    .parameters = {.kind = FIELD_OBJECT, .of = members, .also = field_has_a_member},
    .size = sizeof(struct target),
    .compile = compile,
    .clear = clear,
    .find = find,
    .measure = measure,
    .lack = lack,
};
