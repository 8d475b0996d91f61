/* SPDX-License-Identifier: Apache-2.0
 *
 * What a sound tells about itself, read by TagLib from bytes in memory: no file is opened.
 * For sounds that sound_parse() has found to be whole. One thread at a time.
 */
#ifndef STENCIL_MEDIA_WORKER_TAG_H
#define STENCIL_MEDIA_WORKER_TAG_H

#include <stddef.h>
#include <stdint.h>

#include "media/sniff.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { TAG_TITLE_SIZE = 1024 };

struct tag {
    char title[TAG_TITLE_SIZE]; /* as it is there, cut at any byte; "": there is none */
    int64_t duration_ms;        /* 0: the file does not tell, or TagLib would only guess */
};

/* A tag that cannot be read is none. When memory runs out the process ends, as it does in GLib. */
struct tag tag_read(enum sniffed kind, const uint8_t *bytes, size_t size);

#ifdef __cplusplus
}
#endif

#endif
