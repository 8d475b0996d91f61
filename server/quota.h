/* SPDX-License-Identifier: Apache-2.0
 *
 * How much the files of one account may take up together.
 */
#ifndef STENCIL_QUOTA_H
#define STENCIL_QUOTA_H

#include "req.h"

/* Inside the transaction that has just stored a media of hers: E_QUOTA when it is one too many. */
enum err quota_check(const struct req *req);

#endif
