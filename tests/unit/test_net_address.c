/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <arpa/inet.h>
#include <glib.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

#include "net/address.h"

static struct sockaddr_storage parse(const char *text)
{
    struct sockaddr_storage storage = {0};
    struct sockaddr_in *v4 = (struct sockaddr_in *)&storage;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&storage;
    storage.ss_family = strchr(text, ':') ? AF_INET6 : AF_INET;
    void *bytes = strchr(text, ':') ? (void *)&v6->sin6_addr : &v4->sin_addr;
    if (inet_pton(storage.ss_family, text, bytes) != 1)
        fail_msg("%s is no address", text);
    return storage;
}

/* Each block at its first and last address, and what lies beside it. */
static const struct {
    const char *address;
    bool is_public;
} cases[] = {
    {"0.0.0.0", false},
    {"0.255.255.255", false},
    {"1.0.0.0", true},
    {"1.1.1.1", true},
    {"8.8.8.8", true},
    {"9.255.255.255", true},
    {"10.0.0.0", false},
    {"10.255.255.255", false},
    {"11.0.0.0", true},
    {"100.63.255.255", true},
    {"100.64.0.0", false},
    {"100.127.255.255", false},
    {"100.128.0.0", true},
    {"126.255.255.255", true},
    {"127.0.0.1", false},
    {"127.255.255.255", false},
    {"128.0.0.0", true},
    {"169.253.255.255", true},
    {"169.254.0.0", false},
    {"169.254.169.254", false},
    {"169.255.0.0", true},
    {"172.15.255.255", true},
    {"172.16.0.0", false},
    {"172.31.255.255", false},
    {"172.32.0.0", true},
    {"191.255.255.255", true},
    {"192.0.0.8", false},
    {"192.0.1.0", true},
    {"192.0.2.1", false},
    {"192.88.99.1", false},
    {"192.167.255.255", true},
    {"192.168.0.0", false},
    {"192.168.255.255", false},
    {"192.169.0.0", true},
    {"198.17.255.255", true},
    {"198.18.0.0", false},
    {"198.19.255.255", false},
    {"198.20.0.0", true},
    {"198.51.100.7", false},
    {"203.0.113.255", false},
    {"203.0.114.0", true},
    {"223.255.255.255", true},
    {"224.0.0.1", false},
    {"239.255.255.255", false},
    {"240.0.0.0", false},
    {"255.255.255.255", false},
    {"::", false},
    {"::1", false},
    {"::2", false},
    {"::127.0.0.1", false},
    {"::8.8.8.8", false},
    {"::ffff:127.0.0.1", false},
    {"::ffff:10.1.2.3", false},
    {"::ffff:169.254.169.254", false},
    {"::ffff:8.8.8.8", true},
    {"64:ff9b::10.0.0.1", false},
    {"64:ff9b::8.8.8.8", true},
    {"64:ff9b:1::8.8.8.8", false},
    {"100::1", false},
    {"1fff:ffff::1", false},
    {"2000::1", true},
    {"2001::1", false},
    {"2001:1ff:ffff::1", false},
    {"2001:200::1", true},
    {"2001:db7:ffff::1", true},
    {"2001:db8::1", false},
    {"2001:db9::1", true},
    {"2002:7f00:1::1", false},
    {"2003::1", true},
    {"2606:4700:4700::1111", true},
    {"2a00:1450:4001::1", true},
    {"3ffe:ffff::1", true},
    {"3fff::1", false},
    {"3fff:fff:ffff::1", false},
    {"3fff:1000::1", true},
    {"4000::1", false},
    {"fc00::1", false},
    {"fdff:ffff::1", false},
    {"fe80::1", false},
    {"febf:ffff::1", false},
    {"fec0::1", false},
    {"ff02::1", false},
};

static void only_what_everybody_reaches_is_public(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sockaddr_storage address = parse(cases[i].address);
        if (address_is_public((struct sockaddr *)&address) != cases[i].is_public)
            fail_msg("%s is not what it should be", cases[i].address);
    }
}

static void another_family_is_not_public(void **)
{
    struct sockaddr_un local = {.sun_family = AF_UNIX, .sun_path = "/run/docker.sock"};
    char text[ADDRESS_TEXT_SIZE];
    assert_false(address_is_public((struct sockaddr *)&local));
    address_text((struct sockaddr *)&local, text);
    assert_string_equal(text, "?");
}

static void a_literal_is_known_in_every_form(void **)
{
    static const char *const literals[] = {"127.0.0.1", "127.1",         "0x7f.1",   "2130706433", "0177.0.0.1",
                                           "::1",       "::ffff:7f00:1", "10.0.0.1", "0"};
    static const char *const others[] = {"localhost", "8.8.8.8", "2606:4700::1", "example.org", "127.0.0.1.example.org",
                                         ""};
    for (size_t i = 0; i < G_N_ELEMENTS(literals); i++)
        if (!address_is_private_literal(literals[i]))
            fail_msg("%s passes", literals[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (address_is_private_literal(others[i]))
            fail_msg("%s does not pass", others[i]);
}

static void an_address_is_written_as_people_read_it(void **)
{
    static const char *const texts[] = {"127.0.0.1", "fe80::1"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char text[ADDRESS_TEXT_SIZE];
        struct sockaddr_storage address = parse(texts[i]);
        address_text((struct sockaddr *)&address, text);
        assert_string_equal(text, texts[i]);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_everybody_reaches_is_public),
        cmocka_unit_test(another_family_is_not_public),
        cmocka_unit_test(a_literal_is_known_in_every_form),
        cmocka_unit_test(an_address_is_written_as_people_read_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
