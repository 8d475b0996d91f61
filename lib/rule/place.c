/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/place.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static bool is_on_earth(const struct place *p)
{
    return isfinite(p->latitude) && isfinite(p->longitude) && fabs(p->latitude) <= 90 && fabs(p->longitude) <= 180;
}

/* One number in degrees; `*text` moves behind it. */
static bool degrees_read(const char **text, double *out)
{
    char *end;
    *out = g_ascii_strtod(*text, &end);
    bool is_read = end > *text;
    *text = end;
    return is_read;
}

bool place_parse(const char *text, struct place *place)
{
    struct place p;
    char again[PLACE_TEXT_SIZE];
    const char *at = text;
    if (!degrees_read(&at, &p.latitude) || *at++ != ' ' || !degrees_read(&at, &p.longitude) || !is_on_earth(&p))
        return false;
    place_text(&p, again);
    if (strcmp(again, text) != 0)
        return false;
    *place = p;
    return true;
}

void place_text(const struct place *place, char text[PLACE_TEXT_SIZE])
{
    char latitude[PLACE_TEXT_SIZE], longitude[PLACE_TEXT_SIZE];
    /* + 0.0: no minus before a zero. */
    g_ascii_formatd(latitude, sizeof latitude, "%.7f", round(place->latitude * 1e7) / 1e7 + 0.0);
    g_ascii_formatd(longitude, sizeof longitude, "%.7f", round(place->longitude * 1e7) / 1e7 + 0.0);
    g_snprintf(text, PLACE_TEXT_SIZE, "%s %s", latitude, longitude);
}

/* "n/d" or "n"; false where there is none. */
static bool quotient_read(const char **text, double *out)
{
    char *end;
    guint64 above = g_ascii_strtoull(*text, &end, 10), below = 1;
    if (!g_ascii_isdigit(**text))
        return false;
    if (*end == '/') {
        const char *from = end + 1;
        below = g_ascii_isdigit(*from) ? g_ascii_strtoull(from, &end, 10) : 0;
    }
    *text = *end == ' ' ? end + 1 : end;
    /* 0/0 stands for what is not known, and nothing for it does no harm. */
    *out = below ? (double)above / (double)below : 0;
    return below || above == 0;
}

/* Degrees, minutes, seconds. */
static bool angle_read(const char *text, double *out)
{
    static const double units[] = {1, 60, 3600};
    double sum = 0, part;
    size_t parts = 0;
    for (; parts < G_N_ELEMENTS(units) && quotient_read(&text, &part); parts++)
        sum += part / units[parts];
    *out = sum;
    return parts > 0;
}

static bool signed_read(const char *angle, const char *reference, const char *letters, double *out)
{
    double value;
    if (!angle || !reference || !strchr(letters, *reference) || !*reference || !angle_read(angle, &value))
        return false;
    *out = *reference == letters[1] ? -value : value;
    return true;
}

bool place_of_exif(const char *latitude, const char *north, const char *longitude, const char *east,
                   struct place *place)
{
    struct place p;
    if (!signed_read(latitude, north, "NS", &p.latitude) || !signed_read(longitude, east, "EW", &p.longitude) ||
        !is_on_earth(&p) || (p.latitude == 0 && p.longitude == 0))
        return false;
    *place = p;
    return true;
}
