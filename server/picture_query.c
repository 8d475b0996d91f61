/* SPDX-License-Identifier: Apache-2.0 */
#include "picture_query.h"

enum err picture_query_form(struct req *req, struct reply *reply, enum picture_form *form)
{
    int choice;
    if (!req_query(req, "format")) {
        reply->by_accept = true;
        *form = picture_form_accepted(req_header(req, "Accept"));
        return OK;
    }
    enum err e = req_query_choice(req, "format", picture_form_names, &choice);
    if (!e)
        *form = (enum picture_form)choice;
    return e;
}
