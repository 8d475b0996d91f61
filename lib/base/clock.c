/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <glib.h>
#include <stdio.h>
#include <time.h>

static int64_t read_us(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_now_us(void)
{
    return read_us(CLOCK_REALTIME);
}

int64_t clock_monotonic_us(void)
{
    return read_us(CLOCK_MONOTONIC);
}

void clock_text(int64_t time_us, char out[CLOCK_TEXT_SIZE])
{
    int64_t fraction = time_us % 1000000;
    time_t seconds = time_us / 1000000;
    struct tm t;
    if (fraction < 0) {
        fraction += 1000000;
        seconds--;
    }
    gmtime_r(&seconds, &t);
    /* Years stay within four digits: every time is the server's own. */
    snprintf(out, CLOCK_TEXT_SIZE, "%04u-%02u-%02uT%02u:%02u:%02u.%06uZ", (unsigned)(t.tm_year + 1900) % 10000,
             (unsigned)(t.tm_mon + 1) % 100, (unsigned)t.tm_mday % 100, (unsigned)t.tm_hour % 100,
             (unsigned)t.tm_min % 100, (unsigned)t.tm_sec % 100, (unsigned)fraction % 1000000);
}

bool clock_parse(const char *text, int64_t *time_us)
{
    /* Without a time zone of its own a text without an offset is refused. */
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);
    if (!time || g_date_time_to_unix(time) < 0)
        return false;
    *time_us = g_date_time_to_unix(time) * 1000000 + g_date_time_get_microsecond(time);
    return true;
}
