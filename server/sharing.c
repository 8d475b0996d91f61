/* SPDX-License-Identifier: Apache-2.0 */
#include "sharing.h"

#include <string.h>

#include "store/text_concern.h"
#include "store/text_print.h"

/* What is stored of a collection's texts. */
struct stored {
    bool is_counted;
    int64_t print, posted_us;
    char *text_prints;
};

static void stored_clear(struct stored *s)
{
    g_free(s->text_prints);
}
typedef struct stored stored;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(stored, stored_clear)

static enum err read_stored(struct db_conn *db, const char *collection_id, struct stored *s)
{
    g_auto(fact_row) row = {0};
    enum err e = fact_get(db, collection_id, &row);
    if (!e)
        *s = (struct stored){row.is_counted, row.facts.print, row.facts.posted_us, g_strdup(row.facts.text_prints)};
    return e;
}

enum { STEPS = 2 };

/* The counts at which what the policy finds changes: its thresholds, and where they are
 * nearly reached. A count that went down has left one of them. */
static size_t thresholds_of(int64_t wanted, int step, int64_t thresholds[STEPS])
{
    static const double steps[STEPS] = {1, NEARLY};
    size_t count = 0;
    int64_t last = 0;
    for (size_t i = 0; i < STEPS; i++) {
        int64_t at = nearness_threshold(steps[i], wanted);
        if (at > 0 && at != last)
            thresholds[count++] = step > 0 ? at : at - 1;
        last = at;
    }
    return count;
}

static enum err add_of(struct evaluator *ev, const struct text_change *change, const struct sharing *s,
                       GHashTable *concerned)
{
    int64_t thresholds[STEPS];
    size_t count = thresholds_of(s->later, change->step, thresholds);
    enum err e = text_concern_later(ev->db, change, thresholds, count, concerned);
    count = thresholds_of(s->creators, change->step, thresholds);
    if (!e && change->creators_changed && count)
        e = text_concern_creators(ev->db, change, thresholds, count, concerned);
    if (!e && !s->counts_made)
        e = text_concern_made(ev->db, change, concerned);
    return e;
}

static enum err add_concerned(struct evaluator *ev, const struct text_change *change, GHashTable *concerned)
{
    size_t count;
    const struct sharing *sharings = policy_sharings(ev->policy, &count);
    enum err e = OK;
    for (size_t i = 0; i < count && !e && change->step; i++)
        if (sharings[i].scope == change->scope && sharings[i].level == change->level)
            e = add_of(ev, change, &sharings[i], concerned);
    return e;
}

typedef enum err step_fn(struct db_conn *db, const struct text_kind *kind, const struct text_member *member,
                         struct text_change *change);

static enum err step(struct evaluator *ev, const char *collection_id, const struct text_prints *prints, step_fn *fn,
                     GHashTable *concerned)
{
    g_auto(text_member) member = {0};
    g_autoptr(GArray) kinds = NULL;
    struct text_change change;
    enum err e = text_member_get(ev->db, collection_id, &member);
    if (!e)
        e = text_kinds(ev->db, prints, &kinds);
    for (guint i = 0; !e && i < kinds->len; i++) {
        e = fn(ev->db, &g_array_index(kinds, struct text_kind, i), &member, &change);
        if (!e)
            e = add_concerned(ev, &change, concerned);
    }
    return e;
}

static enum err leave(struct evaluator *ev, const char *collection_id, const struct stored *s, GHashTable *concerned)
{
    struct text_prints prints = {s->print, s->text_prints, NULL};
    return step(ev, collection_id, &prints, text_class_leave, concerned);
}

static enum err join(struct evaluator *ev, const struct collection *c, const struct facts *f, GHashTable *concerned)
{
    g_autoptr(GPtrArray) texts = print_texts(c->document);
    g_autofree char *folded = print_set(texts);
    struct text_prints prints = {f->print, f->text_prints, folded};
    return step(ev, c->id, &prints, text_class_join, concerned);
}

static void read_facts(const struct collection *c, struct facts *f)
{
    size_t count = collection_image_count(c);
    g_autofree struct box *photos = g_new(struct box, count), *boxes = g_new(struct box, count);
    for (size_t i = 0; i < count; i++) {
        photos[i] = c->images[i].photo;
        boxes[i] = c->images[i].box;
    }
    facts_read_document(f, c->document, photos, boxes);
    f->posted_us = c->is_posted ? c->posted_us : 0;
}

enum err sharing_update(struct evaluator *ev, const struct collection *c, GHashTable *concerned)
{
    g_auto(stored) s = {0};
    struct facts f = {0};
    struct exposure exposure = collection_exposure(c);
    bool is_counted = exposure_counts(&exposure);
    enum err e = read_stored(ev->db, c->id, &s);
    if (e)
        return e;
    read_facts(c, &f);
    bool stays = s.is_counted && is_counted && s.print == f.print && s.posted_us == f.posted_us &&
                 strcmp(s.text_prints, f.text_prints) == 0;
    if (s.is_counted && !stays)
        e = leave(ev, c->id, &s, concerned);
    if (!e)
        e = fact_put(ev->db, c->id, c->account_id, &f);
    if (!e && s.is_counted != is_counted)
        e = fact_set_counted(ev->db, c->id, is_counted);
    if (!e && is_counted && !stays)
        e = join(ev, c, &f, concerned);
    facts_clear(&f);
    return e;
}

enum err sharing_add(struct evaluator *ev, const struct collection *c, GHashTable *concerned)
{
    g_auto(stored) s = {0};
    struct facts f = {0};
    enum err e = read_stored(ev->db, c->id, &s);
    if (e || !s.is_counted)
        return e;
    read_facts(c, &f);
    e = join(ev, c, &f, concerned);
    facts_clear(&f);
    return e;
}

enum err sharing_forget(struct evaluator *ev, const char *collection_id, GHashTable *concerned)
{
    g_auto(stored) s = {0};
    enum err e = read_stored(ev->db, collection_id, &s);
    if (!e && s.is_counted)
        e = leave(ev, collection_id, &s, concerned);
    return e ? e : fact_set_counted(ev->db, collection_id, false);
}
