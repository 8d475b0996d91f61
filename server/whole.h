/* SPDX-License-Identifier: Apache-2.0
 *
 * A file that came in one request whose client does not wait for what becomes of it: it is an
 * upload that is whole from the start.
 */
#ifndef STENCIL_WHOLE_H
#define STENCIL_WHOLE_H

#include "reply.h"
#include "req.h"

/* Takes req->upload: 202 with what is promised, or 200 with the media where she has the file already.
 * In the lane WORK. E_UPLOADS_OPEN. */
enum err whole_accept(struct req *req, struct reply *reply, bool keeps_place);

#endif
