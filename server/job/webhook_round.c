/* SPDX-License-Identifier: Apache-2.0 */
#include "job/webhook_round.h"

#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/json.h"
#include "event_json.h"
#include "job/webhook_attempt.h"
#include "rule/event_kind.h"
#include "rule/webhook.h"

/* A claim outlasts the attempt by this, for what lies between claiming and sending. */
enum { CLAIM_SPARE_S = 5 };

static enum err store_settled(struct db_conn *db, const GPtrArray *settled)
{
    enum err e = OK;
    for (guint i = 0; i < settled->len && !e; i++) {
        const struct delivery *d = ((const struct attempt *)settled->pdata[i])->delivery;
        e = strcmp(d->state, "delivered") == 0 ? delivery_delivered(db, d->id, d->status, d->tried_us)
                                               : delivery_failed(db, d);
    }
    return e;
}

static GString *body_of(const struct event *event)
{
    json_auto_t *json = event_json(event);
    json_object_set_new(json, "account", json_text_or_null(event->account_id));
    json_object_set_new(json, "actor", json_text_or_null(event->actor_id));
    return json_text(json);
}

static bool is_wanted(const struct webhook *webhook, const struct event *event)
{
    g_auto(GStrv) patterns = g_strsplit(webhook->kinds, " ", -1);
    for (char **pattern = patterns; *pattern; pattern++)
        if (event_pattern_matches(*pattern, event->kind))
            return true;
    return false;
}

static enum err make_delivery(struct db_conn *db, const struct webhook *webhook, const struct event *event,
                              int64_t now_us)
{
    char id[ID_SIZE];
    g_autoptr(GString) body = body_of(event);
    id_new(now_us, id);
    return delivery_insert(db, &(struct delivery){.id = id,
                                                  .webhook_id = webhook->id,
                                                  .event_id = event->id,
                                                  .kind = event->kind,
                                                  .body = body->str,
                                                  .created_us = now_us});
}

static enum err make_deliveries(struct db_conn *db, const struct webhook *webhook, struct round *round, int64_t now_us)
{
    g_autoptr(GPtrArray) events = NULL;
    int64_t last_id;
    enum err e = event_last_id(db, &last_id);
    if (e || last_id <= webhook->after_id)
        return e;
    e = event_all_after(db, webhook->after_id, ROUND_EVENTS, &events);
    for (guint i = 0; !e && i < events->len; i++)
        if (is_wanted(webhook, events->pdata[i]))
            e = make_delivery(db, webhook, events->pdata[i], now_us);
    if (e)
        return e;
    if (events->len == ROUND_EVENTS) {
        last_id = ((const struct event *)events->pdata[events->len - 1])->id;
        round->is_behind = true;
    }
    return webhook_set_after(db, webhook->id, last_id);
}

static enum err claim(struct db_conn *db, const struct webhook *webhook, struct round *round, int64_t now_us)
{
    int64_t until_us = now_us + (round->config->webhook_timeout + CLAIM_SPARE_S) * 1000000;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_free);
    enum err e = delivery_claim(db, webhook->id, now_us, until_us, ROUND_AT_ONCE, list);
    while (!e && list->len)
        g_ptr_array_add(round->claimed, attempt_new_take(g_ptr_array_steal_index(list, 0), webhook, now_us));
    return e;
}

enum err round_run(struct db_conn *db, void *context)
{
    struct round *round = context;
    int64_t now_us = clock_now_us();
    g_autoptr(GPtrArray) webhooks = NULL;
    enum err e = store_settled(db, round->settled);
    if (!e)
        e = webhook_list(db, INT64_MAX, "", WEBHOOKS_MAX, &webhooks);
    for (guint i = 0; !e && i < webhooks->len; i++) {
        e = make_deliveries(db, webhooks->pdata[i], round, now_us);
        if (!e)
            e = claim(db, webhooks->pdata[i], round, now_us);
    }
    return e;
}

enum err round_end(struct db_conn *db, void *context)
{
    const struct round *round = context;
    enum err e = store_settled(db, round->settled);
    for (guint i = 0; !e && i < round->claimed->len; i++)
        e = delivery_release(db, ((const struct attempt *)round->claimed->pdata[i])->delivery);
    return e;
}
