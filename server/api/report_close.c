/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "report_case.h"

enum err api_report_close(struct req *req, struct reply *reply)
{
    json_auto_t *asked = NULL;
    g_autoptr(report_case) c = NULL;
    enum err e = report_close_check(req->body, &req->refusals, &asked);
    if (!e)
        e = report_case_look(req, reply, &c);
    if (e)
        return e;
    const char *note = json_string_value(json_object_get(asked, "note"));
    e = report_case_close(req->db, c->id, json_string_value(json_object_get(asked, "outcome")), note, req->now_us);
    return e ? e : report_case_changed(req, reply, c, "report.close", note);
}
