/* SPDX-License-Identifier: Apache-2.0
 *
 * One message between the daemon and a picture worker: a small JSON object, and open
 * files (SCM_RIGHTS), as one packet of a SOCK_SEQPACKET socket. Both sides use it.
 * What is large (a picture's texts) travels as a file. Any thread.
 */
#ifndef STENCIL_MEDIA_MESSAGE_H
#define STENCIL_MEDIA_MESSAGE_H

#include <jansson.h>

/* A picture's photo, result and description, and a file a sticker (MEDIA_STICKERS_MAX). The kernel takes up to 253. */
enum { MESSAGE_BYTES_MAX = 1024, MESSAGE_FILES_MAX = 3 + 100 };

struct message {
    json_t *body;
    int files[MESSAGE_FILES_MAX]; /* -1: none; closed with the message */
};

/* The files stay the caller's. 0, or the errno: EPIPE when the other side is gone. */
[[nodiscard]] int message_send(int socket, const json_t *body, const int *files, unsigned file_count);

/* 0, or the errno: ENODATA when the other side closed, ECONNRESET when it did so with our
 * message unread, EBADMSG for what is no message. At most `files_max` files are let in. */
[[nodiscard]] int message_receive(int socket, unsigned files_max, struct message *message);

void message_clear(struct message *message);

#endif
