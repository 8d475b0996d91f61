/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON in and out with the project's limits; jansson does the work. Any thread.
 */
#ifndef STENCIL_BASE_JSON_H
#define STENCIL_BASE_JSON_H

#include <glib.h>
#include <jansson.h>

enum { JSON_DEPTH_MAX = 64 };

/* Compact text in which every number reads back as the same value and is written as
 * short as that allows (jansson 2.14 writes 0.064 as 0.064000000000000001). */
GString *json_text(const json_t *value);

/* Parses one JSON value of UTF-8 text; duplicate members, NUL characters and nesting
 * deeper than JSON_DEPTH_MAX are refused. On NULL `*error` is a sentence (yours). */
json_t *json_parse(const char *text, size_t size, char **error);

/* RFC 3339 text of a time; JSON null for 0. */
json_t *json_time(int64_t time_us);

/* A string, or JSON null for NULL. */
json_t *json_text_or_null(const char *text);

#endif
