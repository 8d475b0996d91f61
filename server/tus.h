/* SPDX-License-Identifier: Apache-2.0
 *
 * What all addresses of resumable uploads share (tus 1.0.0): the version, the headers of each
 * reply, finding an upload, and what becomes of one that is whole. docs/uploads.md.
 */
#ifndef STENCIL_TUS_H
#define STENCIL_TUS_H

#include "reply.h"
#include "req.h"
#include "store/upload.h"

/* The method that is meant: PATCH and DELETE may come as POST with X-HTTP-Method-Override. */
enum method tus_method(const struct req *req, enum method method);

/* E_TUS_VERSION where the address is one of these and the request speaks another version. */
enum err tus_check(const struct req *req);

/* Headers that every reply of these addresses has; none elsewhere. */
void tus_add_headers(const struct req *req, struct reply *reply, enum err outcome);

/* Her own upload: E_NOT_FOUND; E_GONE where it is over or was refused, and then says why. */
enum err tus_find(struct req *req, struct reply *reply, struct db_conn *db, const char *id, struct upload **out);

/* Nothing of it need be opened: it is finished, or is being finished while this request does not wait. */
bool tus_goes_on_alone(const struct req *req, const struct upload *upload);

/* How far it is, as headers; where it is whole, it is first finished, or (Prefer: respond-async) goes on by itself.
 * `draft` is open at its end. */
enum err tus_tell(struct req *req, struct reply *reply, const struct upload *upload, struct blob_draft *draft);

/* The same of one that is not open. E_LOCKED while it is being finished. */
enum err tus_tell_stored(struct req *req, struct reply *reply, const struct upload *upload);

#endif
