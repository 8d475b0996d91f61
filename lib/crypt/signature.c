/* SPDX-License-Identifier: Apache-2.0 */
#include "crypt/signature.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypt/digest.h"

enum { KEY_ID_BYTES = 16 };

struct signer {
    EVP_PKEY *key;
    char *public_key;
    char key_id[BASE64URL_SIZE(KEY_ID_BYTES)];
    int64_t created_us;
};

static enum err broken(const char *path)
{
    return err_broken("signature", "%s: OpenSSL could not make, read or use the key", path);
}

static enum err write_key(const char *path, FILE *file)
{
    EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
    bool is_written = key && PEM_write_PKCS8PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1;
    EVP_PKEY_free(key);
    if (!is_written)
        return broken(path);
    return fflush(file) || fsync(fileno(file)) ? err_errno("signature", path, errno) : OK;
}

static enum err sync_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum err e = fd < 0 || fsync(fd) ? err_errno("signature", folder, errno) : OK;
    if (fd >= 0)
        close(fd);
    return e;
}

/* The whole file gets its name at once; where another program was first, its key stays. */
static enum err make_key(const char *path)
{
    g_autofree char *draft = g_strconcat(path, ".XXXXXX", NULL);
    int fd = g_mkstemp_full(draft, O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_errno("signature", draft, errno);
    FILE *file = fdopen(fd, "w");
    enum err e = write_key(path, file);
    if (fclose(file) && !e)
        e = err_errno("signature", draft, errno);
    if (!e && link(draft, path) && errno != EEXIST)
        e = err_errno("signature", path, errno);
    unlink(draft);
    return e ? e : sync_folder(path);
}

static enum err open_key(const char *path, FILE **out)
{
    *out = fopen(path, "re");
    if (*out || errno != ENOENT)
        return *out ? OK : err_errno("signature", path, errno);
    enum err e = make_key(path);
    if (e)
        return e;
    *out = fopen(path, "re");
    return *out ? OK : err_errno("signature", path, errno);
}

static char *public_pem(EVP_PKEY *key)
{
    char *data, *text = NULL;
    BIO *memory = BIO_new(BIO_s_mem());
    if (memory && PEM_write_bio_PUBKEY(memory, key) == 1) {
        long size = BIO_get_mem_data(memory, &data);
        text = g_strndup(data, (size_t)size);
    }
    BIO_free(memory);
    return text;
}

static bool name_key(struct signer *signer)
{
    unsigned char *der = NULL, bytes[SHA256_BYTES];
    int size = i2d_PUBKEY(signer->key, &der);
    if (size <= 0)
        return false;
    bool is_named = EVP_Digest(der, (size_t)size, bytes, NULL, EVP_sha256(), NULL) == 1;
    OPENSSL_free(der);
    base64url_encode(bytes, KEY_ID_BYTES, signer->key_id);
    signer->public_key = public_pem(signer->key);
    return is_named && signer->public_key;
}

enum err signer_open(const char *path, struct signer **out)
{
    FILE *file;
    struct stat status;
    enum err e = open_key(path, &file);
    if (e)
        return e;
    struct signer *signer = g_new0(struct signer, 1);
    signer->key = PEM_read_PrivateKey(file, NULL, NULL, (void *)"");
    if (!signer->key || EVP_PKEY_get_id(signer->key) != EVP_PKEY_ED25519 || !name_key(signer))
        e = broken(path);
    if (!e && fstat(fileno(file), &status))
        e = err_errno("signature", path, errno);
    fclose(file);
    if (e) {
        signer_free(signer);
        return e;
    }
    signer->created_us = (int64_t)status.st_mtim.tv_sec * 1000000 + status.st_mtim.tv_nsec / 1000;
    *out = signer;
    return OK;
}

void signer_free(struct signer *signer)
{
    if (!signer)
        return;
    EVP_PKEY_free(signer->key);
    g_free(signer->public_key);
    g_free(signer);
}

const char *signer_key_id(const struct signer *signer)
{
    return signer->key_id;
}

const char *signer_public_key(const struct signer *signer)
{
    return signer->public_key;
}

int64_t signer_created_us(const struct signer *signer)
{
    return signer->created_us;
}

enum err signer_sign(const struct signer *signer, const void *data, size_t size, char out[SIGNATURE_TEXT_SIZE])
{
    unsigned char bytes[SIGNATURE_BYTES];
    size_t length = sizeof bytes;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool is_signed = context && EVP_DigestSignInit(context, NULL, NULL, NULL, signer->key) == 1 &&
                     EVP_DigestSign(context, bytes, &length, data, size) == 1;
    EVP_MD_CTX_free(context);
    if (!is_signed || length != sizeof bytes)
        return broken(signer->key_id);
    base64url_encode(bytes, sizeof bytes, out);
    return OK;
}
