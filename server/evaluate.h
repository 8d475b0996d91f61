/* SPDX-License-Identifier: Apache-2.0
 *
 * Evaluation by events: what changes a fact about a collection evaluates, inside its
 * transaction, that collection and just those others that it can change: the ones whose
 * text it shares and whose count has come to a threshold of the policy in force.
 */
#ifndef STENCIL_EVALUATE_H
#define STENCIL_EVALUATE_H

#include "req.h"
#include "store/collection.h"
#include "store/fact.h"

/* Where, when and by which policy something is evaluated. For one transaction. */
typedef struct evaluator {
    struct server *server;
    struct db_conn *db;
    int64_t now_us;
    struct policy *policy;
    int64_t policy_version, policy_us;
} evaluator;

enum err evaluator_open(struct server *server, struct db_conn *db, int64_t now_us, struct evaluator *out);
void evaluator_close(struct evaluator *evaluator);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(evaluator, evaluator_close)

/* What an evaluation made of a collection. */
struct evaluation {
    bool is_eligible;
    bool gained, lost; /* eligibility, by this evaluation */
};

/* When one that has become eligible gets its template: at once, or by the evaluation job, right
 * after, where somebody else's request has made it so. */
enum attaching { ATTACH_NOW, ATTACH_SOON };

/* Evaluates a collection from its facts, stores what was found where that is new, and sees to
 * the template that is due when it has become eligible. A draft is left alone. */
enum err evaluate(struct evaluator *evaluator, const char *collection_id, enum attaching attaching,
                  struct evaluation *out);

/* Extracts the template of an eligible collection where it is due. */
enum err evaluate_attach(struct evaluator *evaluator, const char *collection_id);

/* After what a posted collection shows, or whether it is shown, has changed and was stored:
 * its facts, its place among those that share its text, and all evaluations that follow.
 * Sets the collection's template_id and attached_id where a template was extracted. */
enum err evaluate_collection(struct evaluator *evaluator, struct collection *collection);

/* Before a collection is deleted: others no longer share its text. */
enum err evaluate_forget(struct evaluator *evaluator, const char *collection_id);

/* Before an account is deleted: all of its collections, and what it has rated. */
enum err evaluate_forget_account(struct evaluator *evaluator, const char *account_id);

/* Puts a collection into those classes of its texts, too, that were not kept when it was posted.
 * Evaluates nothing: a policy that looks at them goes through everything afterwards. */
enum err evaluate_sharing(struct evaluator *evaluator, struct collection *collection);

/* Whether what is stored of the row is no longer what the policy finds. */
bool evaluate_differs(const struct policy *policy, const struct fact_row *row, int64_t now_us,
                      struct eligibility *found);

#endif
