/* SPDX-License-Identifier: Apache-2.0 */
#include "http.h"

#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "http_loop.h"

enum { BACKLOG = 1024 };

struct http {
    struct server *server;
    GPtrArray *loops;
};

/* "127.0.0.1:8080", "[::1]:8080", "localhost:0". */
static enum err resolve(const char *listen_text, struct addrinfo **out)
{
    const char *colon = strrchr(listen_text, ':');
    if (!colon)
        return err_broken("http", "http.listen wants ADDRESS:PORT, not %s", listen_text);
    g_autofree char *host = g_strndup(listen_text, (size_t)(colon - listen_text));
    size_t length = strlen(host);
    char *bare = host;
    if (*host == '[' && host[length - 1] == ']') {
        host[length - 1] = '\0';
        bare++;
    }
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    int code = getaddrinfo(*bare ? bare : NULL, colon + 1, &hints, out);
    return code ? err_broken("http", "cannot listen on %s: %s", listen_text, gai_strerror(code)) : OK;
}

static enum err open_listener(const struct sockaddr *address, socklen_t size, int *out)
{
    int one = 1;
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return err_errno("http", "cannot make a socket", errno);
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one) < 0 || bind(fd, address, size) < 0 ||
        listen(fd, BACKLOG) < 0) {
        enum err e = err_errno("http", "cannot listen", errno);
        close(fd);
        return e;
    }
    *out = fd;
    return OK;
}

/* Another process may share the port by SO_REUSEPORT, and would take half of the
 * connections: so the first listener is tried without it. */
static enum err check_free(const struct sockaddr *address, socklen_t size)
{
    int one = 1;
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    enum err e = OK;
    if (fd < 0)
        return err_errno("http", "cannot make a socket", errno);
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0 || bind(fd, address, size) < 0 ||
        listen(fd, 1) < 0)
        e = err_errno("http", "cannot listen", errno);
    close(fd);
    return e;
}

static enum err address_text(const struct sockaddr *address, socklen_t size, char **out)
{
    char host[NI_MAXHOST], port[NI_MAXSERV];
    int code = getnameinfo(address, size, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV);
    if (code)
        return err_broken("http", "%s", gai_strerror(code));
    *out = strchr(host, ':') ? g_strdup_printf("[%s]:%s", host, port) : g_strdup_printf("%s:%s", host, port);
    return OK;
}

static enum err start_loops(struct http *http, const struct addrinfo *first, char **address)
{
    struct sockaddr_storage taken;
    socklen_t size = first->ai_addrlen;
    int64_t loops = http->server->config->http_loops ? http->server->config->http_loops : g_get_num_processors();
    memcpy(&taken, first->ai_addr, size);
    enum err e = check_free((struct sockaddr *)&taken, size);
    for (int64_t i = 0; i < loops && !e; i++) {
        struct http_loop *loop;
        int listener = -1;
        e = open_listener((struct sockaddr *)&taken, size, &listener);
        /* The second listens where the first one was put. */
        if (!e && getsockname(listener, (struct sockaddr *)&taken, &size) < 0)
            e = err_errno("http", "getsockname", errno);
        if (!e)
            e = http_loop_start(http->server, listener, &loop);
        if (!e)
            g_ptr_array_add(http->loops, loop);
    }
    return e ? e : address_text((struct sockaddr *)&taken, size, address);
}

enum err http_start(struct server *server, struct http **out, char **address)
{
    struct addrinfo *list;
    enum err e = resolve(server->config->http_listen, &list);
    if (e)
        return e;
    struct http *http = g_new0(struct http, 1);
    http->server = server;
    http->loops = g_ptr_array_new();
    e = start_loops(http, list, address);
    freeaddrinfo(list);
    if (!e)
        *out = http;
    else
        http_stop(http);
    return e;
}

bool http_stop(struct http *http)
{
    bool is_drained = true;
    int64_t deadline_us = clock_monotonic_us() + http->server->config->http_drain * 1000000;
    for (guint i = 0; i < http->loops->len; i++)
        http_loop_stop(http->loops->pdata[i], deadline_us);
    for (guint i = 0; i < http->loops->len; i++)
        is_drained = http_loop_join(http->loops->pdata[i]) && is_drained;
    g_ptr_array_unref(http->loops);
    g_free(http);
    return is_drained;
}
