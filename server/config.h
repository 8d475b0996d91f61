/* SPDX-License-Identifier: Apache-2.0
 *
 * The settings (config/config.def): defaults, then the INI file, then the environment,
 * then the command line. Read once at start; constant and any thread's after that.
 */
#ifndef STENCIL_CONFIG_H
#define STENCIL_CONFIG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define CONFIG_TYPE_TEXT    char *
#define CONFIG_TYPE_CHOICE  char *
#define CONFIG_TYPE_ADDRESS char *
#define CONFIG_TYPE_INTEGER int64_t
#define CONFIG_TYPE_BOOLEAN bool

enum {
#define SETTING(section, key, kind, ...) SETTING_##section##_##key,
#include "../config/config.def"
#undef SETTING
    SETTING_COUNT
};

struct config {
#define SETTING(section, key, kind, ...) CONFIG_TYPE_##kind section##_##key;
#include "../config/config.def"
#undef SETTING
    char *source[SETTING_COUNT]; /* "default", "FILE:LINE", the variable's or option's name */
};

/* All defaults. */
struct config *config_new(void);
void config_free(struct config *config);

/* Sets one setting from text. On false, `*error` is a sentence (yours) that names `source`. */
bool config_set(struct config *config, const char *section, const char *key, const char *value, const char *source,
                char **error);

/* Reads an INI file; the sentence names file and line. */
bool config_read_file(struct config *config, const char *path, char **error);

/* Reads the variables that begin with STENCIL_; an unknown one is refused. */
bool config_read_environment(struct config *config, char **environment, char **error);

/* Prints every setting with its value, source and sentence. */
void config_print(const struct config *config, FILE *out);

#endif
