/* SPDX-License-Identifier: Apache-2.0
 *
 * The background job that looks each second for resumable uploads whose time is over, and
 * deletes them, files first; and each minute for files of uploads that no row knows, or that
 * are finished, as crashes leave them. Safe to run on several machines.
 */
#ifndef STENCIL_JOB_UPLOAD_EXPIRY_H
#define STENCIL_JOB_UPLOAD_EXPIRY_H

#include "server.h"

struct upload_expiry;

struct upload_expiry *upload_expiry_start(struct server *server);
void upload_expiry_stop(struct upload_expiry *job);

/* One look at what is over; `db` is for reading. */
enum err upload_expire(struct server *server, struct db_conn *db, int64_t now_us);

/* One look at the files. */
enum err upload_sweep(struct server *server, struct db_conn *db);

#endif
