/* SPDX-License-Identifier: Apache-2.0 */
#include "media/worker/tag.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <taglib/flacfile.h>
#include <taglib/id3v2frame.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/id3v2tag.h>
#include <taglib/infotag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/opusfile.h>
#include <taglib/rifffile.h>
#include <taglib/tdebuglistener.h>
#include <taglib/vorbisfile.h>

#include "media/worker/memory_stream.h"

namespace
{

/* What TagLib has to say about other people's files is no event of this server. */
class nobody : public TagLib::DebugListener
{
  public:
    void printMessage(const TagLib::String &) override
    {
    }
};

/* In 1.13 a frame's header can be named by kinds of frames alone. */
class frame : public TagLib::ID3v2::Frame
{
  public:
    using header = Header;
};

/* Of an ID3v2 tag only the title is taken apart: no pictures, and no chapters within chapters
 * within chapters, which take as much stack as a file likes. */
class titles_alone final : public TagLib::ID3v2::FrameFactory
{
  protected:
    bool updateFrame(frame::header *header) const override
    {
        if (header->compression()) {
            compression_hide(header);
            return false;
        }
        return FrameFactory::updateFrame(header) && header->frameID() == "TIT2";
    }

  private:
    /* What is compressed would be unpacked, to whatever size, before it is left out. Nobody compresses titles. */
    static void compression_hide(frame::header *header)
    {
        const unsigned size = header->frameSize();
        header->setData(TagLib::ByteVector("NONE\0\0\0\0\0\0", 10), header->version());
        header->setFrameSize(size);
    }
};

/* TagLib's own reader of WAV takes chapters apart in 1.13, whatever it is told. */
class wav : public TagLib::RIFF::File
{
  public:
    wav(TagLib::IOStream *stream, const TagLib::ID3v2::FrameFactory *factory) : File(stream, LittleEndian)
    {
        for (unsigned i = 0; i < chunkCount() && !found; i++) {
            if (chunkName(i) == "ID3 " || chunkName(i) == "id3 ")
                found = std::make_unique<TagLib::ID3v2::Tag>(this, chunkOffset(i), factory);
            else if (chunkName(i) == "LIST" && chunkData(i).startsWith("INFO"))
                found = std::make_unique<TagLib::RIFF::Info::Tag>(chunkData(i));
            if (found && found->title().isEmpty())
                found.reset();
        }
    }
    TagLib::Tag *tag() const override
    {
        return found.get();
    }
    TagLib::AudioProperties *audioProperties() const override
    {
        return nullptr;
    }
    bool save() override
    {
        return false;
    }

  private:
    std::unique_ptr<TagLib::Tag> found;
};

using file_pointer = std::unique_ptr<TagLib::File>;

/* TagLib is asked for a length where it tells the right one: of an MP3 without a count of frames it guesses from
 * the first, and of an M4A it counts the silence in front that no player plays. */
constexpr bool with_length = true, without_length = false;

file_pointer mp3_open(TagLib::IOStream *stream, TagLib::ID3v2::FrameFactory *factory)
{
#if TAGLIB_MAJOR_VERSION < 2
    return std::make_unique<TagLib::MPEG::File>(stream, factory, without_length);
#else
    return std::make_unique<TagLib::MPEG::File>(stream, without_length, TagLib::MPEG::Properties::Average, factory);
#endif
}

file_pointer flac_open(TagLib::IOStream *stream, TagLib::ID3v2::FrameFactory *factory)
{
#if TAGLIB_MAJOR_VERSION < 2
    return std::make_unique<TagLib::FLAC::File>(stream, factory, with_length);
#else
    return std::make_unique<TagLib::FLAC::File>(stream, with_length, TagLib::FLAC::Properties::Average, factory);
#endif
}

/* The first page of an Ogg file holds the codec's header alone, behind a head and one size. */
bool is_opus(const uint8_t *bytes, size_t size)
{
    constexpr size_t at = 28;
    return size >= at + 8 && memcmp(bytes + at, "OpusHead", 8) == 0;
}

file_pointer file_open(enum sniffed kind, memory_stream *stream, TagLib::ID3v2::FrameFactory *factory)
{
    switch (kind) {
    case SNIFFED_WAV:
        return std::make_unique<wav>(stream, factory);
    case SNIFFED_MP3:
        return mp3_open(stream, factory);
    case SNIFFED_M4A:
        return std::make_unique<TagLib::MP4::File>(stream, without_length);
    case SNIFFED_OGG:
        if (is_opus(stream->bytes(), stream->size()))
            return std::make_unique<TagLib::Ogg::Opus::File>(stream, with_length);
        return std::make_unique<TagLib::Ogg::Vorbis::File>(stream, with_length);
    case SNIFFED_FLAC:
        return flac_open(stream, factory);
    default:
        return nullptr;
    }
}

void tag_fill(const TagLib::File &file, struct tag *tag)
{
    const TagLib::Tag *tags = file.tag();
    const TagLib::AudioProperties *properties = file.audioProperties();
    if (tags)
        strncpy(tag->title, tags->title().toCString(true), sizeof tag->title - 1);
    if (properties)
        tag->duration_ms = properties->lengthInMilliseconds();
}

} // namespace

struct tag tag_read(enum sniffed kind, const uint8_t *bytes, size_t size)
{
    static nobody listener;
    TagLib::setDebugListener(&listener);
    struct tag tag = {};
    try {
        titles_alone factory;
        memory_stream stream(bytes, size);
        const file_pointer file = file_open(kind, &stream, &factory);
        if (file && file->isValid())
            tag_fill(*file, &tag);
    } catch (const std::bad_alloc &) {
        /* What TagLib had taken until then is lost, which can be most of what there is. */
        std::abort();
    } catch (...) {
        tag = {};
    }
    return tag;
}
