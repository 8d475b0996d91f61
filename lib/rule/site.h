/* SPDX-License-Identifier: Apache-2.0
 *
 * Addresses of this site and its pages, as others see them. Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_SITE_H
#define STENCIL_RULE_SITE_H

#include <stdbool.h>

#include "base/id.h"

/* The page of a collection is SITE SITE_COLLECTION ID. */
#define SITE_COLLECTION "/c/"

/* Whether it is a host with or without a port, as it stands in the header Host (RFC 9110 §7.2):
 * nothing that could be more than that in a page. */
bool site_is_host(const char *text);

/* Whether it is https:// or http:// with a host, and nothing behind it. */
bool site_is_address(const char *text);

/* The collection whose page on `site` (an address) this is, by http or https, with or without a
 * query and a fragment. False where it is none. */
bool site_find_collection(const char *site, const char *url, char id[ID_SIZE]);

#endif
