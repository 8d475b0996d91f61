/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "rule/site.h"

#define VARIABLE_PREFIX "STENCIL_"

enum { FILE_BYTES_MAX = 1 << 20 };

enum kind { KIND_TEXT, KIND_ADDRESS, KIND_CHOICE, KIND_INTEGER, KIND_BOOLEAN };

struct setting {
    const char *section, *key;
    enum kind kind;
    const char *preset;
    const char *words; /* CHOICE */
    int64_t least, most;
    const char *sentence;
    size_t offset;
};

#define RANGE_TEXT(least, most)    NULL, 0, 0
#define RANGE_ADDRESS(least, most) NULL, 0, 0
#define RANGE_CHOICE(words, most)  words, 0, 0
#define RANGE_INTEGER(least, most) NULL, least, most
#define RANGE_BOOLEAN(least, most) NULL, least, most

static const struct setting settings[SETTING_COUNT] = {
#define SETTING(section, key, kind, preset, least, most, sentence)                                                     \
    {#section,                                                                                                         \
     #key,                                                                                                             \
     KIND_##kind,                                                                                                      \
     preset,                                                                                                           \
     RANGE_##kind(least, most),                                                                                        \
     sentence,                                                                                                         \
     offsetof(struct config, section##_##key)},
#include "../config/config.def"
#undef SETTING
};

static void *place(struct config *config, const struct setting *s)
{
    return (char *)config + s->offset;
}

static void set_text(char **at, const char *value)
{
    g_free(*at);
    *at = g_strdup(value);
}

static bool is_word_of(const char *words, const char *value)
{
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    return g_strv_contains((const char *const *)list, value);
}

/* A sentence on what is wanted, or NULL when the value was taken. */
static char *set_value(struct config *config, const struct setting *s, const char *value)
{
    gint64 number;
    switch (s->kind) {
    case KIND_TEXT:
        set_text(place(config, s), value);
        return NULL;
    case KIND_ADDRESS:
        if (*value && !site_is_address(value))
            return g_strdup("is empty or an address such as https://photos.example.org, with nothing behind the host");
        set_text(place(config, s), value);
        return NULL;
    case KIND_CHOICE:
        if (!is_word_of(s->words, value))
            return g_strdup_printf("is one of: %s", s->words);
        set_text(place(config, s), value);
        return NULL;
    case KIND_INTEGER:
        if (!g_ascii_string_to_signed(value, 10, s->least, s->most, &number, NULL))
            return g_strdup_printf("is a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, s->least,
                                   s->most);
        *(int64_t *)place(config, s) = number;
        return NULL;
    default:
        if (!is_word_of("true false yes no on off 1 0", value))
            return g_strdup("is true or false");
        *(bool *)place(config, s) = is_word_of("true yes on 1", value);
        return NULL;
    }
}

static const struct setting *find(const char *section, const char *key)
{
    for (const struct setting *s = settings; s < settings + SETTING_COUNT; s++)
        if (strcmp(s->section, section) == 0 && strcmp(s->key, key) == 0)
            return s;
    return NULL;
}

bool config_set(struct config *config, const char *section, const char *key, const char *value, const char *source,
                char **error)
{
    const struct setting *s = find(section, key);
    if (!s) {
        *error = g_strdup_printf("%s: there is no setting %s.%s", source, section, key);
        return false;
    }
    g_autofree char *wanted = set_value(config, s, value);
    if (wanted) {
        *error = g_strdup_printf("%s: %s.%s %s, not \"%s\"", source, section, key, wanted, value);
        return false;
    }
    set_text(&config->source[s - settings], source);
    return true;
}

struct config *config_new(void)
{
    struct config *config = g_new0(struct config, 1);
    for (const struct setting *s = settings; s < settings + SETTING_COUNT; s++) {
        g_autofree char *wrong = set_value(config, s, s->preset);
        if (wrong)
            g_error("config.def: the default of %s.%s %s", s->section, s->key, wrong);
        set_text(&config->source[s - settings], "default");
    }
    return config;
}

void config_free(struct config *config)
{
    if (!config)
        return;
    for (const struct setting *s = settings; s < settings + SETTING_COUNT; s++) {
        if (s->kind == KIND_TEXT || s->kind == KIND_ADDRESS || s->kind == KIND_CHOICE)
            g_free(*(char **)place(config, s));
        g_free(config->source[s - settings]);
    }
    g_free(config);
}

/* One line of the file; `section` holds what the last [section] line said. */
static bool read_line(struct config *config, char *line, char **section, const char *source, char **error)
{
    g_strstrip(line);
    size_t length = strlen(line);
    if (!length || *line == '#' || *line == ';')
        return true;
    if (*line == '[' && line[length - 1] == ']') {
        line[length - 1] = '\0';
        set_text(section, g_strstrip(line + 1));
        return true;
    }
    char *equals = strchr(line, '=');
    if (!equals || !*section) {
        *error = g_strdup_printf("%s: neither [section] nor key = value under a section: %s", source, line);
        return false;
    }
    *equals = '\0';
    return config_set(config, *section, g_strchomp(line), g_strchug(equals + 1), source, error);
}

bool config_read_file(struct config *config, const char *path, char **error)
{
    g_autofree char *text = NULL, *section = NULL;
    g_autoptr(GError) reason = NULL;
    size_t size;
    if (!g_file_get_contents(path, &text, &size, &reason)) {
        *error = g_strdup(reason->message);
        return false;
    }
    if (size > FILE_BYTES_MAX || memchr(text, '\0', size)) {
        *error = g_strdup_printf("%s: not a configuration file", path);
        return false;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i]; i++) {
        g_autofree char *source = g_strdup_printf("%s:%d", path, i + 1);
        if (!read_line(config, lines[i], &section, source, error))
            return false;
    }
    return true;
}

bool config_read_environment(struct config *config, char **environment, char **error)
{
    for (char **entry = environment; *entry; entry++) {
        if (!g_str_has_prefix(*entry, VARIABLE_PREFIX) || !strchr(*entry, '='))
            continue;
        g_auto(GStrv) pair = g_strsplit(*entry, "=", 2);
        g_autofree char *name = g_ascii_strdown(pair[0] + strlen(VARIABLE_PREFIX), -1);
        char *underscore = strchr(name, '_');
        if (underscore)
            *underscore = '\0';
        if (!config_set(config, name, underscore ? underscore + 1 : "", pair[1], pair[0], error))
            return false;
    }
    return true;
}

static void print_value(const struct config *config, const struct setting *s, FILE *out)
{
    const void *at = (const char *)config + s->offset;
    if (s->kind == KIND_INTEGER)
        fprintf(out, "%" G_GINT64_FORMAT "\n", *(const int64_t *)at);
    else if (s->kind == KIND_BOOLEAN)
        fprintf(out, "%s\n", *(const bool *)at ? "true" : "false");
    else
        fprintf(out, "%s\n", *(char *const *)at);
}

void config_print(const struct config *config, FILE *out)
{
    const char *section = "";
    for (const struct setting *s = settings; s < settings + SETTING_COUNT; s++) {
        if (strcmp(section, s->section) != 0)
            fprintf(out, "%s[%s]\n", *section ? "\n" : "", s->section);
        section = s->section;
        fprintf(out, "# %s (%s)\n%s = ", s->sentence, config->source[s - settings], s->key);
        print_value(config, s, out);
    }
}
