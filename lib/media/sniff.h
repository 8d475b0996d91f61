/* SPDX-License-Identifier: Apache-2.0
 *
 * What a file is, by its first bytes alone, and whether it reaches the end that its own
 * format announces. Pure; any thread; no byte outside [bytes, bytes + size) is read.
 */
#ifndef STENCIL_MEDIA_SNIFF_H
#define STENCIL_MEDIA_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sniffed {
    SNIFFED_UNKNOWN,
    SNIFFED_JPEG,
    SNIFFED_PNG,
    SNIFFED_WEBP,
    SNIFFED_GIF,
    SNIFFED_AVIF,
    SNIFFED_HEIC,
    SNIFFED_WAV, /* from here on sounds */
    SNIFFED_MP3,
    SNIFFED_M4A,
    SNIFFED_OGG,
    SNIFFED_FLAC
};

/* JPEG: T.81 §B.1; PNG: RFC 2083 §3.1; WebP: RFC 9649 §2.4; GIF: GIF89a §17; AVIF, HEIC: the brands of
 * ISO/IEC 14496-12 §4.3, 23008-12 §10 and "AV1 Image File Format" §6; WAV: RFC 2361 over RIFF; MP3: an
 * ID3v2 tag or a frame of layer III; M4A: any other file of MP4's brands, which may be a video; Ogg: RFC 3533;
 * FLAC: RFC 9639 §8.1. */
enum sniffed sniff(const uint8_t *bytes, size_t size);

/* "image/jpeg" …; NULL for SNIFFED_UNKNOWN. */
const char *sniffed_type(enum sniffed kind);

/* False when a picture was cut short: a JPEG without its EOI marker, a PNG without its
 * IEND chunk, a WebP shorter than its RIFF header says, a GIF without its trailer, boxes of
 * AVIF or HEIC that go beyond the end. True for one whose structure is
 * nonsense, because that is damage, which the decoder finds; and for other kinds. */
bool sniffed_is_whole(enum sniffed kind, const uint8_t *bytes, size_t size);

#endif
