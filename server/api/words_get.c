/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "store/words.h"
#include "words_reply.h"

enum err api_words_get(struct req *req, struct reply *reply)
{
    g_autoptr(GPtrArray) list = NULL;
    int64_t version;
    enum err e = words_version(req->db, &version);
    if (!e)
        e = words_get(req->db, &list);
    return e ? e : words_reply(reply, list, version);
}
