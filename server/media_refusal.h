/* SPDX-License-Identifier: Apache-2.0
 *
 * What is said to whoever sent a file that is not taken.
 */
#ifndef STENCIL_MEDIA_REFUSAL_H
#define STENCIL_MEDIA_REFUSAL_H

#include "blob/blob.h"
#include "req.h"

/* Adds to the outcome of a look at the file what it is, or which limit it is beyond; forwards others. */
enum err media_refuse(const struct req *req, struct reply *reply, const struct blob_draft *file, enum err outcome);

#endif
