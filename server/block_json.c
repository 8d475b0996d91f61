/* SPDX-License-Identifier: Apache-2.0 */
#include "block_json.h"

#include "base/json.h"

json_t *block_json(const struct block *b)
{
    return json_pack("{s:s, s:s, s:s?, s:s, s:s, s:s, s:o}", "id", b->id, "hash", b->phash, "media", b->media_id,
                     "moderator", b->actor_handle, "reason", b->reason, "note", b->note, "created",
                     json_time(b->created_us));
}
