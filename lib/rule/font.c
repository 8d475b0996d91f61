/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/font.h"

#include <stdlib.h>
#include <string.h>

enum { REGULAR = 400, REGULAR_MOST = 500, BOLD = 700, BLACK = 900, WEIGHT_MOST = 1000 };

const struct font_family *font_find(const char *name)
{
    for (size_t i = 0; i < font_family_count; i++)
        if (g_ascii_strcasecmp(font_families[i].name, name) == 0)
            return &font_families[i];
    return NULL;
}

static int range_compare(const void *key, const void *element)
{
    gunichar c = *(const gunichar *)key;
    const struct font_range *range = element;
    return c < range->first ? -1 : c > range->last;
}

const struct font_range *font_range_find(const struct font_family *family, gunichar c)
{
    return bsearch(&c, family->ranges, family->range_count, sizeof *family->ranges, range_compare);
}

static int served_compare(const void *key, const void *element)
{
    return strcmp(key, ((const struct font_served *)element)->address);
}

const struct font_served *font_served_find(const char *address)
{
    return bsearch(address, font_served, font_served_count, sizeof *font_served, served_compare);
}

static size_t stack_add(const struct font_family *stack[FONT_STACK_MAX], size_t count, const struct font_family *family)
{
    for (size_t i = 0; i < count; i++)
        if (stack[i] == family)
            return count;
    if (count < FONT_STACK_MAX)
        stack[count++] = family;
    return count;
}

static bool is_language(const char *tag, const char *language)
{
    size_t size = strlen(language);
    return g_ascii_strncasecmp(tag, language, size) == 0 && (tag[size] == '\0' || tag[size] == '-');
}

size_t font_stack(const char *name, const char *language, const struct font_family *stack[FONT_STACK_MAX])
{
    size_t count = 0;
    const struct font_family *named = font_find(name);
    if (named)
        count = stack_add(stack, count, named);
    count = stack_add(stack, count, &font_families[font_fallback[0]]);
    for (size_t i = 0; i < font_language_count; i++)
        if (is_language(language, font_languages[i].language))
            count = stack_add(stack, count, &font_families[font_languages[i].family]);
    for (size_t i = 0; i < font_fallback_count; i++)
        count = stack_add(stack, count, &font_families[font_fallback[i]]);
    return count;
}

/* DerivedCoreProperties.txt, Default_Ignorable_Code_Point, which GLib has no function for. */
static bool is_ignorable(gunichar c)
{
    static const struct {
        gunichar first, last;
    } ranges[] = {{0x00ad, 0x00ad},   {0x034f, 0x034f},  {0x061c, 0x061c}, {0x115f, 0x1160}, {0x17b4, 0x17b5},
                  {0x180b, 0x180f},   {0x200b, 0x200f},  {0x202a, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
                  {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},  {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3},
                  {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

/* The one space that shows. */
enum { OGHAM_SPACE_MARK = 0x1680 };

bool font_is_wanted(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    bool is_space = type == G_UNICODE_SPACE_SEPARATOR || type == G_UNICODE_LINE_SEPARATOR ||
                    type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_CONTROL;
    return (!is_space || c == OGHAM_SPACE_MARK) && !is_ignorable(c);
}

bool font_is_had(gunichar c)
{
    for (size_t i = 0; i < font_fallback_count; i++)
        if (font_range_find(&font_families[font_fallback[i]], c))
            return true;
    for (size_t i = 0; i < font_family_count; i++)
        if (font_range_find(&font_families[i], c))
            return true;
    return false;
}

int font_weight(double weight)
{
    if (!(weight > REGULAR_MOST && weight <= WEIGHT_MOST))
        return REGULAR;
    return weight <= BOLD ? BOLD : BLACK;
}

bool font_file_suits(const struct font_family *family, const struct font_file *file, double weight, bool is_italic)
{
    return (!family->has_italic || file->is_italic == is_italic) &&
           file->weight == MIN(font_weight(weight), family->heaviest);
}
