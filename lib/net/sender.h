/* SPDX-License-Identifier: Apache-2.0
 *
 * Sends POST requests to addresses that others named, many at once on one thread, by
 * libcurl's multi interface: http and https only, TLS verified, no redirects, no proxy,
 * limits on time and on what is read of a reply. Where private addresses are not
 * allowed, each address is checked as it is connected to, after its name was looked up, so
 * that no name can lead elsewhere in between. A sender is one thread's; libcurl is set up
 * by the first post.
 */
#ifndef STENCIL_NET_SENDER_H
#define STENCIL_NET_SENDER_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum { SENDER_CONNECT_S = 5, SENDER_REPLY_MAX = 65536 /* bytes of head and body that are read */ };

struct sender_settings {
    int64_t timeout_s; /* of one post, from looking up the name to the end of the reply */
    bool allow_private;
};

/* Owned by who adds it, with all it points at, and left alone until it comes back. */
struct post {
    const char *url;
    const char *body;
    const char *const *headers; /* "Name: value"; ends with NULL */
    void *context;
    /* What became of it: */
    int64_t status; /* of the reply; 0: none came */
    char *error;    /* a sentence; NULL: a reply of 2xx came. Free with g_free */
};

struct sender;

struct sender *sender_new(const struct sender_settings *settings);
/* What is under way is dropped; its receivers may have it or not. */
void sender_free(struct sender *sender);

void sender_add(struct sender *sender, struct post *post);

/* Those under way. */
guint sender_count(const struct sender *sender);
struct post *sender_post(const struct sender *sender, guint number);

/* Works until something comes back (then it is in `done`), `wake_fd` (an eventfd, which is
 * read) is written, or the time is up. */
void sender_wait(struct sender *sender, int wake_fd, int timeout_ms, GPtrArray *done);

#endif
