/* SPDX-License-Identifier: Apache-2.0 */
#include "policies.h"

#include "store/policy.h"

struct policies {
    GMutex lock; /* guards all below */
    /* A version alone would not do: one that was never committed may be followed by another
     * of the same number. */
    int64_t version, created_us;
    struct policy *compiled;
};

struct policies *policies_new(void)
{
    struct policies *p = g_new0(struct policies, 1);
    g_mutex_init(&p->lock);
    return p;
}

void policies_free(struct policies *p)
{
    if (!p)
        return;
    policy_unref(p->compiled);
    g_mutex_clear(&p->lock);
    g_free(p);
}

static struct policy *find(struct policies *p, int64_t version, int64_t created_us)
{
    g_mutex_lock(&p->lock);
    bool is_it = p->compiled && p->version == version && p->created_us == created_us;
    struct policy *found = is_it ? policy_ref(p->compiled) : NULL;
    g_mutex_unlock(&p->lock);
    return found;
}

static void keep(struct policies *p, int64_t version, int64_t created_us, struct policy *compiled)
{
    g_mutex_lock(&p->lock);
    struct policy *old = p->compiled;
    p->version = version;
    p->created_us = created_us;
    p->compiled = policy_ref(compiled);
    g_mutex_unlock(&p->lock);
    policy_unref(old);
}

enum err policies_in_force(struct policies *p, struct db_conn *db, struct policy **policy, int64_t *version,
                           int64_t *created_us)
{
    g_autoptr(policy_row) row = NULL;
    enum err e = policy_newest_version(db, version, created_us);
    if (e)
        return e;
    *policy = find(p, *version, *created_us);
    if (*policy)
        return OK;
    e = policy_newest(db, &row);
    if (e)
        return e;
    *version = row->version;
    *created_us = row->created_us;
    *policy = policy_compile(row->document);
    keep(p, row->version, row->created_us, *policy);
    return OK;
}
