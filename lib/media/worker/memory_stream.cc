/* SPDX-License-Identifier: Apache-2.0 */
#include "media/worker/memory_stream.h"

#include <algorithm>

static uintptr_t stack_here()
{
    return reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
}

memory_stream::memory_stream(const uint8_t *bytes, size_t size)
    : data(bytes), end(size), bytes_left(std::max(size * READ_SIZES_MAX, READ_BYTES_MIN)), stack(stack_here())
{
}

/* Once spent, it stays so: what reads on ends soon. */
bool memory_stream::is_spent(size_t taken)
{
    const uintptr_t here = stack_here();
    const size_t depth = stack > here ? stack - here : 0;
    if (depth > STACK_BYTES_MAX || !reads_left || taken > bytes_left) {
        reads_left = 0;
        return true;
    }
    reads_left--;
    bytes_left -= taken;
    return false;
}

TagLib::ByteVector memory_stream::readBlock(length_type wanted)
{
    const size_t taken = at < end ? std::min<size_t>(wanted, end - at) : 0;
    if (!taken || is_spent(taken))
        return {};
    const auto *block = reinterpret_cast<const char *>(data + at);
    at += taken;
    return {block, static_cast<unsigned>(taken)};
}

/* As in a file: before its beginning there is nothing, behind its end one may stand. */
void memory_stream::seek(offset_type offset, Position from)
{
    const size_t base = from == Beginning ? 0 : from == Current ? at : end;
    if (offset >= 0)
        at = base + static_cast<size_t>(offset);
    else
        at = base - std::min(base, -static_cast<size_t>(offset));
}

memory_stream::offset_type memory_stream::tell() const
{
    return static_cast<offset_type>(at);
}

memory_stream::offset_type memory_stream::length()
{
    return static_cast<offset_type>(end);
}

TagLib::FileName memory_stream::name() const
{
    return "";
}

bool memory_stream::readOnly() const
{
    return true;
}

bool memory_stream::isOpen() const
{
    return true;
}

void memory_stream::writeBlock(const TagLib::ByteVector &)
{
}

void memory_stream::insert(const TagLib::ByteVector &, start_type, length_type)
{
}

void memory_stream::removeBlock(start_type, length_type)
{
}

void memory_stream::truncate(offset_type)
{
}
