/* SPDX-License-Identifier: Apache-2.0
 *
 * One post under way, as libcurl sees it: its limits, its request, what its outcome means.
 * For sender.c alone; its thread.
 */
#ifndef STENCIL_NET_TRANSFER_H
#define STENCIL_NET_TRANSFER_H

#include <curl/curl.h>

#include "net/address.h"
#include "net/sender.h"

struct transfer {
    struct post *post;
    CURL *easy; /* its private pointer is the transfer */
    struct curl_slist *headers;
    bool allow_private;
    size_t received;
    char refused[ADDRESS_TEXT_SIZE]; /* the last address that was not allowed, or "" */
    char error[CURL_ERROR_SIZE];
};

/* libcurl refuses what we ask of it only when memory is out, where GLib stops the program too. */
void curl_must(int outcome);

struct transfer *transfer_new(struct post *post, const struct sender_settings *settings);
/* Not while a multi handle has it. */
void transfer_free(struct transfer *transfer);

/* Writes into the post what became of it. */
void transfer_settle(const struct transfer *transfer, CURLcode code);

#endif
