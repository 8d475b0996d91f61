/* SPDX-License-Identifier: Apache-2.0
 *
 * An attribute of the collection matches (seed ¶0032): numbers within a range, things that
 * are there or not, languages. Every min_* is reached, every max_* not exceeded.
 */
#include <math.h>
#include <string.h>

#include "rule/collection.h"
#include "rule/condition.h"

#define MS_MAX     1e15
#define PIXELS_MAX 65535

/* What a range looks at: the least value must reach the minimum, the greatest not exceed the
 * maximum. Most attributes have just one. */
enum { IMAGES, TEXTS, STICKERS, WIDTH, HEIGHT, ASPECT_RATIO, AGE_MS, RANGES };

static const struct {
    const char *name, *min, *max;
    const char *one, *more; /* "at most 1 image (2 now)", "at least 2 images (1 now)" */
    bool is_whole;
} ranges[RANGES] = {
    [IMAGES] = {"images", "min_images", "max_images", "image", "images", true},
    [TEXTS] = {"texts", "min_texts", "max_texts", "text", "texts", true},
    [STICKERS] = {"stickers", "min_stickers", "max_stickers", "sticker", "stickers", true},
    [WIDTH] = {"width", "min_width", "max_width", "pixel of width in each image", "pixels of width in each image",
               true},
    [HEIGHT] = {"height", "min_height", "max_height", "pixel of height in each image", "pixels of height in each image",
                true},
    [ASPECT_RATIO] = {"aspect_ratio", "min_aspect_ratio", "max_aspect_ratio",
                      "as the aspect ratio (width / height) of each image",
                      "as the aspect ratio (width / height) of each image", false},
    [AGE_MS] = {"age_ms", "min_age_ms", "max_age_ms", "millisecond of age", "milliseconds of age", true},
};

enum { AUDIO, TEXT, STICKER, FILTER, LOCATION, TEMPLATE, FLAGS };

static const struct {
    const char *name, *with, *without;
} flags[FLAGS] = {
    [AUDIO] = {"has_audio", "audio", "no audio"},
    [TEXT] = {"has_text", "text", "no text"},
    [STICKER] = {"has_stickers", "stickers", "no stickers"},
    [FILTER] = {"has_filters", "filters", "no filters"},
    [LOCATION] = {"has_location", "a location", "no location"},
    [TEMPLATE] = {"made_with_template", "to be made with a template", "not to be made with a template"},
};

enum flag { FLAG_ANY, FLAG_NO, FLAG_YES };

struct attributes {
    double min[RANGES], max[RANGES]; /* -INFINITY, INFINITY: none */
    enum flag flags[FLAGS];
    char **languages; /* in lower case; NULL: imposes nothing */
};

#define BOUND(what, kind_, least, most)                                                                                \
    {                                                                                                                  \
        .name = (what), .kind = (kind_), .min = (least), .max = (most), .is_optional = true                            \
    }
#define RANGE(what, kind_, least, most) BOUND("min_" what, kind_, least, most), BOUND("max_" what, kind_, least, most)
#define FLAG(what)                                                                                                     \
    {                                                                                                                  \
        .name = (what), .kind = FIELD_BOOLEAN, .is_optional = true                                                     \
    }

static const struct field language = {.kind = FIELD_TEXT, .min = 2, .max = 35};

static const struct field members[] = {
    RANGE("images", FIELD_INTEGER, 0, COLLECTION_IMAGES_MAX),
    RANGE("texts", FIELD_INTEGER, 0, COLLECTION_TEXTS_MAX),
    RANGE("stickers", FIELD_INTEGER, 0, COLLECTION_STICKERS_MAX),
    RANGE("width", FIELD_INTEGER, 0, PIXELS_MAX),
    RANGE("height", FIELD_INTEGER, 0, PIXELS_MAX),
    RANGE("aspect_ratio", FIELD_NUMBER, 0, PIXELS_MAX),
    RANGE("age_ms", FIELD_INTEGER, 0, MS_MAX),
    FLAG("has_audio"),
    FLAG("has_text"),
    FLAG("has_stickers"),
    FLAG("has_filters"),
    FLAG("has_location"),
    FLAG("made_with_template"),
    {.name = "languages",
     .kind = FIELD_ARRAY,
     .of = &language,
     .min = 1,
     .max = 100,
     .is_optional = true,
     .also = field_has_no_repeats},
    {},
};

/* No range that nothing is in. */
static enum err makes_sense(const struct path *at, const json_t *given)
{
    enum err result = field_has_a_member(at, given);
    for (size_t i = 0; i < RANGES; i++) {
        const json_t *min = json_object_get(given, ranges[i].min), *max = json_object_get(given, ranges[i].max);
        struct path here = path_member(at, ranges[i].max);
        if (json_is_number(min) && json_is_number(max) && json_number_value(min) > json_number_value(max))
            result = path_refuse(&here, "wanted at least %s, came less", ranges[i].min);
    }
    return result;
}

static void compile(void *parameters, const json_t *wanted)
{
    struct attributes *a = parameters;
    const json_t *languages = json_object_get(wanted, "languages");
    for (size_t i = 0; i < RANGES; i++) {
        const json_t *min = json_object_get(wanted, ranges[i].min), *max = json_object_get(wanted, ranges[i].max);
        a->min[i] = min ? json_number_value(min) : -INFINITY;
        a->max[i] = max ? json_number_value(max) : INFINITY;
    }
    for (size_t i = 0; i < FLAGS; i++) {
        const json_t *flag = json_object_get(wanted, flags[i].name);
        a->flags[i] = !flag ? FLAG_ANY : json_is_true(flag) ? FLAG_YES : FLAG_NO;
    }
    if (!languages)
        return;
    a->languages = g_new0(char *, json_array_size(languages) + 1);
    for (size_t i = 0; i < json_array_size(languages); i++)
        a->languages[i] = g_ascii_strdown(json_string_value(json_array_get(languages, i)), -1);
}

static void clear(void *parameters)
{
    struct attributes *a = parameters;
    g_strfreev(a->languages);
}

static int64_t age_ms(const struct evidence *e)
{
    return MAX(e->now_us - e->facts->posted_us, 0) / 1000;
}

static double least(const struct evidence *e, size_t range)
{
    const struct facts *f = e->facts;
    switch (range) {
    case IMAGES:
        return (double)f->images;
    case TEXTS:
        return (double)f->texts;
    case STICKERS:
        return (double)f->stickers;
    case WIDTH:
        return (double)f->min_width;
    case HEIGHT:
        return (double)f->min_height;
    case ASPECT_RATIO:
        return f->min_aspect_ratio;
    default:
        return (double)age_ms(e);
    }
}

static double greatest(const struct evidence *e, size_t range)
{
    const struct facts *f = e->facts;
    switch (range) {
    case WIDTH:
        return (double)f->max_width;
    case HEIGHT:
        return (double)f->max_height;
    case ASPECT_RATIO:
        return f->max_aspect_ratio;
    default:
        return least(e, range);
    }
}

static bool has(const struct facts *f, size_t flag)
{
    switch (flag) {
    case AUDIO:
        return f->has_audio;
    case TEXT:
        return f->texts > 0;
    case STICKER:
        return f->stickers > 0;
    case FILTER:
        return f->filters > 0;
    case LOCATION:
        return f->has_location;
    default:
        return f->is_second;
    }
}

static bool flag_holds(const struct attributes *a, size_t flag, const struct facts *f)
{
    return a->flags[flag] == FLAG_ANY || has(f, flag) == (a->flags[flag] == FLAG_YES);
}

/* "zh" takes in "zh-hant" (RFC 4647 §3.3.1, basic filtering); `languages` has a line each. */
static bool speaks(const char *languages, const char *wanted)
{
    size_t length = strlen(wanted);
    for (const char *line = languages; (line = strchr(line, '\n')) && *++line;)
        if (strncmp(line, wanted, length) == 0 && (line[length] == '\n' || line[length] == '-'))
            return true;
    return false;
}

static bool languages_hold(const struct attributes *a, const struct facts *f)
{
    for (char **wanted = a->languages; wanted && *wanted; wanted++)
        if (speaks(f->languages, *wanted))
            return true;
    return !a->languages;
}

/* When the collection comes of age, or grows too old. */
static int64_t age_changes_us(const struct attributes *a, const struct evidence *e)
{
    double age = (double)age_ms(e);
    if (age < a->min[AGE_MS])
        return e->facts->posted_us + (int64_t)a->min[AGE_MS] * 1000;
    if (age <= a->max[AGE_MS] && isfinite(a->max[AGE_MS]))
        return e->facts->posted_us + ((int64_t)a->max[AGE_MS] + 1) * 1000;
    return 0;
}

static void find(const void *parameters, const struct evidence *evidence, struct finding *finding)
{
    const struct attributes *a = parameters;
    int wanted = 0, holding = 0;
    for (size_t i = 0; i < RANGES; i++) {
        wanted += isfinite(a->min[i]) + isfinite(a->max[i]);
        holding += isfinite(a->min[i]) && least(evidence, i) >= a->min[i];
        holding += isfinite(a->max[i]) && greatest(evidence, i) <= a->max[i];
    }
    for (size_t i = 0; i < FLAGS; i++) {
        wanted += a->flags[i] != FLAG_ANY;
        holding += a->flags[i] != FLAG_ANY && flag_holds(a, i, evidence->facts);
    }
    wanted += a->languages != NULL;
    holding += a->languages && languages_hold(a, evidence->facts);
    finding->holds = holding == wanted;
    finding->nearness = nearness_step(holding, wanted);
    finding->changes_us = age_changes_us(a, evidence);
}

static json_t *number_json(double number, bool is_whole)
{
    return is_whole ? json_integer((json_int_t)number) : json_real(number);
}

static json_t *lines_json(const char *lines)
{
    json_t *list = json_array();
    g_auto(GStrv) parts = g_strsplit(lines, "\n", -1);
    for (char **part = parts; *part; part++)
        if (**part)
            json_array_append_new(list, json_string(*part));
    return list;
}

/* The extent of a range that is over several images; otherwise the one number. */
static json_t *range_json(const struct evidence *evidence, size_t range)
{
    bool is_whole = ranges[range].is_whole;
    double from = least(evidence, range), to = greatest(evidence, range);
    if (range != WIDTH && range != HEIGHT && range != ASPECT_RATIO)
        return number_json(from, is_whole);
    return json_pack("{s:o, s:o}", "least", number_json(from, is_whole), "greatest", number_json(to, is_whole));
}

static void measure(const void *parameters, const struct evidence *evidence, json_t *measured)
{
    const struct attributes *a = parameters;
    for (size_t i = 0; i < RANGES; i++)
        if (isfinite(a->min[i]) || isfinite(a->max[i]))
            json_object_set_new(measured, ranges[i].name, range_json(evidence, i));
    for (size_t i = 0; i < FLAGS; i++)
        if (a->flags[i] != FLAG_ANY)
            json_object_set_new(measured, flags[i].name, json_boolean(has(evidence->facts, i)));
    if (a->languages)
        json_object_set_new(measured, "languages", lines_json(evidence->facts->languages));
}

static void lack_range(const char *bound, double wanted, size_t range, double now, GPtrArray *lacks)
{
    const char *words = wanted == 1 ? ranges[range].one : ranges[range].more;
    lack_add(lacks, "%s %.15g %s (%.4g now)", bound, wanted, words, now);
}

static void lack(const void *parameters, const struct evidence *evidence, GPtrArray *lacks)
{
    const struct attributes *a = parameters;
    for (size_t i = 0; i < RANGES; i++) {
        if (least(evidence, i) < a->min[i])
            lack_range("at least", a->min[i], i, least(evidence, i), lacks);
        if (greatest(evidence, i) > a->max[i])
            lack_range("at most", a->max[i], i, greatest(evidence, i), lacks);
    }
    for (size_t i = 0; i < FLAGS; i++)
        if (!flag_holds(a, i, evidence->facts))
            lack_add(lacks, "%s", a->flags[i] == FLAG_NO ? flags[i].without : flags[i].with);
    if (!languages_hold(a, evidence->facts)) {
        g_autofree char *names = g_strjoinv(", ", a->languages);
        lack_add(lacks, "a text in %s%s", a->languages[1] ? "one of " : "", names);
    }
}

const struct condition condition_attributes = {
    .name = "attributes",
    .parameters = {.kind = FIELD_OBJECT, .of = members, .also = makes_sense},
    .size = sizeof(struct attributes),
    .compile = compile,
    .clear = clear,
    .find = find,
    .measure = measure,
    .lack = lack,
};
