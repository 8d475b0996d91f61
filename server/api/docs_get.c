/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "docs_page.h"

enum err api_docs_get(struct req *req, struct reply *reply)
{
    (void)req;
    return docs_page(reply, "index.html");
}
