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

enum err watch_collection(struct req *req, const struct collection *c)
{
    GPtrArray *list = NULL;
    enum err e = words_get(req->db, &list);
    if (e)
        return e;
    g_autoptr(words) words = words_new_take(list);
    g_autoptr(GPtrArray) reported = g_ptr_array_new();
    e = words_look(words, c->document, &req->refusals, reported);
    return e || !reported->len ? e : report_words(req, c, reported);
}
