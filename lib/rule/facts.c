/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/facts.h"

#include <glib.h>

#include "rule/fold.h"
#include "rule/print.h"

void facts_clear(struct facts *f)
{
    g_clear_pointer(&f->languages, g_free);
    g_clear_pointer(&f->topics, g_free);
    g_clear_pointer(&f->words, g_free);
    g_clear_pointer(&f->text_prints, g_free);
}

static void measure_images(struct facts *f, size_t count, const struct box *photos, const struct box *boxes)
{
    for (size_t i = 0; i < count; i++) {
        double ratio = boxes[i].height > 0 ? (double)boxes[i].width / boxes[i].height : 0;
        f->min_width = i ? MIN(f->min_width, photos[i].width) : photos[i].width;
        f->max_width = MAX(f->max_width, photos[i].width);
        f->min_height = i ? MIN(f->min_height, photos[i].height) : photos[i].height;
        f->max_height = MAX(f->max_height, photos[i].height);
        f->min_aspect_ratio = i ? MIN(f->min_aspect_ratio, ratio) : ratio;
        f->max_aspect_ratio = MAX(f->max_aspect_ratio, ratio);
    }
}

/* A list of lines, each once, with a line break at both ends: what is looked for stands
 * between two of them. */
static void add_line(GString *list, const char *line)
{
    g_autofree char *wanted = g_strconcat("\n", line, "\n", NULL);
    if (list->len == 0)
        g_string_append_c(list, '\n');
    if (*line && !strstr(list->str, wanted))
        g_string_append_printf(list, "%s\n", line);
}

static bool has_content(const json_t *configuration)
{
    const char *content = json_string_value(json_object_get(configuration, "content"));
    return content && *content;
}

static void read_texts(struct facts *f, const json_t *document)
{
    GString *languages = g_string_new(NULL);
    json_t *text;
    size_t i;
    json_array_foreach (json_object_get(document, "texts"), i, text) {
        const json_t *configuration = json_object_get(text, "configuration");
        const char *language = json_string_value(json_object_get(configuration, "language"));
        g_autofree char *lower = g_ascii_strdown(language ? language : "und", -1);
        if (!has_content(configuration))
            continue;
        f->texts++;
        if (!g_str_equal(lower, "und"))
            add_line(languages, lower);
    }
    f->languages = g_string_free(languages, FALSE);
}

static void read_topics(struct facts *f, const json_t *document)
{
    GString *topics = g_string_new(NULL);
    json_t *topic;
    size_t i;
    json_array_foreach (json_object_get(document, "topics"), i, topic) {
        g_autofree char *folded = fold_text(json_string_value(topic), FACTS_WORDS_MAX);
        add_line(topics, folded);
    }
    f->topics = g_string_free(topics, FALSE);
}

static void read_words(struct facts *f, const json_t *document, const GPtrArray *texts)
{
    const char *description = json_string_value(json_object_get(document, "description"));
    g_autofree char *folded = fold_text(description ? description : "", FACTS_WORDS_MAX);
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < texts->len && words->len < FACTS_WORDS_MAX; i++)
        g_string_append_printf(words, "%s\n", (const char *)texts->pdata[i]);
    g_string_append(words, folded);
    f->words = g_string_free(words, FALSE);
}

static void read_prints(struct facts *f, const GPtrArray *texts)
{
    g_autofree char *set = print_set(texts);
    GString *prints = g_string_new(NULL);
    for (guint i = 0; i < texts->len && i < PRINT_TEXTS_MAX; i++)
        g_string_append_printf(prints, "%s%" G_GINT64_FORMAT, i ? " " : "", print_id(texts->pdata[i]));
    f->print = print_id(set);
    f->text_prints = g_string_free(prints, FALSE);
}

static bool is_stated(const json_t *document, const char *name)
{
    const json_t *value = json_object_get(document, name);
    return value && !json_is_null(value);
}

void facts_read_document(struct facts *f, const json_t *document, const struct box *photos, const struct box *boxes)
{
    g_autoptr(GPtrArray) texts = print_texts(document);
    f->opted_in = json_is_true(json_object_get(document, "offer_template"));
    f->images = (int64_t)json_array_size(json_object_get(document, "images"));
    f->stickers = (int64_t)json_array_size(json_object_get(document, "stickers"));
    f->filters = (int64_t)json_array_size(json_object_get(document, "filters"));
    f->has_audio = is_stated(document, "audio");
    f->has_location = is_stated(document, "location");
    f->is_second = is_stated(document, "template");
    measure_images(f, (size_t)f->images, photos, boxes);
    read_texts(f, document);
    read_topics(f, document);
    read_words(f, document, texts);
    read_prints(f, texts);
}
