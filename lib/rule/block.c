/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/block.h"

#include "rule/field.h"
#include "rule/phash.h"
#include "rule/takedown.h"

static enum err hash_check(const struct path *at, const json_t *given)
{
    uint64_t hash;
    const char *text = json_string_value(given);
    return phash_parse(text, &hash) ? OK
                                    : path_refuse(at, "wanted 16 hexadecimal digits in lower case, came \"%s\"", text);
}

static enum err names_one(const struct path *at, const json_t *given)
{
    bool has_media = json_object_get(given, "media"), has_hash = json_object_get(given, "hash");
    return has_media != has_hash
               ? OK
               : path_refuse(at, "wanted either a media or a hash, came %s", has_media ? "both" : "neither");
}

static const struct field block_members[] = {
    {.name = "media", .kind = FIELD_IDENTIFIER, .is_optional = true},
    {.name = "hash", .kind = FIELD_TEXT, .min = 1, .max = 64, .is_optional = true, .also = hash_check},
    {.name = "reason", .kind = FIELD_CHOICE, .choices = moderation_reasons},
    {.name = "note", .kind = FIELD_LINES, .max = MODERATION_NOTE_MAX, .fallback = "\"\""},
    {},
};

enum err block_check(const json_t *body, struct refusals *refusals, json_t **completed)
{
    static const struct field object = {.kind = FIELD_OBJECT, .of = block_members, .also = names_one};
    struct path at = {.refusals = refusals};
    return field_check(&at, &object, body, completed);
}
