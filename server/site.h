/* SPDX-License-Identifier: Apache-2.0
 *
 * The address that visitors reach this site by, for what is read elsewhere: link previews and
 * files that are taken along.
 */
#ifndef STENCIL_SITE_H
#define STENCIL_SITE_H

#include "reply.h"

#define SITE_NAME "Stencil"

/* http.public_url, or http:// and the request's Host; E_MALFORMED where that is none. Yours. */
enum err site_address(const struct req *req, struct reply *reply, char **out);

#endif
