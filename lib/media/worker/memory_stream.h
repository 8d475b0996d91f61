/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes in memory as a file that TagLib (1.13 or 2) can read and cannot write. The bytes stay the
 * caller's. Who has read more than any sound makes necessary, or has called himself too
 * deeply meanwhile, finds the end of the file. C++.
 */
#ifndef STENCIL_MEDIA_WORKER_MEMORY_STREAM_H
#define STENCIL_MEDIA_WORKER_MEMORY_STREAM_H

#include <cstddef>
#include <cstdint>
#include <taglib/taglib.h>
#include <taglib/tiostream.h>

class memory_stream : public TagLib::IOStream
{
  public:
#if TAGLIB_MAJOR_VERSION < 2
    using length_type = unsigned long;
    using offset_type = long;
    using start_type = unsigned long;
#else
    using length_type = size_t;
    using offset_type = TagLib::offset_t;
    using start_type = TagLib::offset_t;
#endif
    static constexpr unsigned READS_MAX = 100000;
    static constexpr size_t READ_SIZES_MAX = 8;       /* bytes, in sizes of the file … */
    static constexpr size_t READ_BYTES_MIN = 1 << 20; /* … but for small files */
    static constexpr size_t STACK_BYTES_MAX = 256 << 10;

    memory_stream(const uint8_t *bytes, size_t size);

    const uint8_t *bytes() const
    {
        return data;
    }
    size_t size() const
    {
        return end;
    }

    TagLib::FileName name() const override;
    TagLib::ByteVector readBlock(length_type wanted) override;
    void seek(offset_type offset, Position from = Beginning) override;
    offset_type tell() const override;
    offset_type length() override;
    bool readOnly() const override;
    bool isOpen() const override;

    void writeBlock(const TagLib::ByteVector &written) override;
    void insert(const TagLib::ByteVector &inserted, start_type start = 0, length_type replaced = 0) override;
    void removeBlock(start_type start = 0, length_type removed = 0) override;
    void truncate(offset_type kept) override;

  private:
    bool is_spent(size_t taken);

    const uint8_t *data;
    size_t end, at = 0, bytes_left;
    unsigned reads_left = READS_MAX;
    uintptr_t stack;
};

#endif
