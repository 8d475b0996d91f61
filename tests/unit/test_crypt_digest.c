/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "crypt/digest.h"

/* FIPS 180-4 example values and the NIST vectors (CAVS). */
static const struct {
    const char *data;
    unsigned repeated;
    const char *digest;
} vectors[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void sha_256_gives_the_published_digests(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(vectors); i++) {
        char text[SHA256_TEXT_SIZE];
        g_autoptr(digest) digest = digest_new();
        for (unsigned n = 0; n < vectors[i].repeated; n++)
            digest_add(digest, vectors[i].data, strlen(vectors[i].data));
        digest_text(digest, text);
        assert_string_equal(text, vectors[i].digest);
    }
}

static void one_piece_and_many_give_the_same_digest(void **)
{
    char once[SHA256_TEXT_SIZE], pieces[SHA256_TEXT_SIZE];
    unsigned char data[1000];
    random_bytes(data, sizeof data);
    sha256_text(data, sizeof data, once);
    for (size_t step = 1; step < sizeof data; step = step * 3 + 1) {
        g_autoptr(digest) digest = digest_new();
        for (size_t at = 0; at < sizeof data; at += step)
            digest_add(digest, data + at, MIN(step, sizeof data - at));
        digest_text(digest, pieces);
        assert_string_equal(pieces, once);
    }
}

/* RFC 4231 §4.3 and §4.7: a short key, and one longer than the block. */
static void hmac_gives_the_published_code(void **)
{
    static const unsigned char short_key[] = {0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04, 0x24,
                                              0x26, 0x08, 0x95, 0x75, 0xc7, 0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27,
                                              0x39, 0x83, 0x9d, 0xec, 0x58, 0xb9, 0x64, 0xec, 0x38, 0x43};
    static const unsigned char long_key[] = {0x60, 0xe4, 0x31, 0x59, 0x1e, 0xe0, 0xb6, 0x7f, 0x0d, 0x8a, 0x26,
                                             0xaa, 0xcb, 0xf5, 0xb7, 0x7f, 0x8e, 0x0b, 0xc6, 0x21, 0x37, 0x28,
                                             0xc5, 0x14, 0x05, 0x46, 0x04, 0x0f, 0x0e, 0xe3, 0x7f, 0x54};
    static const char question[] = "what do ya want for nothing?";
    static const char hash_first[] = "Test Using Larger Than Block-Size Key - Hash Key First";
    unsigned char code[SHA256_BYTES], key[131];
    memset(key, 0xaa, sizeof key);
    hmac_sha256("Jefe", 4, question, strlen(question), code);
    assert_memory_equal(code, short_key, sizeof code);
    hmac_sha256(key, sizeof key, hash_first, strlen(hash_first), code);
    assert_memory_equal(code, long_key, sizeof code);
}

static void random_bytes_are_not_the_same_twice(void **)
{
    unsigned char first[SHA256_BYTES] = {0}, second[SHA256_BYTES] = {0};
    random_bytes(first, sizeof first);
    random_bytes(second, sizeof second);
    assert_memory_not_equal(first, second, sizeof first);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha_256_gives_the_published_digests),
        cmocka_unit_test(one_piece_and_many_give_the_same_digest),
        cmocka_unit_test(hmac_gives_the_published_code),
        cmocka_unit_test(random_bytes_are_not_the_same_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
