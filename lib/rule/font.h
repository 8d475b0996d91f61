/* SPDX-License-Identifier: Apache-2.0
 *
 * Which fonts there are, which of them a text is drawn with and in which order, and which
 * characters they have. The tables are made by scripts/fonts.mjs from config/fonts/fonts.json,
 * from which browsers get the same files, ranges and order. Pure; any thread.
 */
#ifndef STENCIL_RULE_FONT_H
#define STENCIL_RULE_FONT_H

#include <glib.h>
#include <stdbool.h>

/* A family in slices has each character in one of them; of another, any of its files may have it. */
struct font_range {
    gunichar first, last;
    unsigned short subset;
};

struct font_file {
    const char *name;   /* in the folder of fonts, without .ttf or .woff2 */
    const char *sha256; /* of what browsers get */
    unsigned short subset, weight;
    bool is_italic;
    bool has_woff2; /* for browsers; Pango gets the TTF of each */
};

struct font_family {
    const char *name;
    bool is_sliced, is_emoji;
    bool is_offered;         /* for choosing; the others help out where it lacks a character */
    unsigned short heaviest; /* weight: each has 400 and all of 700 and 900 up to this one */
    bool has_italic;
    const struct font_range *ranges; /* ascending, apart */
    size_t range_count;
    const struct font_file *files; /* those of one weight and style: the one that goes first first */
    size_t file_count;
    const struct font_range *own_ranges; /* of each subset, where a family that is not in slices has several; or NULL */
    size_t own_range_count;
};

struct font_language {
    const char *language; /* the first subtag of a language tag */
    unsigned short family;
};

extern const struct font_family font_families[];
extern const size_t font_family_count;
extern const unsigned short font_fallback[]; /* in their order; the first is the default */
extern const size_t font_fallback_count;
extern const struct font_language font_languages[];
extern const size_t font_language_count;

/* What GET /v1/fonts/{file} has: fonts, style sheets, licences. */
struct font_served {
    const char *address; /* its digest and what ends its name */
    const char *file;    /* in the folder of fonts */
    const char *type;
};

extern const struct font_served font_served[]; /* by address */
extern const size_t font_served_count;
extern const char font_list_sha256[], font_short_sha256[]; /* of the bodies of GET /v1/fonts */

enum { FONT_STACK_MAX = 64 };

/* The families that a text is drawn with, in their order: for each character the first that has it. The
 * one named, where it is one of ours; the default; what goes first for the language; all others. Returns how many. */
size_t font_stack(const char *name, const char *language, const struct font_family *stack[FONT_STACK_MAX]);

/* By its name, in any case, as CSS compares them; NULL. */
const struct font_family *font_find(const char *name);

/* NULL. */
const struct font_served *font_served_find(const char *address);

/* What says that the family has the character; NULL. */
const struct font_range *font_range_find(const struct font_family *family, gunichar c);

/* Whether the character shows as something that a font has to have: neither white space nor what Unicode lets be
 * ignored (variation selectors, joiners, marks of direction, tags). */
bool font_is_wanted(gunichar c);

/* Whether some font of ours has the character. */
bool font_is_had(gunichar c);

/* The weight, of 400, 700 and 900, that stands for this one (CSS Fonts 4 §5.2: up to 500 a lighter one is looked for
 * first, above it a heavier one). */
int font_weight(double weight);

/* Whether a text of this weight and style is drawn with the file: the nearest that its family has. */
bool font_file_suits(const struct font_family *family, const struct font_file *file, double weight, bool is_italic);

#endif
