/* SPDX-License-Identifier: Apache-2.0
 *
 * A server in a temporary folder, asked without a socket: one exchange a question, from its
 * head to its last header. The worker that reads pictures is the one built beside the test.
 */
#ifndef STENCIL_TESTS_UNIT_EXCHANGE_TEST_H
#define STENCIL_TESTS_UNIT_EXCHANGE_TEST_H

#include "db_test.h"

#include <stdlib.h>
#include <unistd.h>

#include "exchange.h"
#include "rule_test.h"
#include "signin.h"

#define SITE_PASSWORD "correct horse"

/* 1600 × 1203 pixels (Debian's package mate-backgrounds). */
#define SITE_PHOTO "/usr/share/backgrounds/mate/nature/FreshFlower.jpg"

struct site {
    char *folder, *database;
    struct config *config;
    struct server *server;
    struct db_conn *db; /* to read with, as an event loop has one */
};

static void site_set(struct site *site, const char *section, const char *key, const char *value)
{
    char *error = NULL;
    if (!config_set(site->config, section, key, value, "test", &error))
        fail_msg("%s", error);
}

static char *site_picture_program(void)
{
    const char *given = g_getenv("STENCIL_PICTURE");
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(self);
    return given ? g_strdup(given) : g_build_filename(folder, "../../stencil-picture", NULL);
}

/* A folder and its settings; the server is not open yet. */
[[maybe_unused]] static struct site site_closed(void)
{
    struct site site = {.folder = folder_new(), .config = config_new()};
    g_autofree char *program = site_picture_program();
    site.database = g_build_filename(site.folder, "stencil.db", NULL);
    site_set(&site, "data", "folder", site.folder);
    site_set(&site, "media", "program", program);
    /* AddressSanitizer reserves more address space than any limit. */
    site_set(&site, "media", "memory_mb", "0");
    site_set(&site, "media", "workers", "1");
    site_set(&site, "media", "timeout_ms", "60000");
    site_set(&site, "password", "cost", "10");
    return site;
}

[[maybe_unused]] static void site_open(struct site *site)
{
    assert_int_equal(server_open(site->config, &site->server), OK);
    assert_int_equal(db_connect(site->server->database_url, DB_READ, &site->db), OK);
}

[[maybe_unused]] static void site_close(struct site *site)
{
    db_disconnect(site->db);
    server_close(site->server);
    site->server = NULL;
}

[[maybe_unused]] static struct site site_new(void)
{
    struct site site = site_closed();
    site_open(&site);
    return site;
}

[[maybe_unused]] static void site_remove(struct site *site)
{
    if (site->server)
        site_close(site);
    config_free(site->config);
    folder_remove_take(site->folder);
    g_free(site->database);
}

enum { ASK_HEADERS_MAX = 8 };

struct ask {
    const char *method, *path; /* the path with its query */
    const char *token;         /* Bearer, NULL for none */
    const char *cookie;        /* of the session */
    const char *body;
    size_t size;                          /* 0: the body is a string */
    size_t piece;                         /* 0: the body comes in one piece */
    const char *type;                     /* NULL: application/json where there is a body */
    bool hides_length;                    /* chunked */
    const char *headers[ASK_HEADERS_MAX]; /* name, value … */
};

struct answer {
    int status;
    json_t *json; /* NULL where the body is none */
    GBytes *body; /* of files too; NULL where there is none */
    char *etag, *location, *link, *cookie, *allow;
    char *fingerprint, *content_type;
};

[[maybe_unused]] static void answer_clear(struct answer *a)
{
    json_decref(a->json);
    g_clear_pointer(&a->body, g_bytes_unref);
    char *texts[] = {a->etag, a->location, a->link, a->cookie, a->allow, a->fingerprint, a->content_type};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    *a = (struct answer){0};
}
typedef struct answer answer;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(answer, answer_clear)

/* Header names are told apart without case, as libmicrohttpd does. */
static const char *ask_lookup(void *source, enum req_part part, const char *name)
{
    g_autofree char *lower = part == REQ_HEADER ? g_ascii_strdown(name, -1) : g_strdup(name);
    g_autofree char *key = g_strdup_printf("%d %s", part, lower);
    return g_hash_table_lookup(source, key);
}

static void ask_insert(GHashTable *source, enum req_part part, const char *name, const char *value)
{
    g_autofree char *lower = part == REQ_HEADER ? g_ascii_strdown(name, -1) : g_strdup(name);
    if (value)
        g_hash_table_insert(source, g_strdup_printf("%d %s", part, lower), g_strdup(value));
}

static void ask_insert_query(GHashTable *source, const char *path)
{
    const char *query = strchr(path, '?');
    g_auto(GStrv) pairs = g_strsplit(query ? query + 1 : "", "&", -1);
    for (char **pair = pairs; *pair; pair++) {
        g_auto(GStrv) sides = g_strsplit(*pair, "=", 2);
        g_autofree char *value = g_uri_unescape_string(sides[0] && sides[1] ? sides[1] : "", NULL);
        if (sides[0])
            ask_insert(source, REQ_QUERY, sides[0], value);
    }
}

static GHashTable *ask_source(const struct ask *ask)
{
    GHashTable *source = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *bearer = ask->token ? g_strconcat("Bearer ", ask->token, NULL) : NULL;
    ask_insert(source, REQ_HEADER, "Authorization", bearer);
    ask_insert(source, REQ_HEADER, "Host", "stencil.test:8080");
    ask_insert(source, REQ_HEADER, "Content-Type", ask->type ? ask->type : ask->body ? "application/json" : NULL);
    ask_insert(source, REQ_COOKIE, SESSION_COOKIE, ask->cookie);
    for (size_t i = 0; i + 1 < ASK_HEADERS_MAX && ask->headers[i]; i += 2)
        ask_insert(source, REQ_HEADER, ask->headers[i], ask->headers[i + 1]);
    ask_insert_query(source, ask->path);
    return source;
}

struct ask_wait {
    GMutex lock; /* guards is_done */
    GCond done;
    bool is_done;
};

static void ask_done(struct exchange *exchange)
{
    struct ask_wait *wait = exchange->owner;
    g_mutex_lock(&wait->lock);
    wait->is_done = true;
    g_cond_signal(&wait->done);
    g_mutex_unlock(&wait->lock);
}

static void ask_run(struct exchange *x, struct db_conn *db)
{
    struct ask_wait wait = {.is_done = false};
    bool waits = exchange_waits(x);
    g_mutex_init(&wait.lock);
    g_cond_init(&wait.done);
    x->owner = &wait;
    exchange_run(x, db, ask_done);
    g_mutex_lock(&wait.lock);
    while (waits && !wait.is_done)
        g_cond_wait(&wait.done, &wait.lock);
    g_mutex_unlock(&wait.lock);
    g_mutex_clear(&wait.lock);
    g_cond_clear(&wait.done);
}

static GBytes *ask_body_of(struct reply *reply)
{
    if (reply->bytes)
        return g_bytes_ref(reply->bytes);
    if (reply->file < 0)
        return NULL;
    char *content = g_malloc((size_t)reply->file_size);
    assert_int_equal(pread(reply->file, content, (size_t)reply->file_size, 0), reply->file_size);
    return g_bytes_new_take(content, (size_t)reply->file_size);
}

static struct answer ask_answer(struct exchange *x)
{
    struct reply *reply = &x->reply;
    struct answer a = {
        .status = reply->status,
        .body = ask_body_of(reply),
        .etag = g_strdup(reply->etag),
        .location = g_strdup(reply->location),
        .link = g_strdup(reply->link),
        .cookie = g_strdup(reply->cookie),
        .allow = g_strdup(reply->allow),
        .fingerprint = g_strdup(x->req.fingerprint),
        .content_type = g_strdup(reply->content_type),
    };
    if (a.body && reply->content_type && strstr(reply->content_type, "json"))
        a.json = json_loadb(g_bytes_get_data(a.body, NULL), g_bytes_get_size(a.body), 0, NULL);
    return a;
}

[[maybe_unused]] static struct answer ask(struct site *site, const struct ask *ask)
{
    g_autoptr(GHashTable) source = ask_source(ask);
    size_t size = ask->size ? ask->size : ask->body ? strlen(ask->body) : 0;
    size_t piece = ask->piece ? ask->piece : size;
    struct exchange *x = exchange_new_take(site->server, g_strdup(ask->path), NULL);
    exchange_start(x, ask->method, ask_lookup, source, site->db, ask->hides_length ? UINT64_MAX : size);
    for (size_t at = 0; at < size; at += piece)
        exchange_body(x, ask->body + at, MIN(piece, size - at));
    ask_run(x, site->db);
    exchange_finish(x);
    struct answer answer = ask_answer(x);
    exchange_free(x);
    return answer;
}

/* Asks and wants this status. */
[[maybe_unused]] static struct answer ask_wanted(struct site *site, const struct ask *question, int status)
{
    struct answer a = ask(site, question);
    if (a.status != status)
        fail_msg("%s %s: wanted %d, came %d %.*s", question->method, question->path, status, a.status,
                 a.body ? (int)g_bytes_get_size(a.body) : 0,
                 a.body ? (const char *)g_bytes_get_data(a.body, NULL) : "");
    return a;
}

/* QUESTION(method, path, .token = …): again, so that a macro may stand for method and path. */
#define QUESTION_OF(method_, path_, ...) (&(struct ask){.method = method_, .path = path_, __VA_ARGS__})
#define QUESTION(...)                    QUESTION_OF(__VA_ARGS__)

#define ASK(site, ...) ask(site, QUESTION(__VA_ARGS__))

/* For when only the status matters. */
#define ASK_STATUS(site, wanted, ...)                                                                                  \
    do {                                                                                                               \
        struct answer ignored = ask_wanted(site, QUESTION(__VA_ARGS__), wanted);                                       \
        answer_clear(&ignored);                                                                                        \
    } while (0)

[[maybe_unused]] static const char *text_of(const struct answer *a, const char *pointer)
{
    const char *text = json_string_value(value_at(a->json, pointer));
    if (!text)
        fail_msg("no text at %s", pointer);
    return text;
}

/* The last part of an answer's problem type, "" where it is none. */
[[maybe_unused]] static const char *problem_of(const struct answer *a)
{
    static const char prefix[] = "urn:stencil:problem:";
    const char *type = json_string_value(json_object_get(a->json, "type"));
    return type && g_str_has_prefix(type, prefix) ? type + strlen(prefix) : "";
}

/* The token of a new session; yours. */
[[maybe_unused]] static char *site_sign_in(struct site *site, const char *handle)
{
    g_autofree char *body = g_strdup_printf("{\"handle\": \"%s\", \"password\": \"" SITE_PASSWORD "\"}", handle);
    g_auto(answer) a = ask_wanted(site, QUESTION("POST", "/v1/sessions", .body = body), 201);
    return g_strdup(text_of(&a, "/token"));
}

/* A new account, signed in; its token, yours. */
[[maybe_unused]] static char *site_account(struct site *site, const char *handle)
{
    g_autofree char *body = g_strdup_printf("{\"handle\": \"%s\", \"password\": \"" SITE_PASSWORD "\"}", handle);
    ASK_STATUS(site, 201, "POST", "/v1/accounts", .body = body);
    return site_sign_in(site, handle);
}

/* The photo, made another file by a comment of the number behind its first marker. */
[[maybe_unused]] static GBytes *site_photo(unsigned number)
{
    char *photo;
    size_t size;
    if (!g_file_get_contents(SITE_PHOTO, &photo, &size, NULL))
        fail_msg("%s (apt install mate-backgrounds)", SITE_PHOTO);
    const unsigned char comment[] = {0xff,
                                     0xfe,
                                     0,
                                     6,
                                     (unsigned char)(number >> 24),
                                     (unsigned char)(number >> 16),
                                     (unsigned char)(number >> 8),
                                     (unsigned char)number};
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)photo, 2);
    g_byte_array_append(bytes, comment, sizeof comment);
    g_byte_array_append(bytes, (const guint8 *)photo + 2, (guint)(size - 2));
    g_free(photo);
    return g_byte_array_free_to_bytes(bytes);
}

[[maybe_unused]] static struct answer site_send(struct site *site, const char *token, GBytes *file)
{
    return ASK(site, "POST", "/v1/media", .token = token, .body = g_bytes_get_data(file, NULL),
               .size = g_bytes_get_size(file), .piece = 16384, .type = "image/jpeg");
}

/* The id of a newly uploaded photo; yours. */
[[maybe_unused]] static char *site_upload(struct site *site, const char *token, unsigned number)
{
    g_autoptr(GBytes) photo = site_photo(number);
    g_auto(answer) a = site_send(site, token, photo);
    assert_int_equal(a.status, 201);
    return g_strdup(text_of(&a, "/id"));
}

/* The path of a newly posted collection; yours. `more` are further members, beginning with a comma, or "". */
[[maybe_unused]] static char *site_post(struct site *site, const char *token, const char *media_id, const char *more)
{
    g_autofree char *plain = g_strdup_printf("{'images': [{'media': '%s'}]%s}", media_id, more);
    g_strdelimit(plain, "'", '"');
    g_auto(answer) a = ask_wanted(site, QUESTION("POST", "/v1/collections", .token = token, .body = plain), 201);
    return g_strdup(a.location);
}

#endif
