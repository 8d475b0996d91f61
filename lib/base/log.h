/* SPDX-License-Identifier: Apache-2.0
 *
 * Structured logs: one line an event, logfmt or JSON, to standard error, written with
 * one write(2) so that lines of several threads never mix. Any thread.
 */
#ifndef STENCIL_BASE_LOG_H
#define STENCIL_BASE_LOG_H

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };
enum log_format { LOG_FORMAT_LOGFMT, LOG_FORMAT_JSON };

/* Called once, before any thread is started. */
void log_setup(enum log_level least, enum log_format format);

/* Writes `time level event key=value …`. Keys and values alternate and end with NULL;
 * a pair whose value is NULL is left out. No secret may be among them. */
void log_line(enum log_level level, const char *event, ...) __attribute__((sentinel));

#endif
