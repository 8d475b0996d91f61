/* SPDX-License-Identifier: Apache-2.0
 *
 * What sounds tell about themselves: here, in this process, so that a sanitizer sees it, and
 * through a real worker with its locks on. Sounds that encoders write are in
 * tests/api/media_sound.test.ts, too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "media/media.h"
#include "media/worker/tag.h"
#include "sound_samples.h"

enum { PATIENT_MS = 60000, MEMORY_MB = 1024, COVER_BYTES = 8 << 20, DEEP = 100000 };

static struct media_pool *pool;

static struct media_pool *pool_of(unsigned memory_mb)
{
    const char *given = g_getenv("STENCIL_PICTURE");
    return media_pool_new(&(struct media_settings){.program = given ? given : "build/stencil-picture",
                                                   .workers = 1,
                                                   .timeout_ms = PATIENT_MS,
                                                   .memory_mb = memory_mb,
                                                   .pixels_max = 1000000});
}

static enum err probe(const GByteArray *file, struct media_info *info)
{
    int fd = memfd_create("sound", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, file->data, file->len), file->len);
    enum err e = media_probe(pool, fd, info);
    close(fd);
    return e;
}

static void assert_title(const GByteArray *file, const char *title, const char *what)
{
    struct media_info info;
    enum err e = probe(file, &info);
    if (e || strcmp(info.name, title) != 0)
        fail_msg("%s: %s, \"%s\"", what, e ? err_info(e)->name : "OK", e ? "" : info.name);
    struct tag tag = tag_read(sniff(file->data, file->len), file->data, file->len);
    char name[SOUND_NAME_SIZE];
    sound_name_make(tag.title, name);
    assert_string_equal(name, title);
}

static void assert_title_take(GByteArray *file, const char *title, const char *what)
{
    assert_title(file, title, what);
    g_byte_array_unref(file);
}

/* The size of a tag: seven bits a byte. */
static void add_synchsafe(GByteArray *file, uint32_t number)
{
    for (int shift = 21; shift >= 0; shift -= 7)
        add_be(file, number >> shift & 0x7f, 1);
}

static GByteArray *id3_take(uint8_t version, GByteArray *frames)
{
    GByteArray *tag = bytes_of(BYTES("ID3"));
    const uint8_t head[] = {version, 0, 0};
    add(tag, head, sizeof head);
    add_synchsafe(tag, frames->len);
    add(tag, frames->data, frames->len);
    g_byte_array_unref(frames);
    return tag;
}

static void id3_frame_add(GByteArray *frames, uint8_t version, const char *name, const uint8_t *bytes, size_t size)
{
    add(frames, (const uint8_t *)name, strlen(name));
    if (version == 4)
        add_synchsafe(frames, (uint32_t)size);
    else
        add_be(frames, (uint32_t)size, version == 2 ? 3 : 4);
    if (version > 2)
        add_zeros(frames, 2);
    add(frames, bytes, size);
}

static GByteArray *mp3_of_take(GByteArray *tag)
{
    mp3_frames_add(tag);
    return tag;
}

struct id3_title {
    const char *what;
    uint8_t version;
    const uint8_t *text;
    size_t size;
};

static const struct id3_title id3_titles[] = {
    {"2.2, Latin-1", 2, BYTES("\0Caf\xe9!")},
    {"2.2, UTF-16", 2, BYTES("\1\xff\xfe\x43\0a\0f\0\xe9\0!\0")},
    {"2.3, Latin-1", 3, BYTES("\0Caf\xe9!")},
    {"2.3, UTF-16, little", 3, BYTES("\1\xff\xfe\x43\0a\0f\0\xe9\0!\0")},
    {"2.3, UTF-16, big", 3, BYTES("\1\xfe\xff\0\x43\0a\0f\0\xe9\0!")},
    {"2.4, Latin-1", 4, BYTES("\0Caf\xe9!")},
    {"2.4, UTF-16", 4, BYTES("\1\xff\xfe\x43\0a\0f\0\xe9\0!\0")},
    {"2.4, UTF-16 without a mark", 4, BYTES("\2\0\x43\0a\0f\0\xe9\0!")},
    {"2.4, UTF-8", 4, BYTES("\3Caf\xc3\xa9!")},
};

static GByteArray *id3_of(const struct id3_title *title)
{
    GByteArray *frames = g_byte_array_new();
    id3_frame_add(frames, title->version, title->version == 2 ? "TT2" : "TIT2", title->text, title->size);
    return id3_take(title->version, frames);
}

static void wav_end_take(GByteArray *file, GByteArray *id3)
{
    chunk_add(file, "id3 ", id3->data, id3->len);
    riff_end(file);
    g_byte_array_unref(id3);
}

static void id3_titles_are_read_in_every_version_and_encoding(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(id3_titles); i++) {
        assert_title_take(mp3_of_take(id3_of(&id3_titles[i])), "Café!", id3_titles[i].what);
        GByteArray *file = wav_begin();
        wav_end_take(file, id3_of(&id3_titles[i]));
        assert_title_take(file, "Café!", id3_titles[i].what);
    }
}

static void the_title_of_an_id3_tag_at_the_end_is_read(void **)
{
    GByteArray *file = mp3_of_take(g_byte_array_new());
    uint8_t tag[128] = "TAGCaf\xe9!";
    add(file, tag, sizeof tag);
    assert_title_take(file, "Café!", "ID3v1");
}

static GByteArray *vorbis(void)
{
    GByteArray *file = g_byte_array_new();
    page_add(file, 2, 0, BYTES("\1vorbis\0\0\0\0\1\x40\x1f\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xb8\1"));
    page_add(file, 0, 0, BYTES("\3vorbis\1\0\0\0x\1\0\0\0\x0c\0\0\0title=Caf\xc3\xa9!\1"));
    page_add(file, 4, 2400, BYTES("sound"));
    return file;
}

static const struct {
    const char *name;
    GByteArray *(*make)(void);
    int64_t duration_ms, told_ms;
} kinds[] = {{"MP3", mp3, 96, 0},      {"M4A", m4a, 300, 0},         {"Opus", ogg, 300, 300},
             {"FLAC", flac, 300, 300}, {"Vorbis", vorbis, 300, 300}, {"WAV", wav, 300, 0}};

static void each_kind_has_its_title_and_its_length(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        assert_title(file, "Café!", kinds[i].name);
        struct media_info info;
        assert_int_equal(probe(file, &info), OK);
        struct tag tag = tag_read(sniff(file->data, file->len), file->data, file->len);
        if (info.duration_ms != kinds[i].duration_ms || tag.duration_ms != kinds[i].told_ms)
            fail_msg("%s: %d ms, told %d", kinds[i].name, (int)info.duration_ms, (int)tag.duration_ms);
    }
}

/* From a copy of just its size, so that a sanitizer sees a read past it. */
static void read_exactly(enum sniffed kind, const GByteArray *file)
{
    g_autofree uint8_t *exact = g_memdup2(file->data, file->len);
    struct tag tag = tag_read(kind, exact, file->len);
    assert_non_null(memchr(tag.title, '\0', sizeof tag.title));
}

static enum err walk(const GByteArray *file)
{
    int64_t duration_ms;
    return sound_parse(sniff(file->data, file->len), file->data, file->len, &duration_ms);
}

/* Here every bit; through the worker some. What the walk takes, the worker takes. */
static void a_turned_bit_costs_at_most_the_title(void **)
{
    enum { EVERY = 7 };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        enum sniffed kind = sniff(file->data, file->len);
        for (size_t bit = 0; bit < file->len * 8; bit++) {
            file->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
            read_exactly(kind, file);
            struct media_info info;
            enum err walked = walk(file), e = bit % EVERY ? walked : probe(file, &info);
            file->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
            if (e != walked)
                fail_msg("%s, bit %zu: %s", kinds[i].name, bit, e ? err_info(e)->name : "OK");
        }
    }
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void a_tag_cut_at_any_byte_is_read_as_far_as_it_goes(void **)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GByteArray) file = kinds[i].make();
        enum sniffed kind = sniff(file->data, file->len);
        while (file->len > 1) {
            g_byte_array_set_size(file, file->len - 1);
            read_exactly(kind, file);
        }
    }
}

static void a_size_beyond_the_tag_is_no_title(void **)
{
    GByteArray *id3 = g_byte_array_new();
    add(id3, BYTES("TIT2\x7f\xff\xff\xff\0\0\0Caf\xe9!"));
    assert_title_take(mp3_of_take(id3_take(3, id3)), "", "a frame of ID3v2");
    GByteArray *item = bytes_of(BYTES("\x7f\xff\xff\xff\xa9nam\x7f\xff\xff\xff"
                                      "data"));
    assert_title_take(m4a_of_take(item), "", "an item of MP4");
    GByteArray *file = g_byte_array_new();
    page_add(file, 2, 0, BYTES("OpusHead\1\1\x38\1\x80\xbb\0\0\0\0\0"));
    page_add(file, 0, 0, BYTES("OpusTags\1\0\0\0x\xff\xff\xff\xff\xff\xff\xff\x7ftitle=Caf\xc3\xa9!"));
    page_add(file, 4, 14712, BYTES("sound"));
    assert_title_take(file, "", "a comment of Opus");
    file = wav_begin();
    chunk_add(file, "LIST",
              BYTES("INFOINAM\xff\xff\xff\x7f"
                    "Caf\xc3\xa9!\0\0"));
    riff_end(file);
    assert_title_take(file, "", "an INFO of WAV");
}

/* Chapters within chapters. */
static GByteArray *chapters(void)
{
    enum { FRAME_HEAD = 10, LEVEL = FRAME_HEAD + 18 };
    GByteArray *frames = g_byte_array_new();
    for (uint32_t level = DEEP; level; level--) {
        add(frames, BYTES("CHAP"));
        add_be(frames, level * LEVEL - FRAME_HEAD, 4);
        add(frames, BYTES("\0\0a\0"));
        add_zeros(frames, 16);
    }
    return id3_take(3, frames);
}

static void what_is_nested_deeply_is_no_title_and_costs_no_worker(void **)
{
    assert_title_take(mp3_of_take(chapters()), "", "chapters of MP3");
    GByteArray *file = wav_begin();
    wav_end_take(file, chapters());
    assert_title_take(file, "", "chapters of WAV");
    file = m4a();
    for (uint32_t level = DEEP; level; level--) {
        add_be(file, level * 8, 4);
        add(file, BYTES("moov"));
    }
    assert_title_take(file, "", "boxes");
    assert_int_equal(media_pool_replaced(pool), 0);
}

/* Else a tag of megabytes would become one of gigabytes. */
static void what_is_compressed_is_not_unpacked(void **)
{
    GByteArray *frames = g_byte_array_new();
    add(frames, BYTES("TIT2\0\0\0\x12\0\x80\0\0\0\6"));
    add(frames, BYTES("\x78\x9c\x63\x70\x4e\x4c\x7b\xa9\x08\x00\x05\xfe\x02\x15"));
    g_autoptr(GByteArray) packed = bytes_of(frames->data, frames->len);
    assert_title_take(mp3_of_take(id3_take(3, frames)), "", "a title");
    id3_frame_add(packed, 3, "TIT2", BYTES("\0Caf\xe9!"));
    frames = bytes_of(packed->data, packed->len);
    assert_title_take(mp3_of_take(id3_take(3, frames)), "Café!", "what follows it");
}

static GByteArray *wav_of_chunks(unsigned count)
{
    GByteArray *file = wav_begin();
    while (count--)
        chunk_add(file, "junk", NULL, 0);
    chunk_add(file, "LIST", BYTES("INFOINAM\7\0\0\0Caf\xc3\xa9!\0\0"));
    riff_end(file);
    return file;
}

static void a_title_behind_more_chunks_than_are_looked_at_is_none(void **)
{
    assert_title_take(wav_of_chunks(1000), "Café!", "a thousand chunks");
    assert_title_take(wav_of_chunks(100000), "", "too many chunks");
}

/* Tags of a few bytes each, which say that they take up the rest of the file, a megabyte. */
static GByteArray *wav_of_greedy_tags(unsigned count)
{
    g_autofree uint8_t *rest = g_malloc0(1 << 20);
    GByteArray *file = wav_begin();
    while (count--)
        chunk_add(file, "id3 ", BYTES("ID3\3\0\0\x7f\x7f\x7f\x7f\0\0\0\0\0\0\0\0\0\0"));
    chunk_add(file, "LIST", BYTES("INFOINAM\7\0\0\0Caf\xc3\xa9!\0\0"));
    chunk_add(file, "junk", rest, 1 << 20);
    riff_end(file);
    return file;
}

static void a_file_is_not_read_again_and_again(void **)
{
    assert_title_take(wav_of_greedy_tags(4), "Café!", "a few tags");
    assert_title_take(wav_of_greedy_tags(20), "", "too many tags");
}

static GByteArray *cover(void)
{
    GByteArray *picture = bytes_of(BYTES("\0image/png\0\3\0"));
    g_byte_array_set_size(picture, COVER_BYTES);
    for (unsigned i = 13; i < COVER_BYTES; i++)
        picture->data[i] = (uint8_t)(i * 2654435761u >> 24);
    return picture;
}

static GByteArray *mp3_with_cover(const GByteArray *picture)
{
    GByteArray *frames = g_byte_array_new();
    id3_frame_add(frames, 3, "APIC", picture->data, picture->len);
    id3_frame_add(frames, 3, "TIT2", BYTES("\0Caf\xe9!"));
    return mp3_of_take(id3_take(3, frames));
}

static GByteArray *m4a_with_cover(const GByteArray *picture)
{
    GByteArray *data = bytes_of(BYTES("\0\0\0\x0d\0\0\0\0")), *tags = g_byte_array_new();
    add(data, picture->data, picture->len);
    box_take(tags, "covr", boxed_take("data", data));
    box_take(tags, "\xa9nam", boxed_take("data", bytes_of(BYTES("\0\0\0\1\0\0\0\0Caf\xc3\xa9!"))));
    return m4a_of_take(tags);
}

/* A picture as the first block behind the stream's. */
static GByteArray *flac_with_cover(const GByteArray *picture)
{
    enum { INFO_END = 42 };
    g_autoptr(GByteArray) plain = flac();
    GByteArray *file = bytes_of(plain->data, INFO_END);
    add_be(file, 6, 1);
    add_be(file, picture->len + 32, 3);
    add(file, BYTES("\0\0\0\3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
    add_be(file, picture->len, 4);
    add(file, picture->data, picture->len);
    add(file, plain->data + INFO_END, plain->len - INFO_END);
    return file;
}

static void a_title_behind_a_cover_of_megabytes_is_read(void **)
{
    g_autoptr(GByteArray) picture = cover();
    assert_title_take(mp3_with_cover(picture), "Café!", "MP3");
    assert_title_take(m4a_with_cover(picture), "Café!", "M4A");
    assert_title_take(flac_with_cover(picture), "Café!", "FLAC");
}

static void a_title_longer_than_the_buffer_is_cut(void **)
{
    GByteArray *frames = g_byte_array_new(), *text = bytes_of(BYTES("\3"));
    for (int i = 0; i < 100000; i++)
        add(text, BYTES("é"));
    id3_frame_add(frames, 4, "TIT2", text->data, text->len);
    g_byte_array_unref(text);
    g_autoptr(GByteArray) file = mp3_of_take(id3_take(4, frames));
    struct tag tag = tag_read(SNIFFED_MP3, file->data, file->len);
    assert_int_equal(strlen(tag.title), TAG_TITLE_SIZE - 1);
    struct media_info info;
    assert_int_equal(probe(file, &info), OK);
    assert_int_equal(g_utf8_strlen(info.name, -1), SOUND_NAME_CHARACTERS_MAX);
}

#ifndef __SANITIZE_ADDRESS__ /* there the worker has no limit of memory */
/* A tag with 250 MB of padding, which are nowhere: the worker can map it, but has no room for TagLib's copy. */
static void a_worker_without_memory_for_a_tag_is_replaced(void **)
{
    enum { TAG_BYTES = 250 << 20, SMALL_MB = 512 };
    g_autoptr(GByteArray) head = bytes_of(BYTES("ID3\3\0\0")), sound = mp3_of_take(g_byte_array_new());
    add_synchsafe(head, TAG_BYTES);
    int fd = memfd_create("sound", MFD_CLOEXEC);
    assert_int_equal(write(fd, head->data, head->len), head->len);
    assert_int_equal(pwrite(fd, sound->data, sound->len, (off_t)head->len + TAG_BYTES), sound->len);
    struct media_pool *small = pool_of(SMALL_MB);
    struct media_info info;
    enum err e = media_probe(small, fd, &info);
    int64_t replaced = media_pool_replaced(small);
    media_pool_free(small);
    close(fd);
    assert_int_equal(e, E_MEDIA_WORKER);
    assert_int_equal(replaced, 1);
}
#endif

static GByteArray *encoded(const char *name, const char *options)
{
    g_autofree char *folder = g_dir_make_tmp("stencil-tag-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *command =
        g_strdup_printf("ffmpeg -loglevel error -f lavfi -i sine=frequency=440:duration=2.345:sample_rate=44100 %s "
                        "-metadata title=Café! %s",
                        options, path);
    g_auto(GStrv) argv = g_strsplit(command, " ", -1);
    int status;
    assert_true(g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
    assert_int_equal(status, 0);
    char *bytes;
    size_t size;
    assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    unlink(path);
    rmdir(folder);
    return g_byte_array_new_take((guint8 *)bytes, size);
}

static const struct {
    const char *name, *options;
    int64_t apart_ms_max; /* from what was encoded: whole frames, and what an encoder puts in front */
    bool is_told;
} encodings[] = {
    {"constant.mp3", "-b:a 64k", 60, false},
    {"variable.mp3", "-q:a 5", 60, false},
    {"plain.mp3", "-b:a 96k -write_xing 0", 60, false},
    {"guessed.mp3", "-q:a 5 -write_xing 0", 60, false},
    {"tone.m4a", "-c:a aac", 1, false},
    {"vorbis.ogg", "-c:a libvorbis", 1, true},
    {"opus.ogg", "-c:a libopus", 1, true},
    {"tone.flac", "-c:a flac", 1, true},
    {"tone.wav", "-c:a pcm_s16le", 1, false},
    {"float.wav", "-c:a pcm_f32le", 1, false},
};

/* Where TagLib is asked, it and the walk find the same. */
static void lengths_are_those_that_were_encoded(void **)
{
    enum { ENCODED_MS = 2345 };
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autoptr(GByteArray) file = encoded(encodings[i].name, encodings[i].options);
        enum sniffed kind = sniff(file->data, file->len);
        int64_t walked_ms;
        assert_int_equal(sound_parse(kind, file->data, file->len, &walked_ms), OK);
        int64_t told_ms = tag_read(kind, file->data, file->len).duration_ms;
        int64_t told_apart = encodings[i].is_told ? ABS(told_ms - walked_ms) : told_ms;
        if (ABS(walked_ms - ENCODED_MS) > encodings[i].apart_ms_max || told_apart > 1)
            fail_msg("%s: walked %d ms, told %d ms", encodings[i].name, (int)walked_ms, (int)told_ms);
        assert_title(file, "Café!", encodings[i].name);
    }
}

static int start(void **)
{
    pool = pool_of(MEMORY_MB);
    return 0;
}

static int stop(void **)
{
    media_pool_free(pool);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(id3_titles_are_read_in_every_version_and_encoding),
        cmocka_unit_test(the_title_of_an_id3_tag_at_the_end_is_read),
        cmocka_unit_test(each_kind_has_its_title_and_its_length),
        cmocka_unit_test(a_turned_bit_costs_at_most_the_title),
        cmocka_unit_test(a_tag_cut_at_any_byte_is_read_as_far_as_it_goes),
        cmocka_unit_test(a_size_beyond_the_tag_is_no_title),
        cmocka_unit_test(what_is_nested_deeply_is_no_title_and_costs_no_worker),
        cmocka_unit_test(what_is_compressed_is_not_unpacked),
        cmocka_unit_test(a_title_behind_more_chunks_than_are_looked_at_is_none),
        cmocka_unit_test(a_file_is_not_read_again_and_again),
        cmocka_unit_test(a_title_behind_a_cover_of_megabytes_is_read),
        cmocka_unit_test(a_title_longer_than_the_buffer_is_cut),
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(a_worker_without_memory_for_a_tag_is_replaced),
#endif
        cmocka_unit_test(lengths_are_those_that_were_encoded),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
