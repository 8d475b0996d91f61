/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include "base/json.h"
#include "crypt/signature.h"

/* What receipts are verified with. */
enum err api_keys_get(struct req *req, struct reply *reply)
{
    const struct signer *signer = req->server->signer;
    return reply_json_take(reply, json_pack("{s:[{s:s, s:s, s:s, s:o}]}", "keys", "id", signer_key_id(signer), "alg",
                                            "Ed25519", "pem", signer_public_key(signer), "created",
                                            json_time(signer_created_us(signer))));
}
