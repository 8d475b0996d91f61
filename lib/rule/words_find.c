/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "rule/fold.h"
#include "rule/words.h"

/* A list is long and a text may be, too, so the one is not gone through for each place of the
 * other: words are found by their first bytes, and only then compared. */
enum { KEY_BYTES = 6 };

struct words {
    GPtrArray *list;
    GHashTable *by_key[KEY_BYTES + 1]; /* by the length of the key: a GArray of places in the list */
};

static gpointer key_of(const char *bytes, size_t length)
{
    gsize key = 0;
    for (size_t i = 0; i < length; i++)
        key = key << 8 | (unsigned char)bytes[i];
    return GSIZE_TO_POINTER(key);
}

static void add(struct words *words, guint place)
{
    const struct word *word = words->list->pdata[place];
    size_t length = MIN(strlen(word->folded), KEY_BYTES);
    gpointer key = key_of(word->folded, length);
    GArray *places = g_hash_table_lookup(words->by_key[length], key);
    if (!places) {
        places = g_array_new(FALSE, FALSE, sizeof place);
        g_hash_table_insert(words->by_key[length], key, places);
    }
    g_array_append_val(places, place);
}

struct words *words_new_take(GPtrArray *list)
{
    struct words *words = g_new0(struct words, 1);
    words->list = list;
    for (size_t length = 1; length <= KEY_BYTES; length++)
        words->by_key[length] = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    for (guint place = 0; place < list->len; place++)
        add(words, place);
    return words;
}

void words_free(struct words *words)
{
    if (!words)
        return;
    for (size_t length = 1; length <= KEY_BYTES; length++)
        g_hash_table_unref(words->by_key[length]);
    g_ptr_array_unref(words->list);
    g_free(words);
}

struct finding {
    const struct words *words;
    const char *folded;
    bool *is_compared; /* by place: one comparison says whether the word is anywhere */
    void (*found)(void *context, const struct word *word);
    void *context;
};

static void compare(struct finding *f, guint place, const char *at)
{
    const struct word *word = f->words->list->pdata[place];
    if (f->is_compared[place] || !g_str_has_prefix(at, word->folded))
        return;
    f->is_compared[place] = true;
    if (fold_has_word(f->folded, word->folded))
        f->found(f->context, word);
}

static void compare_at(struct finding *f, const char *at)
{
    size_t left = strnlen(at, KEY_BYTES);
    for (size_t length = 1; length <= left; length++) {
        GHashTable *by_key = f->words->by_key[length];
        const GArray *places = g_hash_table_size(by_key) ? g_hash_table_lookup(by_key, key_of(at, length)) : NULL;
        for (guint i = 0; places && i < places->len; i++)
            compare(f, g_array_index(places, guint, i), at);
    }
}

void words_find(const struct words *words, const char *text, void (*found)(void *context, const struct word *word),
                void *context)
{
    g_autofree char *folded = fold_text(text, WORDS_TEXT_MAX);
    g_autofree bool *is_compared = g_new0(bool, words->list->len);
    struct finding f = {words, folded, is_compared, found, context};
    for (const char *at = folded; *at; at = g_utf8_next_char(at))
        compare_at(&f, at);
}
