/* SPDX-License-Identifier: Apache-2.0 */
#include "store/words.h"

enum err words_get(struct db_conn *db, GPtrArray **out)
{
    g_auto(db_rows) rows = {0};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)word_free);
    bool more = true;
    enum err e = db_query(db, &rows, QUERY_words_get, "");
    while (!e && !(e = db_next(&rows, &more)) && more)
        g_ptr_array_add(list, word_new(db_text(&rows, 0), db_text(&rows, 1), word_action_parse(db_text(&rows, 2))));
    if (!e)
        *out = g_steal_pointer(&list);
    return e;
}

static enum err read_version(struct db_conn *db, enum query query, int64_t *version)
{
    g_auto(db_rows) rows = {0};
    enum err e = db_query_row(db, &rows, query, "");
    if (!e)
        *version = db_int(&rows, 0);
    return e == E_NOT_FOUND ? err_broken("words", "the counter of the list is missing") : e;
}

enum err words_version(struct db_conn *db, int64_t *version)
{
    return read_version(db, QUERY_words_version, version);
}

enum err words_put(struct db_conn *db, const GPtrArray *list, int64_t *version)
{
    enum err e = db_exec(db, QUERY_words_clear, NULL, "");
    for (guint i = 0; !e && i < list->len; i++) {
        const struct word *word = list->pdata[i];
        e = db_exec(db, QUERY_word_insert, NULL, "ittt", (int64_t)i, word->text, word->folded,
                    word_action_name(word->action));
    }
    return e ? e : read_version(db, QUERY_words_next_version, version);
}
