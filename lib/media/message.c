/* SPDX-License-Identifier: Apache-2.0 */
#include "media/message.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/json.h"

union control {
    char space[CMSG_SPACE(sizeof(int) * MESSAGE_FILES_MAX)];
    struct cmsghdr align;
};

static void control_fill(struct msghdr *packet, const int *files, unsigned file_count)
{
    size_t size = sizeof(int) * file_count;
    packet->msg_controllen = CMSG_SPACE(size);
    struct cmsghdr *header = CMSG_FIRSTHDR(packet);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(size);
    memcpy(CMSG_DATA(header), files, size);
}

int message_send(int socket, const json_t *body, const int *files, unsigned file_count)
{
    assert(file_count <= MESSAGE_FILES_MAX);
    g_autoptr(GString) text = json_text(body);
    if (text->len > MESSAGE_BYTES_MAX)
        return EMSGSIZE;
    union control control = {0};
    struct iovec bytes = {text->str, text->len};
    struct msghdr packet = {.msg_iov = &bytes, .msg_iovlen = 1, .msg_control = file_count ? &control : NULL};
    if (file_count)
        control_fill(&packet, files, file_count);
    ssize_t sent;
    do
        sent = sendmsg(socket, &packet, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? errno : 0;
}

static struct message message_empty(void)
{
    struct message message = {0};
    for (int i = 0; i < MESSAGE_FILES_MAX; i++)
        message.files[i] = -1;
    return message;
}

static void files_read(struct msghdr *packet, struct message *message)
{
    for (struct cmsghdr *header = CMSG_FIRSTHDR(packet); header; header = CMSG_NXTHDR(packet, header))
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
            memcpy(message->files, CMSG_DATA(header), MIN(header->cmsg_len - CMSG_LEN(0), sizeof message->files));
}

int message_receive(int socket, unsigned files_max, struct message *message)
{
    assert(files_max <= MESSAGE_FILES_MAX);
    char text[MESSAGE_BYTES_MAX];
    union control control = {0};
    struct iovec bytes = {text, sizeof text};
    struct msghdr packet = {.msg_iov = &bytes, .msg_iovlen = 1, .msg_control = files_max ? &control : NULL};
    /* CMSG_SPACE would, with its padding, let one file more in. */
    packet.msg_controllen = files_max ? CMSG_LEN(sizeof(int) * files_max) : 0;
    ssize_t received;
    do
        received = recvmsg(socket, &packet, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    if (received <= 0)
        return received < 0 ? errno : ENODATA;
    *message = message_empty();
    files_read(&packet, message);
    g_autofree char *error = NULL;
    if (!(packet.msg_flags & (MSG_TRUNC | MSG_CTRUNC)))
        message->body = json_parse(text, (size_t)received, &error);
    if (message->body)
        return 0;
    message_clear(message);
    return EBADMSG;
}

void message_clear(struct message *message)
{
    json_decref(message->body);
    for (int i = 0; i < MESSAGE_FILES_MAX; i++)
        if (message->files[i] >= 0)
            close(message->files[i]);
    *message = message_empty();
}
