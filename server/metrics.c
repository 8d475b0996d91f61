/* SPDX-License-Identifier: Apache-2.0 */
#include "metrics.h"

#include <stdatomic.h>

#include "route.h"

enum { STATUS_CLASSES = 6 };

static const int64_t bounds_us[] = {100, 500, 1000, 5000, 10000, 50000, 100000, 500000, 1000000, 5000000};
enum { BOUNDS = G_N_ELEMENTS(bounds_us) };

struct series {
    _Atomic int64_t by_class[STATUS_CLASSES];
    _Atomic int64_t by_bound[BOUNDS + 1];
    _Atomic int64_t sum_us;
};

struct metrics {
    struct series of[ROUTE_COUNT + 1];
};

struct metrics *metrics_new(void)
{
    return g_new0(struct metrics, 1);
}

void metrics_free(struct metrics *metrics)
{
    g_free(metrics);
}

void metrics_count(struct metrics *metrics, const struct route *route, int status, int64_t duration_us)
{
    struct series *s = &metrics->of[route ? route - routes : ROUTE_COUNT];
    int bound = 0;
    while (bound < BOUNDS && duration_us > bounds_us[bound])
        bound++;
    s->by_class[CLAMP(status / 100, 0, STATUS_CLASSES - 1)]++;
    s->by_bound[bound]++;
    s->sum_us += duration_us;
}

static const char *name_of(int route)
{
    return route < ROUTE_COUNT ? routes[route].name : "none";
}

static void write_counts(struct metrics *metrics, GString *out)
{
    g_string_append(out, "# HELP stencil_requests_total Requests answered.\n# TYPE stencil_requests_total counter\n");
    for (int r = 0; r <= ROUTE_COUNT; r++)
        for (int c = 1; c < STATUS_CLASSES; c++)
            if (metrics->of[r].by_class[c])
                g_string_append_printf(out,
                                       "stencil_requests_total{route=\"%s\",status=\"%dxx\"} %" G_GINT64_FORMAT "\n",
                                       name_of(r), c, metrics->of[r].by_class[c]);
}

static void write_durations(struct series *s, const char *route, GString *out)
{
    static const char name[] = "stencil_request_duration_seconds";
    int64_t count = 0;
    for (int b = 0; b <= BOUNDS; b++) {
        char bound[G_ASCII_DTOSTR_BUF_SIZE] = "+Inf";
        if (b < BOUNDS)
            g_ascii_formatd(bound, sizeof bound, "%g", (double)bounds_us[b] / 1e6);
        count += s->by_bound[b];
        g_string_append_printf(out, "%s_bucket{route=\"%s\",le=\"%s\"} %" G_GINT64_FORMAT "\n", name, route, bound,
                               count);
    }
    g_string_append_printf(out, "%s_sum{route=\"%s\"} %.6f\n%s_count{route=\"%s\"} %" G_GINT64_FORMAT "\n", name, route,
                           (double)s->sum_us / 1e6, name, route, count);
}

void metrics_write(struct metrics *metrics, GString *out)
{
    write_counts(metrics, out);
    g_string_append(out, "# HELP stencil_request_duration_seconds Time from the head of a request to its reply.\n"
                         "# TYPE stencil_request_duration_seconds histogram\n");
    for (int r = 0; r <= ROUTE_COUNT; r++)
        if (metrics->of[r].sum_us)
            write_durations(&metrics->of[r], name_of(r), out);
}
