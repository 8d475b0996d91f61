/* SPDX-License-Identifier: Apache-2.0
 *
 * A file that may be a sound: walked through, and its tags read by TagLib.
 */
#include <stddef.h>
#include <stdint.h>

#include "media/sniff.h"
#include "media/sound.h"
#include "media/worker/tag.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum sniffed kind = sniff(bytes, size);
    int64_t duration_ms;
    if (kind >= SNIFFED_WAV && !sound_parse(kind, bytes, size, &duration_ms))
        (void)tag_read(kind, bytes, size);
    return 0;
}
