/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/share.h"

const double share_similarities[SHARE_LEVELS] = {1, 0.9, 0.8, 0.7, SHARE_SIMILARITY_MIN};

int share_level(double similarity)
{
    int level = 0;
    while (level + 1 < SHARE_LEVELS && share_similarities[level + 1] >= similarity)
        level++;
    return level;
}

int64_t share_class(enum share_scope scope, int level, int64_t founder)
{
    /* The finalizer of splitmix64 (Steele, Lea, Flood 2014): one number in, another one out,
     * so that classes of the same founder lie apart. */
    uint64_t x = (uint64_t)founder + 0x9e3779b97f4a7c15u * (uint64_t)(1 + level + SHARE_LEVELS * (int)scope);
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    x ^= x >> 31;
    return (int64_t)(x >> 1);
}
