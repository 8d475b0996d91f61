/* SPDX-License-Identifier: Apache-2.0 */
#include "folder_test.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>
#include <sys/stat.h>

#include "crypt/signature.h"

enum { THREADS = 16 };

static char *key_path(const char *folder)
{
    return g_build_filename(folder, "receipt.key", NULL);
}

/* By the public key alone, as anybody would. */
static bool verifies(const char *pem, const char *text, const char *signature)
{
    g_autoptr(GBytes) bytes = base64url_decode(signature);
    BIO *memory = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = PEM_read_bio_PUBKEY(memory, NULL, NULL, NULL);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    assert_int_equal(EVP_DigestVerifyInit(context, NULL, NULL, NULL, key), 1);
    int outcome = EVP_DigestVerify(context, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes),
                                   (const unsigned char *)text, strlen(text));
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    BIO_free(memory);
    return outcome == 1;
}

static void a_key_is_made_once_and_only_its_owner_may_read_it(void **)
{
    char *folder = folder_new();
    g_autofree char *path = key_path(folder);
    struct signer *first, *second;
    struct stat status;
    assert_int_equal(signer_open(path, &first), OK);
    assert_int_equal(signer_open(path, &second), OK);
    assert_string_equal(signer_key_id(first), signer_key_id(second));
    assert_string_equal(signer_public_key(first), signer_public_key(second));
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    assert_int_equal(status.st_nlink, 1);
    signer_free(first);
    signer_free(second);
    folder_remove_take(folder);
}

static void what_was_signed_verifies_and_nothing_else_does(void **)
{
    char *folder = folder_new();
    g_autofree char *path = key_path(folder);
    char signature[SIGNATURE_TEXT_SIZE];
    struct signer *signer;
    assert_int_equal(signer_open(path, &signer), OK);
    assert_int_equal(signer_sign(signer, "granted", strlen("granted"), signature), OK);
    assert_true(verifies(signer_public_key(signer), "granted", signature));
    assert_false(verifies(signer_public_key(signer), "Granted", signature));
    signature[3] = signature[3] == 'A' ? 'B' : 'A';
    assert_false(verifies(signer_public_key(signer), "granted", signature));
    signer_free(signer);
    folder_remove_take(folder);
}

static void *open_at_once(void *path)
{
    struct signer *signer;
    assert_int_equal(signer_open(path, &signer), OK);
    char *id = g_strdup(signer_key_id(signer));
    signer_free(signer);
    return id;
}

static void all_that_start_at_once_get_the_same_key(void **)
{
    char *folder = folder_new();
    g_autofree char *path = key_path(folder), *first = NULL;
    GThread *threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        threads[i] = g_thread_new("opener", open_at_once, path);
    for (int i = 0; i < THREADS; i++) {
        g_autofree char *id = g_thread_join(threads[i]);
        if (!first)
            first = g_strdup(id);
        assert_string_equal(id, first);
    }
    folder_remove_take(folder);
}

static void a_damaged_key_is_not_replaced(void **)
{
    char *folder = folder_new();
    g_autofree char *path = key_path(folder), *kept = NULL;
    struct signer *signer = NULL;
    assert_true(g_file_set_contents(path, "not a key", -1, NULL));
    assert_int_equal(signer_open(path, &signer), E_BROKEN);
    assert_null(signer);
    assert_true(g_file_get_contents(path, &kept, NULL, NULL));
    assert_string_equal(kept, "not a key");
    folder_remove_take(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_made_once_and_only_its_owner_may_read_it),
        cmocka_unit_test(what_was_signed_verifies_and_nothing_else_does),
        cmocka_unit_test(all_that_start_at_once_get_the_same_key),
        cmocka_unit_test(a_damaged_key_is_not_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
