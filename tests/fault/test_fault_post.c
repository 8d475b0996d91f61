/* SPDX-License-Identifier: Apache-2.0
 *
 * The fault loop: every call through the seams db, blob and media fails in turn, once and
 * from then on, in everything that the API writes and in some of what it reads. What was
 * hit is never answered well, and never half-written.
 */
#include "../unit/exchange_test.h"

#include <fcntl.h>

#include "base/fault.h"
#include "base/log.h"

/* Met by one good rating too, so that rating extracts a template in the same transaction. */
static const char preset[] =
    "{\"any\": [{\"creator_opted_in\": {}}, {\"evaluations\": {\"min_count\": 1, \"min_positive_share\": 0.9}}]}";

struct world {
    struct site site;
    sqlite3 *raw;                       /* to look into the database past lib/db */
    char *blobs;                        /* the folder */
    char *anna, *bob, *boss, *media_id; /* the tokens of two members and an admin, and anna's photo */
    char *judge;                        /* a moderator's */
    unsigned round;                     /* another number for every round */
    unsigned recoveries;
    /* What the round's operation is about; NULL where it needs none. */
    char *path, *body, *token, *key;
    GBytes *photo;
};

struct operation {
    const char *name;
    void (*prepare)(struct world *w);
    struct answer (*run)(struct world *w);
    int status; /* when all is well */
    /* What it had done before the fault is good by itself, and may stay. */
    bool is_in_steps;
};

static char *json_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *json_of(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    return g_strdelimit(text, "'", '"');
}

static void prepare_nothing(struct world *w)
{
    (void)w;
}

static void prepare_photo(struct world *w)
{
    w->photo = site_photo(w->round);
}

static struct answer upload(struct world *w)
{
    return site_send(&w->site, w->anna, w->photo);
}

static struct answer begin_upload(struct world *w)
{
    return ASK(&w->site, "POST", "/v1/uploads", .token = w->anna,
               .headers = {"Tus-Resumable", "1.0.0", "Upload-Length", "100", "Idempotency-Key", w->key});
}

static void prepare_upload(struct world *w)
{
    prepare_photo(w);
    g_autofree char *length = g_strdup_printf("%zu", g_bytes_get_size(w->photo));
    g_auto(answer) begun = ask_wanted(&w->site,
                                      QUESTION("POST", "/v1/uploads", .token = w->anna,
                                               .headers = {"Tus-Resumable", "1.0.0", "Upload-Length", length}),
                                      201);
    w->path = g_strdup(begun.location);
}

/* How much of it is there; all, where it is finished and its file gone. */
static size_t upload_offset(const struct world *w)
{
    g_autofree char *file = g_build_filename(w->blobs, "upload", strrchr(w->path, '/') + 1, NULL);
    GStatBuf status;
    return g_stat(file, &status) == 0 ? (size_t)status.st_size : g_bytes_get_size(w->photo);
}

/* As a client does: what is not there yet, and once more while the broken request is put away. */
static struct answer finish_upload(struct world *w)
{
    for (;;) {
        size_t offset = upload_offset(w), rest = g_bytes_get_size(w->photo) - offset;
        const char *bytes = g_bytes_get_data(w->photo, NULL);
        g_autofree char *from = g_strdup_printf("%zu", offset);
        struct answer a = ASK(&w->site, "PATCH", w->path, .token = w->anna, .body = rest ? bytes + offset : NULL,
                              .size = rest, .piece = 16384, .type = "application/offset+octet-stream",
                              .headers = {"Tus-Resumable", "1.0.0", "Upload-Offset", from});
        if (a.status != 423)
            return a;
        answer_clear(&a);
        g_usleep(1000);
    }
}

static void prepare_post(struct world *w)
{
    w->body = json_of("{'images': [{'media': '%s'}], 'stickers': [{'image': 0, 'media': '%s', 'position': {'x': 0, "
                      "'y': 0, 'angle': 0}, 'width': 0.1}], 'texts': [{'image': 0, 'position': {'x': 0, 'y': 0}, "
                      "'configuration': {'content': 'Worth recording'}}], 'offer_template': true}",
                      w->media_id, w->media_id);
}

static struct answer post(struct world *w)
{
    return ASK(&w->site, "POST", "/v1/collections", .token = w->anna, .body = w->body,
               .headers = {"Idempotency-Key", w->key});
}

static void prepare_second(struct world *w)
{
    prepare_post(w);
    g_auto(answer) first =
        ask_wanted(&w->site, QUESTION("POST", "/v1/collections", .token = w->anna, .body = w->body), 201);
    g_free(w->body);
    w->body = json_of("{'images': [{'media': '%s'}], 'template': '%s', 'carry_template': true}", w->media_id,
                      text_of(&first, "/template_identifier"));
}

static void prepare_draft(struct world *w)
{
    g_autofree char *draft = site_post(&w->site, w->anna, w->media_id, ", 'state': 'draft', 'offer_template': true");
    w->path = g_strconcat(draft, "/post", NULL);
}

static struct answer post_draft(struct world *w)
{
    return ASK(&w->site, "POST", w->path, .token = w->anna);
}

static void prepare_collection(struct world *w)
{
    w->path = site_post(&w->site, w->anna, w->media_id, "");
}

static void prepare_image(struct world *w)
{
    g_autofree char *collection = site_post(&w->site, w->anna, w->media_id, "");
    w->path = g_strdup_printf("%s/images/0?w=%u", collection, 16 + w->round % 2000);
}

static struct answer get(struct world *w)
{
    return ASK(&w->site, "GET", w->path, .token = w->anna);
}

static void prepare_rating(struct world *w)
{
    g_autofree char *collection = site_post(&w->site, w->anna, w->media_id, "");
    w->path = g_strconcat(collection, "/rating", NULL);
}

static struct answer rate(struct world *w)
{
    return ASK(&w->site, "PUT", w->path, .token = w->bob, .body = "{\"value\": \"up\"}");
}

static void prepare_rated(struct world *w)
{
    prepare_rating(w);
    ASK_STATUS(&w->site, 200, "PUT", w->path, .token = w->bob, .body = "{\"value\": \"down\"}");
}

static struct answer unrate(struct world *w)
{
    return ASK(&w->site, "DELETE", w->path, .token = w->bob);
}

static void prepare_edit(struct world *w)
{
    w->path = site_post(&w->site, w->anna, w->media_id, ", 'offer_template': true");
    w->body = json_of("{'texts': [{'image': 0, 'position': {'x': 0.1, 'y': 0}, 'configuration': {'content': 'New'}}]}");
}

static struct answer edit(struct world *w)
{
    return ASK(&w->site, "PATCH", w->path, .token = w->anna, .body = w->body);
}

static struct answer delete (struct world *w)
{
    return ASK(&w->site, "DELETE", w->path, .token = w->token ? w->token : w->anna);
}

static void prepare_handle(struct world *w)
{
    w->body = json_of("{'handle': 'new_%u', 'password': '" SITE_PASSWORD "'}", w->round);
}

static struct answer create_account(struct world *w)
{
    return ASK(&w->site, "POST", "/v1/accounts", .body = w->body, .headers = {"Idempotency-Key", w->key});
}

static struct answer sign_in(struct world *w)
{
    return ASK(&w->site, "POST", "/v1/sessions", .body = "{\"handle\": \"anna\", \"password\": \"" SITE_PASSWORD "\"}");
}

static void prepare_member(struct world *w)
{
    g_autofree char *handle = g_strdup_printf("member_%u", w->round);
    g_autofree char *collection = site_post(&w->site, w->anna, w->media_id, "");
    g_autofree char *rating = g_strconcat(collection, "/rating", NULL);
    w->token = site_account(&w->site, handle);
    w->path = g_strdup("/v1/accounts/me");
    g_autofree char *photo = site_upload(&w->site, w->token, 1);
    g_free(site_post(&w->site, w->token, photo, ", 'offer_template': true"));
    ASK_STATUS(&w->site, 200, "PUT", rating, .token = w->token, .body = "{\"value\": \"up\"}");
}

static struct answer change_profile(struct world *w)
{
    return ASK(&w->site, "PATCH", "/v1/accounts/me", .token = w->token,
               .body =
                   "{\"name\": \"New\", \"password\": \"another one\", \"current_password\": \"" SITE_PASSWORD "\"}");
}

static struct answer follow(struct world *w)
{
    return ASK(&w->site, "PUT", "/v1/accounts/anna/follow", .token = w->bob);
}

static struct answer sign_out(struct world *w)
{
    return ASK(&w->site, "DELETE", "/v1/sessions/current", .token = w->token);
}

static void prepare_file(struct world *w)
{
    w->path = g_strdup_printf("/v1/media/%s/file", w->media_id);
}

static void prepare_feed(struct world *w)
{
    w->path = g_strdup("/v1/feed?order=trending&limit=3");
}

static void prepare_policy(struct world *w)
{
    w->body = json_of(
        "{'policy': {'any': [{'creator_opted_in': {}}, {'evaluations': {'min_count': 1, 'min_positive_share': 0.9}},"
        "{'text_shared': {'more_than': %u, 'min_similarity': 0.8}}]}}",
        1000 + w->round);
}

static struct answer put_policy(struct world *w)
{
    return ASK(&w->site, "PUT", "/v1/policy", .token = w->boss, .body = w->body);
}

static struct answer preview_policy(struct world *w)
{
    return ASK(&w->site, "POST", "/v1/policy/preview", .token = w->boss, .body = w->body);
}

static void prepare_preview(struct world *w)
{
    w->body = json_of("{'policy': {'evaluations': {'min_count': 1}}}");
}

static struct answer restore_policy(struct world *w)
{
    return ASK(&w->site, "POST", "/v1/policy/versions/1/restore", .token = w->boss);
}

static void prepare_eligibility(struct world *w)
{
    g_autofree char *collection = site_post(&w->site, w->anna, w->media_id, "");
    w->path = g_strconcat(collection, "/eligibility", NULL);
}

static void prepare_query(struct world *w)
{
    w->path = g_strdup("/v1/moderation/eligibility?eligible=true&condition=evaluations&limit=3");
    w->token = g_strdup(w->boss);
}

static struct answer get_as(struct world *w)
{
    return ASK(&w->site, "GET", w->path, .token = w->token);
}

static const char *id_in(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* A collection whose template is reported, and one that was made with it. */
static void prepare_takedown(struct world *w)
{
    prepare_second(w);
    g_auto(answer) second =
        ask_wanted(&w->site, QUESTION("POST", "/v1/collections", .token = w->anna, .body = w->body), 201);
    const char *template = text_of(&second, "/template");
    g_autofree char *report = json_of("{'template': '%s', 'reason': 'spam'}", template);
    ASK_STATUS(&w->site, 201, "POST", "/v1/reports", .token = w->bob, .body = report);
    g_autofree char *call = g_strconcat("/v1/templates/", template, NULL);
    g_auto(answer) called = ask_wanted(&w->site, QUESTION("GET", call), 200);
    w->path = g_strdup_printf("/v1/moderation/collections/%s/takedown", text_of(&called, "/source/collection"));
    g_free(w->body);
    w->body = json_of("{'reason': 'spam', 'effect': 'remove'}");
}

static struct answer moderate(struct world *w)
{
    return ASK(&w->site, "POST", w->path, .token = w->judge, .body = w->body, .headers = {"Idempotency-Key", w->key});
}

/* Not by who took it down. */
static struct answer decide(struct world *w)
{
    return ASK(&w->site, "POST", w->path, .token = w->boss, .body = w->body, .headers = {"Idempotency-Key", w->key});
}

static void prepare_restore(struct world *w)
{
    prepare_takedown(w);
    ASK_STATUS(&w->site, 200, "POST", w->path, .token = w->judge, .body = w->body);
    g_autofree char *collection = g_path_get_dirname(w->path);
    g_free(w->path);
    w->path = g_strconcat(collection, "/restore", NULL);
    g_free(w->body);
    w->body = g_strdup("{}");
}

static void prepare_appeal(struct world *w)
{
    g_autofree char *collection = site_post(&w->site, w->anna, w->media_id, ", 'offer_template': true");
    g_autofree char *takedown = g_strdup_printf("/v1/moderation/collections/%s/takedown", id_in(collection));
    g_autofree char *appeal = g_strconcat(collection, "/appeal", NULL);
    ASK_STATUS(&w->site, 200, "POST", takedown, .token = w->judge,
               .body = "{\"reason\": \"spam\", \"effect\": \"keep\"}");
    g_auto(answer) appealed =
        ask_wanted(&w->site, QUESTION("POST", appeal, .token = w->anna, .body = "{\"text\": \"mine\"}"), 201);
    w->path = g_strdup_printf("/v1/moderation/appeals/%s/decide", text_of(&appealed, "/id"));
    w->body = json_of("{'outcome': 'accepted'}");
}

static void prepare_report(struct world *w)
{
    g_autofree char *collection = site_post(&w->site, w->anna, w->media_id, "");
    w->path = g_strdup("/v1/reports");
    w->body = json_of("{'collection': '%s', 'reason': 'spam'}", id_in(collection));
}

static const struct operation operations[] = {
    /* While there is little to look at. */
    {"preview a policy", prepare_preview, preview_policy, 200, false},
    {"upload a photo", prepare_photo, upload, 201, false},
    {"begin an upload", prepare_nothing, begin_upload, 201, false},
    /* Bytes that have come stay. */
    {"finish an upload", prepare_upload, finish_upload, 204, true},
    {"post a collection", prepare_post, post, 201, false},
    {"post a second collection", prepare_second, post, 201, false},
    {"post a draft", prepare_draft, post_draft, 200, false},
    /* Drawn and kept, although it could not be sent. */
    {"draw an image", prepare_image, get, 200, true},
    {"rate", prepare_rating, rate, 200, false},
    {"take a rating back", prepare_rated, unrate, 200, false},
    {"edit a collection", prepare_edit, edit, 200, false},
    {"delete a collection", prepare_collection, delete, 204, false},
    {"create an account", prepare_handle, create_account, 201, false},
    {"sign in", prepare_nothing, sign_in, 201, false},
    {"sign out", prepare_member, sign_out, 204, false},
    {"change a profile", prepare_member, change_profile, 200, false},
    {"delete an account", prepare_member, delete, 204, false},
    {"follow", prepare_nothing, follow, 204, false},
    {"report", prepare_report, moderate, 201, false},
    {"take a collection down", prepare_takedown, moderate, 200, false},
    {"restore a collection", prepare_restore, moderate, 200, false},
    {"accept an appeal", prepare_appeal, decide, 200, false},
    {"read a collection", prepare_collection, get, 200, false},
    {"read a file", prepare_file, get, 200, false},
    {"read the feed", prepare_feed, get, 200, false},
    {"explain eligibility", prepare_eligibility, get, 200, false},
    {"query eligibility", prepare_query, get_as, 200, false},
    {"put a policy", prepare_policy, put_policy, 200, false},
    {"post a collection where similar texts are kept", prepare_post, post, 201, false},
    {"restore a policy", prepare_nothing, restore_policy, 200, false},
};

static void digest_rows(sqlite3 *raw, const char *table, GChecksum *digest)
{
    sqlite3_stmt *rows;
    g_autofree char *all = g_strdup_printf("SELECT * FROM %s", table);
    assert_int_equal(sqlite3_prepare_v2(raw, all, -1, &rows, NULL), SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count(rows); c++) {
            const char *text = (const char *)sqlite3_column_text(rows, c);
            g_checksum_update(digest, (const guchar *)(text ? text : "NULL"), -1);
            g_checksum_update(digest, (const guchar *)"|", 1);
        }
    sqlite3_finalize(rows);
}

/* A digest of every row of the database; yours. */
static char *rows_digest(sqlite3 *raw)
{
    sqlite3_stmt *names;
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    sqlite3_prepare_v2(raw, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name", -1, &names, NULL);
    while (sqlite3_step(names) == SQLITE_ROW)
        digest_rows(raw, (const char *)sqlite3_column_text(names, 0), digest);
    sqlite3_finalize(names);
    return g_strdup(g_checksum_get_string(digest));
}

/* Each finds rows that are half of something. */
static const char *const halves[] = {
    "collection c WHERE NOT EXISTS (SELECT 1 FROM collection_image i WHERE i.collection_id = c.id)",
    "collection c WHERE NOT EXISTS (SELECT 1 FROM fact f WHERE f.collection_id = c.id)",
    "collection c WHERE state = 'posted' AND NOT EXISTS (SELECT 1 FROM eligibility e WHERE e.collection_id = c.id)",
    "collection c JOIN eligibility e ON e.collection_id = c.id WHERE e.outcome & 1 AND c.template_id IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM evaluation_due d WHERE d.collection_id = c.id)",
    "eligibility_count n WHERE n.collections <> (SELECT COUNT(*) FROM eligibility e WHERE e.outcome = n.outcome)",
    "text_block b WHERE b.members <> (SELECT COUNT(*) FROM text_tally t WHERE t.class_id = b.class_id AND t.block = "
    "b.block)",
    "text_tally t WHERE NOT EXISTS (SELECT 1 FROM collection c WHERE c.id = t.collection_id)",
    "policy p WHERE p.version > 1 AND NOT EXISTS (SELECT 1 FROM policy_sweep s WHERE s.version >= p.version)",
    "template t WHERE NOT EXISTS (SELECT 1 FROM template_version v WHERE v.template_id = t.id AND v.version = "
    "t.version)",
    "template t WHERE t.state = 'active' AND NOT EXISTS (SELECT 1 FROM collection c WHERE c.id = t.collection_id)",
    "template t WHERE t.uses <> (SELECT COUNT(*) FROM collection c WHERE c.made_with_id = t.id AND c.state = 'posted')",
    "fact f WHERE up_count <> (SELECT COUNT(*) FROM rating r WHERE r.collection_id = f.collection_id AND value = 1)",
    "fact f WHERE down_count <> (SELECT COUNT(*) FROM rating r WHERE r.collection_id = f.collection_id AND value = -1)",
    "collection c WHERE is_removed <> EXISTS (SELECT 1 FROM takedown_mark m WHERE m.collection_id = c.id AND m.kind = "
    "'remove')",
    "takedown_mark m JOIN takedown t ON t.id = m.takedown_id WHERE t.restored_us <> 0",
    "takedown t WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject_id = t.collection_id AND a.created_us = "
    "t.created_us)",
    "report_case c WHERE reports <> (SELECT COUNT(*) FROM report r WHERE r.case_id = c.id)",
    "pragma_foreign_key_check",
};

static void assert_rows_are_whole(const struct world *w, const char *operation)
{
    for (size_t i = 0; i < G_N_ELEMENTS(halves); i++) {
        g_autofree char *text = g_strconcat("SELECT COUNT(*) FROM ", halves[i], NULL);
        if (sql_run(w->raw, text))
            fail_msg("%s: %s", operation, halves[i]);
    }
}

static bool has_marker(const char *blobs, const char *sha256)
{
    g_autofree char *path = g_build_filename(blobs, "pending", NULL);
    g_autoptr(GDir) list = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(list));)
        if (g_str_has_prefix(name, sha256))
            return true;
    return false;
}

/* "SHA256 SIZE" of every file that a row names. */
static GHashTable *named_files(sqlite3 *raw)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    sqlite3_stmt *rows;
    sqlite3_prepare_v2(raw, "SELECT sha256 || ' ' || size_bytes FROM blob", -1, &rows, NULL);
    while (sqlite3_step(rows) == SQLITE_ROW)
        g_hash_table_add(names, g_strdup((const char *)sqlite3_column_text(rows, 0)));
    sqlite3_finalize(rows);
    return names;
}

/* The files of one two-letter folder: takes those away from `named` that are there. */
static void check_folder(const char *blobs, const char *folder, GHashTable *named, const char *operation)
{
    g_autofree char *path = g_build_filename(blobs, folder, NULL);
    g_autoptr(GDir) list = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(list));) {
        g_autofree char *file = g_build_filename(path, name, NULL), *sha256 = g_strconcat(folder, name, NULL);
        GStatBuf status;
        assert_int_equal(g_stat(file, &status), 0);
        g_autofree char *found = g_strdup_printf("%s %jd", sha256, (intmax_t)status.st_size);
        if (!g_hash_table_remove(named, found) && !has_marker(blobs, sha256))
            fail_msg("%s: the file %s is neither named nor marked", operation, found);
    }
}

/* Every file is named or marked, and every name has its file. */
static void assert_files_are_whole(const struct world *w, const char *operation)
{
    g_autoptr(GHashTable) named = named_files(w->raw);
    g_autoptr(GDir) list = g_dir_open(w->blobs, 0, NULL);
    assert_int_equal(folder_count(w->blobs, "draft"), 0);
    assert_int_equal(folder_count(w->blobs, "upload"),
                     sql_run(w->raw, "SELECT COUNT(*) FROM upload WHERE media_id IS NULL AND refusal IS NULL"));
    for (const char *name; (name = g_dir_read_name(list));)
        if (strlen(name) == 2)
            check_folder(w->blobs, name, named, operation);
    if (g_hash_table_size(named))
        fail_msg("%s: a row names a file that is not there", operation);
}

static void assert_whole(const struct world *w, const char *operation)
{
    assert_rows_are_whole(w, operation);
    assert_files_are_whole(w, operation);
}

/* Where nothing is marked there is nothing that the next start could put right. */
static void assert_whole_after_recovery(struct world *w, const char *operation)
{
    if (!folder_count(w->blobs, "pending"))
        return;
    site_close(&w->site);
    site_open(&w->site);
    assert_files_are_whole(w, operation);
    assert_int_equal(folder_count(w->blobs, "pending"), 0);
    w->recoveries++;
}

static struct world world_new(void)
{
    struct world w = {.site = site_closed()};
    g_autofree char *path = g_build_filename(w.site.folder, "policy.json", NULL);
    assert_true(g_file_set_contents(path, preset, -1, NULL));
    site_set(&w.site, "policy", "file", path);
    site_set(&w.site, "upload", "open_max", "1000");
    site_open(&w.site);
    w.raw = sql_open(w.site.database);
    w.blobs = g_build_filename(w.site.folder, "blobs", NULL);
    w.anna = site_account(&w.site, "anna");
    w.bob = site_account(&w.site, "bob");
    w.boss = site_account(&w.site, "boss");
    sql_run(w.raw, "UPDATE account SET role = 'admin' WHERE handle = 'boss'");
    w.judge = site_account(&w.site, "judge");
    sql_run(w.raw, "UPDATE account SET role = 'moderator' WHERE handle = 'judge'");
    w.media_id = site_upload(&w.site, w.anna, 0);
    return w;
}

static void world_clear_round(struct world *w)
{
    g_clear_pointer(&w->path, g_free);
    g_clear_pointer(&w->body, g_free);
    g_clear_pointer(&w->token, g_free);
    g_clear_pointer(&w->key, g_free);
    g_clear_pointer(&w->photo, g_bytes_unref);
}

static void world_remove(struct world *w)
{
    g_free(w->anna);
    g_free(w->bob);
    g_free(w->boss);
    g_free(w->judge);
    g_free(w->media_id);
    g_free(w->blobs);
    sqlite3_close(w->raw);
    site_remove(&w->site);
}

/* Every fault is logged, as it should be. What is written meanwhile (a sanitizer's report,
 * too) goes to a file beside the database, which stays there when the program dies. */
static int log_divert(const struct world *w)
{
    g_autofree char *path = g_build_filename(w->site.folder, "log", NULL);
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3),
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    assert_true(kept >= 0 && file >= 0);
    dup2(file, STDERR_FILENO);
    close(file);
    return kept;
}

static void log_restore(int kept)
{
    dup2(kept, STDERR_FILENO);
    close(kept);
}

static struct answer run_with_fault(struct world *w, const struct operation *o, enum fault_seam seam, int64_t nth,
                                    bool persistent, bool *was_hit)
{
    int kept = log_divert(w);
    fault_arm(seam, nth, persistent);
    struct answer a = o->run(w);
    *was_hit = fault_was_hit(seam);
    fault_arm(seam, 0, false);
    log_restore(kept);
    return a;
}

static void assert_repeats_well(struct world *w, const struct operation *o)
{
    g_auto(answer) again = o->run(w);
    if (again.status != o->status)
        fail_msg("%s, repeated: came %d %s", o->name, again.status, problem_of(&again));
    assert_whole(w, o->name);
}

/* Whether there is a call after this one that could fail. */
static bool round_of(struct world *w, const struct operation *o, enum fault_seam seam, int64_t nth, bool persistent)
{
    bool was_hit;
    w->key = g_strdup_printf("key-%u", ++w->round);
    o->prepare(w);
    g_autofree char *before = rows_digest(w->raw);
    g_auto(answer) a = run_with_fault(w, o, seam, nth, persistent, &was_hit);
    g_autofree char *after = rows_digest(w->raw);
    if (was_hit ? a.status < 500 : a.status != o->status)
        fail_msg("%s, call %jd of seam %d: came %d", o->name, (intmax_t)nth, seam, a.status);
    if (was_hit && !o->is_in_steps && strcmp(before, after) != 0)
        fail_msg("%s, call %jd of seam %d: answered %d, but something was changed", o->name, (intmax_t)nth, seam,
                 a.status);
    assert_whole(w, o->name);
    if (was_hit) {
        assert_whole_after_recovery(w, o->name);
        assert_repeats_well(w, o);
    } else {
        assert_int_equal(folder_count(w->blobs, "pending"), 0);
    }
    world_clear_round(w);
    return was_hit;
}

enum { CALLS_MAX = 300 };

static void fail_every_call(enum fault_seam seam, bool persistent)
{
    struct world w = world_new();
    int64_t calls = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(operations); i++) {
        int64_t nth = 1;
        while (round_of(&w, &operations[i], seam, nth, persistent))
            if (nth++ == CALLS_MAX)
                fail_msg("%s makes more than %d calls", operations[i].name, CALLS_MAX);
        calls += nth - 1;
    }
    /* A loop in which nothing failed, or nothing was recovered, would have shown nothing. */
    assert_true(calls > 0);
    if (seam == FAULT_DB && persistent)
        assert_true(w.recoveries > 0);
    world_remove(&w);
}

static void a_database_call_that_fails_leaves_nothing_half_written(void **)
{
    fail_every_call(FAULT_DB, false);
}

static void a_database_that_stays_broken_leaves_nothing_half_written(void **)
{
    fail_every_call(FAULT_DB, true);
}

static void a_blob_call_that_fails_leaves_nothing_half_written(void **)
{
    fail_every_call(FAULT_BLOB, false);
}

static void a_blob_folder_that_stays_broken_leaves_nothing_half_written(void **)
{
    fail_every_call(FAULT_BLOB, true);
}

static void a_picture_worker_that_fails_leaves_nothing_half_written(void **)
{
    fail_every_call(FAULT_MEDIA, false);
}

static void picture_workers_that_all_fail_leave_nothing_half_written(void **)
{
    fail_every_call(FAULT_MEDIA, true);
}

/* Whether the start was hit; then it failed, and left what the next one can go on from. */
static bool start_with_fault(struct world *w, enum fault_seam seam, int64_t nth)
{
    int kept = log_divert(w);
    fault_arm(seam, nth, false);
    enum err e = server_open(w->site.config, &w->site.server);
    bool was_hit = fault_was_hit(seam);
    fault_arm(seam, 0, false);
    log_restore(kept);
    assert_int_equal(e != OK, was_hit);
    if (e)
        assert_null(w->site.server);
    return was_hit;
}

static void a_first_start_that_fails_can_be_repeated(void **)
{
    int64_t nth = 0;
    bool was_hit = true;
    while (was_hit) {
        struct world w = {.site = site_closed()};
        was_hit = start_with_fault(&w, FAULT_DB, ++nth);
        if (was_hit)
            assert_int_equal(server_open(w.site.config, &w.site.server), OK);
        server_close(g_steal_pointer(&w.site.server));
        assert_int_equal(sql(w.site.database, "SELECT COUNT(*) FROM policy"), 1);
        site_remove(&w.site);
    }
    assert_true(nth > 3);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_database_call_that_fails_leaves_nothing_half_written),
        cmocka_unit_test(a_database_that_stays_broken_leaves_nothing_half_written),
        cmocka_unit_test(a_blob_call_that_fails_leaves_nothing_half_written),
        cmocka_unit_test(a_blob_folder_that_stays_broken_leaves_nothing_half_written),
        cmocka_unit_test(a_picture_worker_that_fails_leaves_nothing_half_written),
        cmocka_unit_test(picture_workers_that_all_fail_leave_nothing_half_written),
        cmocka_unit_test(a_first_start_that_fails_can_be_repeated),
    };
    log_setup(LOG_ERROR, LOG_FORMAT_LOGFMT);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
