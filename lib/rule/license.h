/* SPDX-License-Identifier: Apache-2.0
 *
 * Licences of collections, and what of a licence goes on to what is made from its work
 * (docs/decisions/0012). Pure: no I/O, any thread.
 */
#ifndef STENCIL_RULE_LICENSE_H
#define STENCIL_RULE_LICENSE_H

#include <jansson.h>
#include <stdbool.h>

enum license {
    LICENSE_ALL_RIGHTS_RESERVED,
    LICENSE_CC0,
    LICENSE_BY,
    LICENSE_BY_SA,
    LICENSE_BY_ND,
    LICENSE_BY_NC,
    LICENSE_BY_NC_SA,
    LICENSE_BY_NC_ND,
    LICENSE_COUNT,
};

/* SPDX identifiers (https://spdx.org/licenses/), but for "all-rights-reserved", which has
 * none; ends with NULL. */
extern const char *const license_names[LICENSE_COUNT + 1];

/* The strictest, all-rights-reserved, for NULL and for a name that is not of the list. */
enum license license_parse(const char *name);

/* Where its text stands; NULL for all-rights-reserved. */
const char *license_url(enum license license);

/* A set has the bit LICENSE_BIT(license) of each of its licences. */
typedef unsigned license_set;
#define LICENSE_BIT(license) (1u << (license))
#define LICENSE_ANY          (LICENSE_BIT(LICENSE_COUNT) - 1)

/* The licences that a collection may have which takes something over from a work under
 * `source`: none of them gives more than the source does. Several sources: what all of
 * them accept. */
license_set license_accepts(enum license source);

/* The licence of a collection that names none: `preset` where it is accepted, or else the
 * first of the list that is. False where none is. */
bool license_choose(license_set accepted, enum license preset, enum license *out);

/* Whether a collection made with a template (both documents complete) still has something
 * that is its creator's: words, the audio, a sticker. A text is somebody's own when its
 * words are: compared without case, white space and punctuation, it is none of the
 * template's, and neither contains nor is contained in the one that it answers. Where and
 * how a text stands, filters and boxes are what a template lends to everybody. */
bool license_takes_over(const json_t *template, const json_t *collection);

#endif
