/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

#include <assert.h>
#include <glib.h>

#include "base/log.h"

static const struct err_info table[ERR_COUNT] = {
#define ERR(name, status, type, title, sentence) [name] = {#name, status, type, title, sentence},
#include "err.def"
#undef ERR
};

const struct err_info *err_info(enum err e)
{
    assert(e > OK && e < ERR_COUNT);
    return &table[e];
}

void err_log(const char *where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *what = g_strdup_vprintf(format, args);
    va_end(args);
    log_line(LOG_ERROR, "broken", "where", where, "what", what, NULL);
}
