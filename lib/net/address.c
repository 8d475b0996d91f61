/* SPDX-License-Identifier: Apache-2.0 */
#include "net/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

struct block4 {
    uint32_t first; /* in the machine's byte order */
    unsigned bits;
};

#define IPV4(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static const struct block4 special4[] = {
    {IPV4(0, 0, 0, 0), 8},       /* this network */
    {IPV4(10, 0, 0, 0), 8},      /* private */
    {IPV4(100, 64, 0, 0), 10},   /* behind a provider's NAT */
    {IPV4(127, 0, 0, 0), 8},     /* loopback */
    {IPV4(169, 254, 0, 0), 16},  /* link-local; the metadata of clouds */
    {IPV4(172, 16, 0, 0), 12},   /* private */
    {IPV4(192, 0, 0, 0), 24},    /* protocol assignments */
    {IPV4(192, 0, 2, 0), 24},    /* documentation */
    {IPV4(192, 88, 99, 0), 24},  /* 6to4 relays, gone */
    {IPV4(192, 168, 0, 0), 16},  /* private */
    {IPV4(198, 18, 0, 0), 15},   /* benchmarks */
    {IPV4(198, 51, 100, 0), 24}, /* documentation */
    {IPV4(203, 0, 113, 0), 24},  /* documentation */
    {IPV4(224, 0, 0, 0), 4},     /* multicast */
    {IPV4(240, 0, 0, 0), 4},     /* reserved, broadcast */
};

struct block6 {
    unsigned char first[16];
    unsigned bits;
};

/* Of 2000::/3, outside of which nothing is global unicast. */
static const struct block6 special6[] = {
    {{0x20, 0x01, 0x00}, 23},       /* protocol assignments, Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x20, 0x02}, 16},             /* 6to4 */
    {{0x3f, 0xff, 0x00}, 20},       /* documentation */
};
static const struct block6 global6 = {{0x20}, 3};
static const struct block6 mapped6 = {{[10] = 0xff, [11] = 0xff}, 96};
static const struct block6 nat64 = {{0x00, 0x64, 0xff, 0x9b}, 96};

static bool is_in6(const unsigned char *bytes, const struct block6 *block)
{
    unsigned whole = block->bits / 8, rest = block->bits % 8;
    return memcmp(bytes, block->first, whole) == 0 &&
           (!rest || (bytes[whole] ^ block->first[whole]) >> (8 - rest) == 0);
}

static bool is_public4(uint32_t address)
{
    for (size_t i = 0; i < sizeof special4 / sizeof *special4; i++)
        if ((address ^ special4[i].first) >> (32 - special4[i].bits) == 0)
            return false;
    return true;
}

static bool is_public6(const unsigned char *bytes)
{
    if (is_in6(bytes, &mapped6) || is_in6(bytes, &nat64))
        return is_public4(IPV4(bytes[12], bytes[13], bytes[14], bytes[15]));
    for (size_t i = 0; i < sizeof special6 / sizeof *special6; i++)
        if (is_in6(bytes, &special6[i]))
            return false;
    return is_in6(bytes, &global6);
}

bool address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return is_public4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    return address->sa_family == AF_INET6 && is_public6(((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr);
}

bool address_is_private_literal(const char *host)
{
    struct addrinfo wanted = {.ai_flags = AI_NUMERICHOST}, *found = NULL;
    if (getaddrinfo(host, NULL, &wanted, &found) != 0)
        return false;
    bool is_private = !address_is_public(found->ai_addr);
    freeaddrinfo(found);
    return is_private;
}

void address_text(const struct sockaddr *address, char out[ADDRESS_TEXT_SIZE])
{
    const void *bytes = address->sa_family == AF_INET ? (const void *)&((const struct sockaddr_in *)address)->sin_addr
                                                      : &((const struct sockaddr_in6 *)address)->sin6_addr;
    bool is_known = address->sa_family == AF_INET || address->sa_family == AF_INET6;
    if (!is_known || !inet_ntop(address->sa_family, bytes, out, ADDRESS_TEXT_SIZE))
        memcpy(out, "?", sizeof "?");
}
