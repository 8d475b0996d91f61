/* SPDX-License-Identifier: Apache-2.0 */
#include "render/jpeg_read.h"

#include <glib.h>
#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>

/* All that a jump back must find as it was left. */
struct reader {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_source_mgr source;
    jmp_buf failed;
};

static struct reader *reader_of(j_common_ptr jpeg)
{
    return jpeg->client_data;
}

static void give_up(j_common_ptr jpeg)
{
    longjmp(reader_of(jpeg)->failed, 1);
}

/* A damaged file may give thousands, each of which costs time. */
static void count_warning(j_common_ptr jpeg, int level)
{
    if (level < 0 && ++jpeg->err->num_warnings > JPEG_WARNINGS_MAX)
        give_up(jpeg);
}

static void say_nothing(j_common_ptr jpeg)
{
    (void)jpeg;
}

static void source_do_nothing(j_decompress_ptr jpeg)
{
    (void)jpeg;
}

/* The file is whole in memory: what asks for more has come to an end that is none. */
static boolean source_end(j_decompress_ptr jpeg)
{
    ERREXIT(jpeg, JERR_INPUT_EOF);
    return FALSE;
}

static void source_skip(j_decompress_ptr jpeg, long count)
{
    size_t skipped = MIN((size_t)MAX(count, 0), jpeg->src->bytes_in_buffer);
    jpeg->src->next_input_byte += skipped;
    jpeg->src->bytes_in_buffer -= skipped;
}

static void reader_init(struct reader *r, const uint8_t *bytes, size_t size)
{
    r->jpeg.err = jpeg_std_error(&r->errors);
    r->errors.error_exit = give_up;
    r->errors.emit_message = count_warning;
    r->errors.output_message = say_nothing;
    r->jpeg.client_data = r;
    r->source = (struct jpeg_source_mgr){.next_input_byte = bytes,
                                         .bytes_in_buffer = size,
                                         .init_source = source_do_nothing,
                                         .fill_input_buffer = source_end,
                                         .skip_input_data = source_skip,
                                         .resync_to_restart = jpeg_resync_to_restart,
                                         .term_source = source_do_nothing};
}

int jpeg_scaled(int side, int eighths)
{
    return (int)(((int64_t)side * eighths + JPEG_EIGHTHS_MAX - 1) / JPEG_EIGHTHS_MAX);
}

/* Of 5, 6 and 7 eighths each takes longer than all eight: libjpeg-turbo has vector code for 1, 2, 4 and 8. */
int jpeg_eighths(int side, int result)
{
    static const int fast[] = {1, 2, 4};
    for (size_t i = 0; i < G_N_ELEMENTS(fast); i++)
        if ((int64_t)side * fast[i] >= (int64_t)result * JPEG_EIGHTHS_MAX)
            return fast[i];
    return JPEG_EIGHTHS_MAX;
}

/* Colours at the edge of what is decoded lack a neighbour. */
enum { MARGIN = 8 };

/* Leaves out the columns that do not matter; returns the first one that is decoded. */
static unsigned narrow(j_decompress_ptr jpeg, const struct shrink *shrink)
{
    int first, end;
    shrink_columns(shrink, &first, &end);
    JDIMENSION left = (JDIMENSION)MAX(first - MARGIN, 0);
    JDIMENSION width = MIN((JDIMENSION)(end + MARGIN), jpeg->output_width) - left;
    if (width < jpeg->output_width)
        jpeg_crop_scanline(jpeg, &left, &width);
    return left;
}

static void read_rows(struct reader *r, int bands, int eighths, struct shrink *shrink)
{
    j_decompress_ptr jpeg = &r->jpeg;
    jpeg_create_decompress(jpeg);
    jpeg->src = &r->source;
    jpeg_read_header(jpeg, TRUE);
    jpeg->scale_num = (unsigned)eighths;
    jpeg->scale_denom = JPEG_EIGHTHS_MAX;
    jpeg_start_decompress(jpeg);
    if (jpeg->output_components != bands || !shrink_is_from(shrink, (int)jpeg->output_width, (int)jpeg->output_height))
        ERREXIT(jpeg, JERR_BAD_LENGTH);
    size_t skipped = (size_t)narrow(jpeg, shrink) * (size_t)bands;
    while (!shrink_is_done(shrink)) {
        JSAMPROW row = shrink_room(shrink) + skipped;
        jpeg_read_scanlines(jpeg, &row, 1);
        if ((int)jpeg->output_scanline > shrink_row_wanted(shrink))
            shrink_add(shrink);
    }
}

static bool read_guarded(struct reader *r, int bands, int eighths, struct shrink *shrink)
{
    if (setjmp(r->failed))
        return false;
    read_rows(r, bands, eighths, shrink);
    return true;
}

enum err jpeg_read(const uint8_t *bytes, size_t size, int bands, int eighths, struct shrink *shrink)
{
    struct reader *r = g_new0(struct reader, 1);
    reader_init(r, bytes, size);
    bool is_read = read_guarded(r, bands, eighths, shrink), is_full = r->errors.msg_code == JERR_OUT_OF_MEMORY;
    jpeg_destroy_decompress(&r->jpeg);
    g_free(r);
    return is_read ? OK : is_full ? E_MEDIA_WORKER : E_MEDIA_CORRUPT;
}
