/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <stdlib.h>
#include <string.h>

#include "job/avif.h"
#include "look.h"
#include "rule/accept.h"
#include "variant.h"

/* The first is what comes without `w`. */
static enum err read_width(struct req *req, int *width)
{
    static const char *const words[] = {"1080", "320", "640", "2048", NULL};
    int choice;
    enum err e = req_query_choice(req, "w", words, &choice);
    if (!e)
        *width = (int)strtol(words[choice], NULL, 10);
    return e;
}

/* AVIF takes long to make: what is not there yet is made for the next who ask. */
static enum err answer_avif(struct req *req, struct reply *reply, struct variant variant)
{
    int fd;
    int64_t size;
    variant.form = VARIANT_AVIF;
    struct rendition r = variant_rendition(req->server->config, &variant);
    if (!accept_names(req_header(req, "Accept"), r.type) || !req->server->config->media_avif)
        return E_NOT_FOUND;
    enum err e = rendition_find(req->server, req->db, &r, &fd, &size);
    if (e == E_NOT_FOUND)
        avif_want(req->server->avif, variant.photo, variant.width);
    return e ? e : reply_file_take(reply, fd, size, r.type, r.recipe, CACHE_IMMUTABLE);
}

static enum err answer(struct req *req, struct reply *reply, struct variant variant)
{
    variant.form = accept_names(req_header(req, "Accept"), "image/webp") ? VARIANT_WEBP : VARIANT_JPEG;
    struct rendition r = variant_rendition(req->server->config, &variant);
    return rendition_reply(req, reply, &r, CACHE_IMMUTABLE);
}

enum err api_media_image(struct req *req, struct reply *reply)
{
    g_autoptr(media) m = NULL;
    struct variant variant = {0};
    enum err e = look_media(req, &m);
    if (!e && strcmp(m->kind, "image") != 0)
        return reply_refuse(reply, E_NOT_FOUND, "This file is no picture.");
    if (!e)
        e = read_width(req, &variant.width);
    if (e)
        return e;
    variant.photo = m->sha256;
    reply->by_accept = true;
    e = answer_avif(req, reply, variant);
    return e == E_NOT_FOUND ? answer(req, reply, variant) : e;
}
