/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/thumbhash.h"

#include <assert.h>
#include <glib.h>
#include <math.h>
#include <string.h>

/* A channel has at most 7 × 7 frequencies, of which the triangle below the diagonal is kept. */
enum { FREQUENCIES_MAX = 28, HEADER = 5, HEADER_ALPHA = 6, TIMES_OPAQUE = 7, TIMES_ALPHA = 5, TIMES_COLOUR = 3 };

/* Brightness, yellow against blue, red against green, opacity: each as its mean, its frequencies, and
 * the largest of them. */
enum channel_name { LIGHT, YELLOW, RED, OPACITY, CHANNELS };

struct channel {
    double mean, scale, of[FREQUENCIES_MAX];
    int count;
};

struct picture {
    int width, height;
    bool has_alpha;
    double *values[CHANNELS];
};

static int to_nearest(double number)
{
    return (int)floor(number + 0.5);
}

static double frequency(const struct picture *p, const double *values, int across, int down)
{
    double sum = 0, wave[THUMBHASH_SIDE_MAX];
    for (int x = 0; x < p->width; x++)
        wave[x] = cos(G_PI / p->width * across * (x + 0.5));
    for (int y = 0; y < p->height; y++) {
        double fall = cos(G_PI / p->height * down * (y + 0.5));
        for (int x = 0; x < p->width; x++)
            sum += values[x + y * p->width] * wave[x] * fall;
    }
    return sum / (p->width * p->height);
}

/* Frequencies are stored as shares of the largest, half meaning none. */
static void channel_scale(struct channel *c)
{
    for (int i = 0; c->scale > 0 && i < c->count; i++)
        c->of[i] = 0.5 + 0.5 / c->scale * c->of[i];
}

static struct channel channel_of(const struct picture *p, enum channel_name name, int across, int down)
{
    struct channel c = {0};
    c.mean = frequency(p, p->values[name], 0, 0);
    for (int y = 0; y < down; y++)
        for (int x = y ? 0 : 1; x * down < across * (down - y); x++) {
            double f = frequency(p, p->values[name], x, y);
            c.of[c.count++] = f;
            c.scale = fmax(c.scale, fabs(f));
        }
    channel_scale(&c);
    return c;
}

/* What is transparent takes the mean colour of what is not. */
static void picture_read(struct picture *p, const uint8_t *rgba)
{
    double mean[3] = {0}, opaque = 0;
    int count = p->width * p->height;
    for (int i = 0; i < count; i++) {
        double alpha = rgba[4 * i + 3] / 255.0;
        for (int band = 0; band < 3; band++)
            mean[band] += alpha / 255 * rgba[4 * i + band];
        opaque += alpha;
    }
    for (int band = 0; band < 3; band++)
        mean[band] /= opaque > 0 ? opaque : 1;
    p->has_alpha = opaque < count;
    for (int i = 0; i < count; i++) {
        double alpha = rgba[4 * i + 3] / 255.0, of[3];
        for (int band = 0; band < 3; band++)
            of[band] = mean[band] * (1 - alpha) + alpha / 255 * rgba[4 * i + band];
        p->values[LIGHT][i] = (of[0] + of[1] + of[2]) / 3;
        p->values[YELLOW][i] = (of[0] + of[1]) / 2 - of[2];
        p->values[RED][i] = of[0] - of[1];
        p->values[OPACITY][i] = alpha;
    }
}

static int times(int limit, int side, int longer)
{
    return MAX(1, to_nearest((double)limit * side / longer));
}

static size_t write_all(const struct picture *p, const struct channel *channels, int shorter, uint8_t *hash)
{
    const struct channel *light = &channels[LIGHT], *yellow = &channels[YELLOW], *red = &channels[RED];
    bool is_wide = p->width > p->height;
    int header = to_nearest(63 * light->mean) | to_nearest(31.5 + 31.5 * yellow->mean) << 6 |
                 to_nearest(31.5 + 31.5 * red->mean) << 12 | to_nearest(31 * light->scale) << 18 | p->has_alpha << 23;
    int more = shorter | to_nearest(63 * yellow->scale) << 3 | to_nearest(63 * red->scale) << 9 | is_wide << 15;
    const uint8_t head[HEADER] = {(uint8_t)header, (uint8_t)(header >> 8), (uint8_t)(header >> 16), (uint8_t)more,
                                  (uint8_t)(more >> 8)};
    memcpy(hash, head, sizeof head);
    if (p->has_alpha)
        hash[HEADER] =
            (uint8_t)(to_nearest(15 * channels[OPACITY].mean) | to_nearest(15 * channels[OPACITY].scale) << 4);
    int start = p->has_alpha ? HEADER_ALPHA : HEADER, written = 0;
    for (int name = 0; name < (p->has_alpha ? CHANNELS : OPACITY); name++)
        for (int i = 0; i < channels[name].count; i++, written++)
            hash[start + written / 2] |= (uint8_t)(to_nearest(15 * channels[name].of[i]) << (written % 2 * 4));
    int length = start + (written + 1) / 2;
    return (size_t)length;
}

size_t thumbhash_of(int width, int height, const uint8_t *rgba, uint8_t hash[THUMBHASH_MAX])
{
    assert(width >= 1 && width <= THUMBHASH_SIDE_MAX && height >= 1 && height <= THUMBHASH_SIDE_MAX);
    size_t count = (size_t)width * (size_t)height;
    g_autofree double *values = g_new(double, count *CHANNELS);
    struct picture p = {width, height, false, {values, values + count, values + 2 * count, values + 3 * count}};
    struct channel channels[CHANNELS] = {0};
    memset(hash, 0, THUMBHASH_MAX);
    picture_read(&p, rgba);
    int limit = p.has_alpha ? TIMES_ALPHA : TIMES_OPAQUE, longer = MAX(width, height);
    int across = times(limit, width, longer), down = times(limit, height, longer);
    channels[LIGHT] = channel_of(&p, LIGHT, MAX(TIMES_COLOUR, across), MAX(TIMES_COLOUR, down));
    channels[YELLOW] = channel_of(&p, YELLOW, TIMES_COLOUR, TIMES_COLOUR);
    channels[RED] = channel_of(&p, RED, TIMES_COLOUR, TIMES_COLOUR);
    if (p.has_alpha)
        channels[OPACITY] = channel_of(&p, OPACITY, TIMES_ALPHA, TIMES_ALPHA);
    return write_all(&p, channels, width > height ? down : across, hash);
}

void thumbhash_text(const uint8_t *hash, size_t size, char text[THUMBHASH_TEXT_SIZE])
{
    g_autofree char *encoded = g_base64_encode(hash, size);
    g_strlcpy(text, encoded, THUMBHASH_TEXT_SIZE);
}

bool thumbhash_is_valid(const char *text)
{
    size_t length = strlen(text), letters = 0;
    while (g_ascii_isalnum(text[letters]) || text[letters] == '+' || text[letters] == '/')
        letters++;
    size_t padding = strspn(text + letters, "=");
    return length >= 8 && length < THUMBHASH_TEXT_SIZE && length % 4 == 0 && letters + padding == length &&
           padding <= 2;
}
