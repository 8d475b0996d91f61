/* SPDX-License-Identifier: Apache-2.0 */
#include "media_refusal.h"

#include <unistd.h>

#include "media/foreign.h"
#include "media/media.h"
#include "reply.h"
#include "server.h"

enum { LOOK_BYTES = 1024 };

static enum err refuse_unknown(struct reply *reply, const struct blob_draft *file)
{
    static const char taken[] = "JPEG, PNG, WebP, GIF, AVIF and HEIC are taken, and WAV, MP3, M4A, Ogg and FLAC.";
    uint8_t bytes[LOOK_BYTES];
    int fd;
    enum err e = blob_draft_open(file, BLOB_READ, &fd);
    if (e)
        return e;
    ssize_t size = pread(fd, bytes, sizeof bytes, 0);
    close(fd);
    const char *what = size > 0 ? foreign_name(bytes, (size_t)size) : NULL;
    if (size == 0)
        return reply_refuse(reply, E_MEDIA_UNKNOWN, "The file is empty.");
    return what ? reply_refuse(reply, E_MEDIA_FOREIGN, "The file is %s. %s", what, taken)
                : reply_refuse(reply, E_MEDIA_UNKNOWN, "It is not known what the file is. %s", taken);
}

enum err media_refuse(const struct req *req, struct reply *reply, const struct blob_draft *file, enum err outcome)
{
    if (outcome == E_MEDIA_UNKNOWN)
        return refuse_unknown(reply, file);
    if (outcome == E_MEDIA_PIXELS)
        return reply_refuse(reply, outcome,
                            "The picture has more than the %" G_GINT64_FORMAT " pixels that are taken here.",
                            req->server->config->media_pixels_max);
    if (outcome == E_MEDIA_FRAMES)
        return reply_refuse(reply, outcome, "The picture has more than the %d frames that are taken here.",
                            MEDIA_FRAMES_MAX);
    return outcome;
}
