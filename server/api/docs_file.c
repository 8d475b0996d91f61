/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "docs_page.h"

enum err api_docs_file(struct req *req, struct reply *reply)
{
    return docs_page(reply, req->variable[0]);
}
