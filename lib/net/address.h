/* SPDX-License-Identifier: Apache-2.0
 *
 * Which addresses of the network are everybody's, and which are this machine's or its
 * neighbours', where a request that somebody else asked for must not go. Pure: nothing is
 * looked up; any thread.
 */
#ifndef STENCIL_NET_ADDRESS_H
#define STENCIL_NET_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

enum { ADDRESS_TEXT_SIZE = 64 };

/* Whether an address is globally reachable by the special-purpose registries of IANA (RFC
 * 6890). An IPv4 address inside an IPv6 one (mapped, or by NAT64) is judged as itself.
 * What is neither IPv4 nor IPv6 is not public. */
bool address_is_public(const struct sockaddr *address);

/* Whether a host is written as an address, in any form that a resolver would take for one
 * ("127.0.0.1", "0x7f.1", "2130706433", "::1"), and that is not public. */
bool address_is_private_literal(const char *host);

/* The address as people read it, "?" for one that is neither IPv4 nor IPv6. */
void address_text(const struct sockaddr *address, char out[ADDRESS_TEXT_SIZE]);

#endif
