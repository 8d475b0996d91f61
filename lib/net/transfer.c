/* SPDX-License-Identifier: Apache-2.0 */
#include "net/transfer.h"

#include <string.h>
#include <sys/socket.h>

void curl_must(int outcome)
{
    if (outcome)
        g_error("libcurl: outcome %d", outcome);
}

static size_t discard(char *data, size_t size, size_t count, void *context)
{
    struct transfer *t = context;
    (void)data;
    t->received += size * count;
    return t->received > SENDER_REPLY_MAX ? 0 : size * count;
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *t = context;
    (void)purpose;
    if (t->allow_private || address_is_public(&address->addr))
        return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    address_text(&address->addr, t->refused);
    return CURL_SOCKET_BAD;
}

static void set_limits(struct transfer *t, int64_t timeout_s)
{
    curl_must(curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https"));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_PROXY, ""));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT, (long)MIN(timeout_s, SENDER_CONNECT_S)));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_TIMEOUT, (long)timeout_s));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, discard));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, discard));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t));
}

static void set_request(struct transfer *t)
{
    for (const char *const *header = t->post->headers; *header; header++)
        t->headers = curl_slist_append(t->headers, *header);
    /* Bodies are small: none waits for a "100 Continue". */
    t->headers = curl_slist_append(t->headers, "Expect:");
    curl_must(curl_easy_setopt(t->easy, CURLOPT_URL, t->post->url));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(t->post->body)));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, t->post->body));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "Stencil/" STENCIL_VERSION));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->error));
    curl_must(curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t));
}

struct transfer *transfer_new(struct post *post, const struct sender_settings *settings)
{
    struct transfer *t = g_new0(struct transfer, 1);
    t->post = post;
    t->allow_private = settings->allow_private;
    t->easy = curl_easy_init();
    curl_must(t->easy == NULL);
    set_limits(t, settings->timeout_s);
    set_request(t);
    return t;
}

void transfer_free(struct transfer *t)
{
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    g_free(t);
}

static char *error_of(const struct transfer *t, CURLcode code)
{
    /* A reply that goes on for too long has said what we wanted to know. */
    bool has_answered = code == CURLE_OK || t->received > SENDER_REPLY_MAX;
    int64_t status = t->post->status;
    if (has_answered && status >= 200 && status < 300)
        return NULL;
    if (has_answered && status)
        return g_strdup_printf("The receiver answered %d%s.", (int)status,
                               status >= 300 && status < 400 ? ", and redirects are not followed" : "");
    if (*t->refused)
        return g_strdup_printf("%s is a private address, which the setting webhook.allow_private does not allow.",
                               t->refused);
    return g_utf8_make_valid(*t->error ? t->error : curl_easy_strerror(code), -1);
}

void transfer_settle(const struct transfer *t, CURLcode code)
{
    long status;
    curl_must(curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status));
    t->post->status = status;
    t->post->error = error_of(t, code);
}
