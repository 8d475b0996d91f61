/* SPDX-License-Identifier: Apache-2.0 */
#include "words_reply.h"

#include <string.h>

static gboolean is_same(gconstpointer a, gconstpointer b)
{
    const struct word *one = a, *other = b;
    return strcmp(one->text, other->text) == 0 && one->action == other->action;
}

static guint hash(gconstpointer word)
{
    return g_str_hash(((const struct word *)word)->text);
}

json_t *words_json(const GPtrArray *list, const GPtrArray *without)
{
    g_autoptr(GHashTable) others = g_hash_table_new(hash, is_same);
    json_t *words = json_array();
    for (guint i = 0; without && i < without->len; i++)
        g_hash_table_add(others, without->pdata[i]);
    for (guint i = 0; i < list->len; i++) {
        const struct word *word = list->pdata[i];
        if (!g_hash_table_contains(others, word))
            json_array_append_new(
                words, json_pack("{s:s, s:s}", "word", word->text, "action", word_action_name(word->action)));
    }
    return words;
}

enum err words_reply(struct reply *reply, const GPtrArray *list, int64_t version)
{
    reply->version = version;
    return reply_json_take(reply, json_pack("{s:o}", "words", words_json(list, NULL)));
}
