/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/phash.h"

#include <glib.h>
#include <math.h>
#include <string.h>

/* The diagonals 1 to DIAGONALS of the transform, without the last of them's last: 64. NOISE:
 * what saving as JPEG may do to a coefficient. A picture has detail where so many of its
 * coefficients are above it; of the photographs that were measured all have more. */
enum { DIAGONALS = 10, FREQUENCIES = DIAGONALS + 1, DETAIL_MIN = 48 };
#define NOISE 0.5

/* basis[u][x]: the DCT-II, orthonormal. */
static void basis_fill(double basis[FREQUENCIES][PHASH_SIDE])
{
    for (int u = 0; u < FREQUENCIES; u++)
        for (int x = 0; x < PHASH_SIDE; x++)
            basis[u][x] = sqrt((u ? 2.0 : 1.0) / PHASH_SIDE) * cos(G_PI * (2 * x + 1) * u / (2.0 * PHASH_SIDE));
}

/* across[y][u]: each row transformed by itself. */
static void rows_transform(const double *brightness, double basis[FREQUENCIES][PHASH_SIDE],
                           double across[PHASH_SIDE][FREQUENCIES])
{
    for (int y = 0; y < PHASH_SIDE; y++)
        for (int u = 0; u < FREQUENCIES; u++) {
            across[y][u] = 0;
            for (int x = 0; x < PHASH_SIDE; x++)
                across[y][u] += brightness[y * PHASH_SIDE + x] * basis[u][x];
        }
}

static double coefficient(double across[PHASH_SIDE][FREQUENCIES], const double *down, int u)
{
    double sum = 0;
    for (int y = 0; y < PHASH_SIDE; y++)
        sum += across[y][u] * down[y];
    return sum;
}

bool phash_of(const double brightness[PHASH_SIDE * PHASH_SIDE], uint64_t *hash)
{
    double basis[FREQUENCIES][PHASH_SIDE], across[PHASH_SIDE][FREQUENCIES];
    uint64_t bits = 0;
    int detail = 0, taken = 0;
    basis_fill(basis);
    rows_transform(brightness, basis, across);
    for (int diagonal = 1; diagonal <= DIAGONALS; diagonal++)
        for (int v = 0; v <= diagonal && taken < PHASH_BITS; v++, taken++) {
            double c = coefficient(across, basis[v], diagonal - v);
            bits = bits << 1 | (c > 0);
            detail += fabs(c) > NOISE;
        }
    if (detail < DETAIL_MIN)
        return false;
    *hash = bits;
    return true;
}

/* A picture and its mirror image differ just in the signs of the odd frequencies across. */
static uint64_t odd_across(void)
{
    uint64_t bits = 0;
    int taken = 0;
    for (int diagonal = 1; diagonal <= DIAGONALS; diagonal++)
        for (int v = 0; v <= diagonal && taken < PHASH_BITS; v++, taken++)
            bits = bits << 1 | ((diagonal - v) & 1);
    return bits;
}

unsigned phash_distance(uint64_t a, uint64_t b)
{
    unsigned straight = (unsigned)__builtin_popcountll(a ^ b);
    unsigned mirrored = (unsigned)__builtin_popcountll(a ^ b ^ odd_across());
    return MIN(straight, mirrored);
}

void phash_text(uint64_t hash, char text[PHASH_TEXT_SIZE])
{
    g_snprintf(text, PHASH_TEXT_SIZE, "%016" G_GINT64_MODIFIER "x", hash);
}

bool phash_parse(const char *text, uint64_t *hash)
{
    guint64 number;
    if (strspn(text, "0123456789abcdef") != PHASH_TEXT_SIZE - 1 || text[PHASH_TEXT_SIZE - 1])
        return false;
    number = g_ascii_strtoull(text, NULL, 16);
    *hash = number;
    return true;
}
