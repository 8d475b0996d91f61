/* SPDX-License-Identifier: Apache-2.0
 *
 * A file and the row that names it: either both stay or neither.
 */
#ifndef STENCIL_KEEP_H
#define STENCIL_KEEP_H

#include "blob/blob.h"
#include "db/writer.h"

/* Inside the transaction that names the file: whether it is still there. E_BUSY when a
 * refused upload of the same content has just taken it away; the client tries again. */
enum err keep_check(struct blob_store *blobs, const struct blob_draft *draft);

/* After the transaction that was to name the kept file: on OK its marker goes, otherwise
 * the file, unless another row names it. Returns `outcome`. */
enum err keep_end(struct writer *writer, struct blob_draft *draft, enum err outcome);

#endif
