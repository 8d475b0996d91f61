/* SPDX-License-Identifier: Apache-2.0 */
#include "watch.h"

#include "rule/takedown.h"
#include "store/report.h"
#include "store/words.h"

/* The words, as far as a note has room for them. */
static char *note_of(const GPtrArray *words)
{
    g_autoptr(GString) note = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(note, "%s%s", i ? ", " : "", ((const struct word *)words->pdata[i])->text);
    return g_utf8_substring(note->str, 0, MIN(g_utf8_strlen(note->str, -1), MODERATION_NOTE_MAX));
}

/* By the server itself: once, as long as the case is open. */
static enum err report_words(struct req *req, const struct collection *c, const GPtrArray *words)
{
    g_autoptr(report) stands = NULL;
    g_autofree char *note = note_of(words);
    bool is_new;
    struct new_report what = {
        .kind = REPORT_COLLECTION,
        .subject_id = c->id,
        .image = REPORT_NO_IMAGE,
        .reason = REPORT_WATCHED_WORD,
        .note = note,
    };
    return report_add(req->db, &what, req->now_us, &stands, &is_new);
}

struct watchlist {
    int64_t version;
    struct words *words; /* NULL: not read */
};

struct watchlist *watchlist_new(void)
{
    return g_new0(struct watchlist, 1);
}

void watchlist_forget(struct watchlist *watchlist)
{
    g_clear_pointer(&watchlist->words, words_free);
}

void watchlist_free(struct watchlist *watchlist)
{
    if (!watchlist)
        return;
    watchlist_forget(watchlist);
    g_free(watchlist);
}

/* Another daemon may have replaced it. */
static enum err bring_up_to_date(struct watchlist *watchlist, struct db_conn *db)
{
    GPtrArray *list = NULL;
    int64_t version;
    enum err e = words_version(db, &version);
    if (e || (watchlist->words && watchlist->version == version))
        return e;
    e = words_get(db, &list);
    if (e)
        return e;
    watchlist_forget(watchlist);
    watchlist->words = words_new_take(list);
    watchlist->version = version;
    return OK;
}

enum err watch_collection(struct req *req, const struct collection *c)
{
    struct watchlist *watchlist = req->server->watchlist;
    enum err e = bring_up_to_date(watchlist, req->db);
    if (e)
        return e;
    g_autoptr(GPtrArray) reported = g_ptr_array_new();
    e = words_look(watchlist->words, c->document, &req->refusals, reported);
    return e || !reported->len ? e : report_words(req, c, reported);
}
