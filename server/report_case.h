/* SPDX-License-Identifier: Apache-2.0
 *
 * Cases of reports as moderators see, assign and close them.
 */
#ifndef STENCIL_REPORT_CASE_H
#define STENCIL_REPORT_CASE_H

#include "reply.h"
#include "store/report.h"

enum { CASE_NEWEST_MAX = 5 /* reports that are shown with a case */ };

/* The case of the path's first variable; E_STATE, said in the reply, where it is closed. */
enum err report_case_look(struct req *req, struct reply *reply, struct report_case **out);

/* The whole of it, with its reasons and the newest reports; a new reference. */
enum err report_case_json(struct req *req, const struct report_case *c, json_t **out);

/* Writes down that a moderator changed it, and answers with what it is now. */
enum err report_case_changed(struct req *req, struct reply *reply, const struct report_case *before, const char *action,
                             const char *note);

/* Closes the case of a subject that was taken down as upheld, where there is one. */
enum err report_case_uphold(struct req *req, enum report_kind kind, const char *subject_id, const char *note);

#endif
