/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/shingle.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT = 2, LONG = 3 }; /* letters */

/* The finalizer of SplitMix64 (Steele, Lea, Flood, Fast splittable pseudorandom number
 * generators, 2014; constants of Vigna's splitmix64.c). A bijection. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

/* FNV-1a (draft-eastlake-fnv). */
static const uint64_t fnv_start = UINT64_C(0xCBF29CE484222325);

static uint64_t fnv_add(uint64_t hash, const char *bytes, const char *end)
{
    for (; bytes < end; bytes++)
        hash = (hash ^ (unsigned char)*bytes) * UINT64_C(0x100000001B3);
    return hash;
}

/* How many letters a character says as much as. By blocks, not by scripts, so that no newer
 * version of Unicode changes what is stored: CJK from its radicals to Yi, Hangul, the
 * planes of Han. */
static int weight_of(gunichar c)
{
    bool is_dense = (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x20000 && c <= 0x3FFFF);
    return is_dense ? 2 : 1;
}

static void add(struct shingles *shingles, uint64_t hash)
{
    if (shingles->count < SHINGLES_MAX)
        shingles->hashes[shingles->count++] = mix(hash);
}

/* The shingles that begin at the character. */
static void add_from(struct shingles *shingles, const char *character)
{
    uint64_t hash = fnv_start;
    int before = 0, weight = 0;
    for (const char *next; *character && weight < LONG; character = next, before = weight) {
        next = g_utf8_next_char(character);
        weight += weight_of(g_utf8_get_char(character));
        hash = fnv_add(hash, character, next);
        if ((before < SHORT && weight >= SHORT) || (before < LONG && weight >= LONG))
            add(shingles, hash);
    }
}

static int by_value(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static void sort_unique(struct shingles *shingles)
{
    qsort(shingles->hashes, shingles->count, sizeof shingles->hashes[0], by_value);
    size_t count = 0;
    for (size_t i = 0; i < shingles->count; i++)
        if (count == 0 || shingles->hashes[i] != shingles->hashes[count - 1])
            shingles->hashes[count++] = shingles->hashes[i];
    shingles->count = count;
}

struct shingles *shingles_new(const char *folded)
{
    g_autofree char *framed = g_strconcat(*folded ? " " : "", folded, *folded ? " " : "", NULL);
    size_t room = MIN(2 * strlen(framed), SHINGLES_MAX);
    struct shingles *shingles = g_malloc(sizeof *shingles + room * sizeof shingles->hashes[0]);
    shingles->count = 0;
    for (const char *at = framed; *at && shingles->count < SHINGLES_MAX; at = g_utf8_next_char(at))
        add_from(shingles, at);
    sort_unique(shingles);
    return shingles;
}

void shingles_free(struct shingles *shingles)
{
    g_free(shingles);
}

double shingles_similarity(const struct shingles *a, const struct shingles *b)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint64_t left = a->hashes[i], right = b->hashes[j];
        shared += left == right;
        i += left <= right;
        j += right <= left;
    }
    size_t either = a->count + b->count - shared;
    return either > 0 ? (double)shared / (double)either : 1;
}

/* The least of the hashes under the row's own order of them: equal for two sets with the
 * probability of their Jaccard index. */
static uint64_t least(const struct shingles *shingles, uint64_t row)
{
    uint64_t minimum = UINT64_MAX, seed = mix(row + 1);
    for (size_t i = 0; i < shingles->count; i++)
        minimum = MIN(minimum, mix(shingles->hashes[i] ^ seed));
    return minimum;
}

void shingles_bands(const struct shingles *shingles, int64_t keys[SHINGLE_BANDS])
{
    for (uint64_t band = 0; band < SHINGLE_BANDS; band++) {
        uint64_t key = band;
        for (uint64_t row = 0; row < SHINGLE_BAND_ROWS; row++)
            key = mix(key ^ least(shingles, band * SHINGLE_BAND_ROWS + row));
        keys[band] = (int64_t)(key >> 1);
    }
}
