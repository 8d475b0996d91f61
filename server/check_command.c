/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "job/blob_collection.h"
#include "serve.h"
#include "server.h"
#include "store/blob.h"
#include "store/media.h"

enum { PAGE = 500, READ_BYTES = 1 << 16 };

struct check {
    struct server server; /* the stores alone */
    struct db_conn *db;
    bool repairs;
    char last[SHA256_TEXT_SIZE];
    int64_t rows, files, missing, corrupt, orphaned, left; /* left: what is still wrong */
    GPtrArray *bad;                                        /* digests of pictures that can be made anew */
    enum err outcome;
};

/* One line a finding: what, the digest, what names it, what was done. */
static void say(struct check *c, const char *what, const char *sha256, const char *kind, const char *id,
                bool is_repaired)
{
    printf("%s %s%s%s%s%s%s\n", what, sha256, kind ? " " : "", kind ? kind : "", id ? " " : "", id ? id : "",
           is_repaired ? " repaired" : "");
    if (!is_repaired)
        c->left++;
}

static enum err digest_file(int fd, char sha256[SHA256_TEXT_SIZE])
{
    g_autofree char *buffer = g_malloc(READ_BYTES);
    g_autoptr(digest) digest = digest_new();
    for (ssize_t n; (n = read(fd, buffer, READ_BYTES)) != 0;) {
        if (n < 0)
            return err_broken("check", "a file cannot be read");
        digest_add(digest, buffer, (size_t)n);
    }
    digest_text(digest, sha256);
    return OK;
}

/* Whether the file is there and what its name says; an error of reading is as bad as wrong bytes. */
static enum err look_into(struct check *c, const char *sha256, bool *is_whole)
{
    int fd;
    int64_t size;
    char found[SHA256_TEXT_SIZE];
    enum err e = blob_open(c->server.blobs, sha256, &fd, &size);
    if (e)
        return e;
    *is_whole = !digest_file(fd, found) && strcmp(found, sha256) == 0;
    close(fd);
    return OK;
}

/* What was drawn is drawn anew; of what somebody uploaded there is nothing to make it from, but the same
 * file uploaded again takes its place. */
static void found_bad(struct check *c, const char *what, const struct blob_row *row)
{
    bool is_redrawn = c->repairs && !row->media_id;
    say(c, what, row->sha256, row->media_id ? "media" : "picture", row->media_id, is_redrawn);
    if (is_redrawn)
        g_ptr_array_add(c->bad, g_strdup(row->sha256));
}

static void look_at_row(void *context, const struct blob_row *row)
{
    struct check *c = context;
    bool is_whole = true;
    c->rows++;
    c->files++;
    g_strlcpy(c->last, row->sha256, sizeof c->last);
    /* One that nothing names is on its way out, or is written anew before it is named again. */
    if (!row->media_id && !row->recipe)
        return;
    enum err e = look_into(c, row->sha256, &is_whole);
    if (e == E_NOT_FOUND) {
        c->missing++;
        found_bad(c, "missing", row);
    } else if (e) {
        c->outcome = e;
    } else if (!is_whole) {
        c->corrupt++;
        found_bad(c, "corrupt", row);
    }
}

static enum err check_rows(struct check *c)
{
    enum err e = OK;
    for (c->rows = PAGE; !e && c->rows == PAGE;) {
        g_autofree char *after = g_strdup(c->last);
        c->rows = 0;
        e = blob_page(c->db, after, PAGE, look_at_row, c);
    }
    return e ? e : c->outcome;
}

static enum err look_at_file(void *context, const char *sha256)
{
    struct check *c = context;
    bool named;
    enum err e = blob_exists(c->db, sha256, &named);
    if (e || named)
        return e;
    c->orphaned++;
    if (c->repairs)
        e = blob_collect_file(&c->server, sha256);
    if (!e)
        say(c, "orphaned", sha256, NULL, NULL, c->repairs);
    return e;
}

static enum err forget_bad(struct db_conn *db, void *context)
{
    const struct check *c = context;
    enum err e = OK;
    /* The row of the file goes as that of any file that nothing names: after blob.grace. */
    for (guint i = 0; !e && i < c->bad->len; i++)
        e = render_delete_of_blob(db, c->bad->pdata[i]);
    return e;
}

static enum err check_all(struct check *c)
{
    enum err e = check_rows(c);
    if (!e && c->bad->len)
        e = writer_run(c->server.writer, forget_bad, c);
    return e ? e : blob_each(c->server.blobs, look_at_file, c);
}

static enum err stores_open(const struct config *config, struct check *c)
{
    g_autofree char *blobs = g_build_filename(config->data_folder, "blobs", NULL);
    enum err e = server_database_url(config, &c->server.database_url);
    c->server.config = config;
    if (!e)
        e = db_migrate(c->server.database_url);
    if (!e)
        e = writer_new(c->server.database_url, &c->server.writer);
    if (!e)
        e = db_connect(c->server.database_url, DB_READ, &c->db);
    return e ? e : blob_store_open(blobs, &c->server.blobs);
}

static void stores_close(struct check *c)
{
    db_disconnect(c->db);
    writer_free(c->server.writer);
    blob_store_close(c->server.blobs);
    g_free(c->server.database_url);
}

int check_command(const struct config *config, bool repairs)
{
    g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
    struct check c = {.repairs = repairs, .bad = bad};
    enum err e = stores_open(config, &c);
    if (!e)
        e = check_all(&c);
    stores_close(&c);
    if (e) {
        fprintf(stderr, "stencild: the check was not finished: %s\n", err_info(e)->sentence);
        return EXIT_FAILURE;
    }
    printf("stencild: %" G_GINT64_FORMAT " files: %" G_GINT64_FORMAT " missing, %" G_GINT64_FORMAT
           " corrupt, %" G_GINT64_FORMAT " orphaned; %" G_GINT64_FORMAT " still wrong\n",
           c.files, c.missing, c.corrupt, c.orphaned, c.left);
    return c.left ? EXIT_FAILURE : EXIT_SUCCESS;
}
