/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/collection.h"

static const char minimal[] = "{'images': [{'media': '" ID_1 "'}]}";

/* DESIGN §5, every member given. */
static const char full[] =
    "{'images': [{'media': '" ID_1 "', 'alt': 'a', 'fit': {'x': 0, 'y': 0, 'zoom': 1}},"
    "            {'reference': {'collection': '" ID_2 "', 'image': 1}}],"
    " 'texts': [{'image': 0, 'position': {'x': 0.0, 'y': -0.31, 'angle': -8, 'direction': 'ltr'},"
    "   'configuration': {'content': 'Beautiful scenery', 'language': 'en', 'font': 'Inter', 'font_size': 0.064,"
    "     'weight': 700, 'italic': false, 'align': 'center', 'color': '#ffffff',"
    "     'stroke': {'color': '#000000', 'width': 0.004}, 'background': {'color': '#00000080'}, 'opacity': 1,"
    "     'shadow': {'blur': 0.01}, 'line_height': 1.2, 'letter_spacing': 0.05},"
    "   'editable': ['content', 'style', 'position']}],"
    " 'audio': {'media': '" ID_1 "', 'name': 'Audio 1', 'playback_rate': 1.0, 'start_ms': 0, 'mode': 'loop'},"
    " 'stickers': [{'image': 1, 'media': '" ID_2 "', 'position': {'x': 0.3, 'y': 0.2, 'angle': 12}, 'width': 0.25,"
    "   'opacity': 1}],"
    " 'filters': [{'image': 0, 'type': 'warm', 'strength': 0.6}],"
    " 'description': 'd', 'topics': ['travel'], 'location': {'name': 'here', 'lat': 0, 'lon': 0},"
    " 'visibility': 'public', 'state': 'posted', 'license': 'all-rights-reserved', 'offer_template': true,"
    " 'template': '" ID_1 "', 'carry_template': true}";

static json_t *accepted(const json_t *body)
{
    struct refusals refusals = {NULL};
    json_t *document = NULL;
    if (collection_check(body, &refusals, &document)) {
        g_autofree char *all = json_dumps(refusals.list, 0);
        fail_msg("refused: %s", all);
    }
    assert_null(refusals.list);
    return document;
}

static void assert_refused_body(const json_t *body, const char *pointer, const char *detail)
{
    struct refusals refusals = {NULL};
    json_t *document = NULL;
    if (collection_check(body, &refusals, &document) != E_INVALID)
        fail_msg("accepted: %s", pointer);
    assert_null(document);
    assert_refused_only(&refusals, pointer, detail);
}

static void accepted_with(const char *pointer, json_t *value)
{
    json_auto_t *body = quoted(full);
    set_at_take(body, pointer, value);
    json_auto_t *document = accepted(body);
    assert_true(json_equal(value_at(document, pointer), value_at(body, pointer)));
}

static void refused_with(const char *pointer, json_t *value, const char *detail)
{
    json_auto_t *body = quoted(full);
    set_at_take(body, pointer, value);
    assert_refused_body(body, pointer, detail);
}

static void left_out_members_get_their_defaults_in_the_order_of_the_contract(void **)
{
    json_auto_t *body = quoted(minimal);
    json_auto_t *document = accepted(body);
    g_autofree char *text = json_dumps(document, JSON_COMPACT);
    g_autofree char *wanted = g_strdelimit(
        g_strdup("{'images':[{'media':'" ID_1 "','alt':'','fit':{'x':0,'y':0,'zoom':1}}],'texts':[],'audio':null,"
                 "'stickers':[],'filters':[],'description':'','topics':[],'location':null,'visibility':'public',"
                 "'state':'posted','license':'all-rights-reserved','authorization':null,'offer_template':false,'"
                 "template':null,"
                 "'carry_template':false}"),
        "'", '"');
    assert_string_equal(text, wanted);
}

static void members_of_materials_default_one_by_one(void **)
{
    json_auto_t *body = quoted(minimal);
    set_at_take(body, "/images/0/fit", quoted("{'zoom': 2}"));
    set_at_take(body, "/texts",
                quoted("[{'image': 0, 'position': {'x': 0, 'y': 0}, 'configuration': {'content': '',"
                       "'background': {'color': '#000000'}, 'shadow': {}}}]"));
    set_at_take(body, "/audio", quoted("{'name': 'Audio 1'}"));
    set_at_take(body, "/stickers",
                quoted("[{'image': 0, 'media': '" ID_1 "', 'position': {'x': 0, 'y': 0},"
                       "'width': 1}]"));
    set_at_take(body, "/filters", quoted("[{'image': 0, 'type': 'warm'}]"));
    set_at_take(body, "/location", quoted("{'name': 'here'}"));
    json_auto_t *document = accepted(body);
    assert_same_json(value_at(document, "/images/0/fit"), "{'x': 0, 'y': 0, 'zoom': 2}");
    assert_same_json(value_at(document, "/texts/0"),
                     "{'image': 0, 'position': {'x': 0, 'y': 0, 'angle': 0, 'direction': 'ltr'}, 'configuration':"
                     "{'content': '', 'language': 'und', 'font': 'Inter', 'font_size': 0.06, 'weight': 400,"
                     "'italic': false, 'align': 'center', 'color': '#ffffff', 'stroke': null, 'background':"
                     "{'color': '#000000', 'padding': 0.01, 'radius': 0.01}, 'opacity': 1, 'shadow':"
                     "{'color': '#00000080', 'x': 0, 'y': 0, 'blur': 0}, 'line_height': null, 'letter_spacing': 0},"
                     "'editable': ['content', 'style', 'position']}");
    assert_same_json(value_at(document, "/audio"),
                     "{'media': null, 'name': 'Audio 1', 'playback_rate': 1.0, 'start_ms': 0, 'mode': 'loop'}");
    assert_same_json(value_at(document, "/stickers/0"),
                     "{'image': 0, 'media': '" ID_1 "', 'position': {'x': 0, 'y': 0, 'angle': 0}, 'width': 1,"
                     "'opacity': 1}");
    assert_same_json(value_at(document, "/filters/0"), "{'image': 0, 'type': 'warm', 'strength': 1}");
    assert_same_json(value_at(document, "/location"), "{'name': 'here', 'lat': null, 'lon': null}");
}

static void a_document_checked_again_stays_as_it_is(void **)
{
    json_auto_t *body = quoted(full);
    json_auto_t *document = accepted(body);
    json_auto_t *again = accepted(document);
    assert_true(json_equal(document, again));
}

static void numbers_are_kept_as_they_came(void **)
{
    static const char *const numbers[] = {"0", "0.0", "-0.31", "1", "1e-1", "0.1000000000000000055"};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        accepted_with("/texts/0/position/x", quoted(numbers[i]));
}

static void numbers_are_taken_up_to_their_limits(void **)
{
    static const struct {
        const char *pointer, *least, *most, *below, *above, *range;
    } cases[] = {
        {"/images/0/fit/x", "-0.5", "0.5", "-0.51", "0.51", "a number from -0.5 to 0.5"},
        {"/images/0/fit/y", "-0.5", "0.5", "-0.51", "0.51", "a number from -0.5 to 0.5"},
        {"/images/0/fit/zoom", "1", "10", "0.999", "10.1", "a number from 1 to 10"},
        {"/images/1/reference/image", "0", "34", "-1", "35", "an integer from 0 to 34"},
        {"/texts/0/position/x", "-1", "1", "-1.01", "1.01", "a number from -1 to 1"},
        {"/texts/0/position/y", "-1", "1", "-1.01", "1.01", "a number from -1 to 1"},
        {"/texts/0/position/angle", "-360", "360", "-361", "361", "a number from -360 to 360"},
        {"/texts/0/configuration/font_size", "0.005", "1", "0.004", "1.01", "a number from 0.005 to 1"},
        {"/texts/0/configuration/weight", "100", "900", "99", "901", "an integer from 100 to 900"},
        {"/texts/0/configuration/opacity", "0", "1", "-0.1", "3", "a number from 0 to 1"},
        {"/texts/0/configuration/stroke/width", "0", "0.1", "-0.1", "0.11", "a number from 0 to 0.1"},
        {"/texts/0/configuration/background/padding", "0", "0.2", "-0.1", "0.21", "a number from 0 to 0.2"},
        {"/texts/0/configuration/background/radius", "0", "0.5", "-0.1", "0.51", "a number from 0 to 0.5"},
        {"/texts/0/configuration/shadow/x", "-0.1", "0.1", "-0.11", "0.11", "a number from -0.1 to 0.1"},
        {"/texts/0/configuration/shadow/y", "-0.1", "0.1", "-0.11", "0.11", "a number from -0.1 to 0.1"},
        {"/texts/0/configuration/shadow/blur", "0", "0.1", "-0.1", "0.11", "a number from 0 to 0.1"},
        {"/texts/0/configuration/line_height", "0.5", "3", "0.4", "3.1", "a number from 0.5 to 3"},
        {"/texts/0/configuration/letter_spacing", "-0.2", "1", "-0.3", "1.1", "a number from -0.2 to 1"},
        {"/audio/playback_rate", "0.25", "4", "0.24", "4.1", "a number from 0.25 to 4"},
        {"/audio/start_ms", "0", "86400000", "-1", "86400001", "an integer from 0 to 86400000"},
        {"/stickers/0/position/x", "-1", "1", "-1.01", "1.01", "a number from -1 to 1"},
        {"/stickers/0/position/y", "-1", "1", "-1.01", "1.01", "a number from -1 to 1"},
        {"/stickers/0/position/angle", "-360", "360", "-361", "361", "a number from -360 to 360"},
        {"/stickers/0/width", "0.01", "2", "0.009", "2.01", "a number from 0.01 to 2"},
        {"/stickers/0/opacity", "0", "1", "-0.1", "1.1", "a number from 0 to 1"},
        {"/filters/0/strength", "0", "1", "-0.1", "1.1", "a number from 0 to 1"},
        {"/location/lat", "-90", "90", "-90.5", "90.5", "a number from -90 to 90"},
        {"/location/lon", "-180", "180", "-180.5", "180.5", "a number from -180 to 180"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *below = g_strdup_printf("wanted %s, came %s", cases[i].range, cases[i].below);
        g_autofree char *above = g_strdup_printf("wanted %s, came %s", cases[i].range, cases[i].above);
        accepted_with(cases[i].pointer, quoted(cases[i].least));
        accepted_with(cases[i].pointer, quoted(cases[i].most));
        refused_with(cases[i].pointer, quoted(cases[i].below), below);
        refused_with(cases[i].pointer, quoted(cases[i].above), above);
    }
}

static void strings_are_taken_up_to_their_lengths_in_characters(void **)
{
    static const struct {
        const char *pointer;
        size_t least, most;
        const char *character;
    } cases[] = {
        {"/images/0/alt", 0, 1000, "ä"},
        {"/texts/0/configuration/content", 0, 1000, "海"},
        {"/texts/0/configuration/font", 1, 64, "I"},
        {"/audio/name", 1, 200, "é"},
        {"/filters/0/type", 1, 32, "w"},
        {"/description", 0, 5000, "🏖"},
        {"/topics/0", 1, 64, "海"},
        {"/location/name", 1, 200, "海"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        accepted_with(cases[i].pointer, string_of(cases[i].character, cases[i].least));
        accepted_with(cases[i].pointer, string_of(cases[i].character, cases[i].most));
        refused_with(cases[i].pointer, string_of(cases[i].character, cases[i].most + 1), NULL);
        if (cases[i].least > 0)
            refused_with(cases[i].pointer, json_string(""), NULL);
    }
    refused_with("/description", string_of("a", 5001), "wanted a string of at most 5000 characters, came 5001");
    refused_with("/topics/0", string_of("a", 65), "wanted a string of 1 to 64 characters, came 65");
}

static void lists_are_taken_up_to_their_lengths(void **)
{
    static const struct {
        const char *pointer, *element;
        size_t most;
        const char *detail;
    } cases[] = {
        {"/images", "{'media': '" ID_1 "'}", 35, "wanted an array of 1 to 35 elements, came 36"},
        {"/texts", "{'image': 0, 'position': {'x': 0, 'y': 0}, 'configuration': {'content': ''}}", 200,
         "wanted an array of at most 200 elements, came 201"},
        {"/stickers", "{'image': 0, 'media': '" ID_1 "', 'position': {'x': 0, 'y': 0}, 'width': 1}", 100,
         "wanted an array of at most 100 elements, came 101"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *body = quoted(full);
        set_at_take(body, cases[i].pointer, array_of(cases[i].element, cases[i].most));
        json_auto_t *document = accepted(body);
        assert_int_equal(json_array_size(value_at(document, cases[i].pointer)), cases[i].most);
        refused_with(cases[i].pointer, array_of(cases[i].element, cases[i].most + 1), cases[i].detail);
    }
    json_auto_t *body = quoted(minimal);
    set_at_take(body, "/images", json_array());
    assert_refused_body(body, "/images", "wanted an array of 1 to 35 elements, came 0");
}

static void topics_are_twenty_at_most(void **)
{
    json_auto_t *topics = json_array();
    for (int i = 0; i < COLLECTION_TOPICS_MAX; i++)
        json_array_append_new(topics, json_sprintf("topic %d", i));
    accepted_with("/topics", json_deep_copy(topics));
    json_array_append_new(topics, json_string("one more"));
    refused_with("/topics", json_deep_copy(topics), "wanted an array of at most 20 elements, came 21");
}

static void filters_are_one_an_image(void **)
{
    json_auto_t *body = quoted(minimal);
    set_at_take(body, "/images", array_of("{'media': '" ID_1 "'}", COLLECTION_IMAGES_MAX));
    set_at_take(body, "/filters", json_array());
    for (int i = 0; i < COLLECTION_IMAGES_MAX; i++)
        json_array_append_new(value_at(body, "/filters"), json_pack("{s:i, s:s}", "image", i, "type", "warm"));
    json_decref(accepted(body));
    json_array_append_new(value_at(body, "/filters"), quoted("{'image': 0, 'type': 'cold'}"));
    assert_refused_body(body, "/filters", "wanted an array of at most 35 elements, came 36");
    json_array_remove(value_at(body, "/filters"), 34);
    assert_refused_body(body, "/filters/34/image", "wanted at most one filter an image, came another for 0");
}

static void content_has_twenty_lines_at_most(void **)
{
    accepted_with("/texts/0/configuration/content", string_of("\n", 19));
    refused_with("/texts/0/configuration/content", string_of("\n", 20), "wanted at most 20 lines, came 21");
}

static void values_of_another_kind_are_refused(void **)
{
    static const struct {
        const char *pointer, *value, *detail;
    } cases[] = {
        {"/images", "3", "wanted an array, came a number"},
        {"/images/0", "'" ID_1 "'", "wanted an object, came a string"},
        {"/images/0/media", "null", "wanted an identifier, came null"},
        {"/images/0/media", "'short'", "wanted an identifier, came \"short\""},
        {"/images/0/alt", "7", "wanted a string, came a number"},
        {"/images/0/alt", "null", "wanted a string, came null"},
        {"/images/0/fit", "null", "wanted an object, came null"},
        {"/images/1/reference/collection", "true", "wanted an identifier, came true"},
        {"/images/1/reference/image", "1.0", "wanted an integer, came 1.0"},
        {"/texts", "'generate'", "wanted an array, came a string"},
        {"/texts/0/image", "0.0", "wanted an integer, came 0.0"},
        {"/texts/0/image", "'0'", "wanted an integer, came a string"},
        {"/texts/0/position", "[]", "wanted an object, came an array"},
        {"/texts/0/position/x", "'0'", "wanted a number, came a string"},
        {"/texts/0/position/direction", "'up'", "wanted one of ltr, rtl, ttb, came \"up\""},
        {"/texts/0/configuration/weight", "700.0", "wanted an integer, came 700.0"},
        {"/texts/0/configuration/italic", "1", "wanted true or false, came a number"},
        {"/texts/0/configuration/align", "'justify'", "wanted one of left, center, right, came \"justify\""},
        {"/texts/0/configuration/stroke", "false", "wanted an object or null, came false"},
        {"/texts/0/editable/0", "'font'", "wanted one of content, style, position, came \"font\""},
        {"/audio", "[]", "wanted an object or null, came an array"},
        {"/audio/media", "1", "wanted an identifier or null, came a number"},
        {"/audio/start_ms", "0.5", "wanted an integer, came 0.5"},
        {"/audio/mode", "'cyclic'", "wanted one of loop, once, came \"cyclic\""},
        {"/topics/0", "{}", "wanted a string, came an object"},
        {"/location/lat", "'0'", "wanted a number or null, came a string"},
        {"/visibility", "'friends'", "wanted one of public, followers, unlisted, private, came \"friends\""},
        {"/state", "'deleted'", "wanted one of draft, posted, came \"deleted\""},
        {"/offer_template", "null", "wanted true or false, came null"},
        {"/template", "''", "wanted an identifier, came \"\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        refused_with(cases[i].pointer, quoted(cases[i].value), cases[i].detail);
}

static void a_body_that_is_no_object_is_refused(void **)
{
    json_auto_t *body = json_array();
    assert_refused_body(body, "", "wanted an object, came an array");
    assert_refused_body(NULL, "", "wanted an object, came nothing");
}

static void licenses_are_those_of_the_list(void **)
{
    static const char *const licenses[] = {"all-rights-reserved", "CC0-1.0",      "CC-BY-4.0",       "CC-BY-SA-4.0",
                                           "CC-BY-ND-4.0",        "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0"};
    for (size_t i = 0; i < G_N_ELEMENTS(licenses); i++)
        accepted_with("/license", json_string(licenses[i]));
    refused_with("/license", json_string("cc-by-4.0"), NULL);
}

static void required_members_are_missed(void **)
{
    static const char *const pointers[] = {
        "/images",
        "/images/1/reference/collection",
        "/images/1/reference/image",
        "/texts/0/image",
        "/texts/0/position",
        "/texts/0/position/x",
        "/texts/0/position/y",
        "/texts/0/configuration",
        "/texts/0/configuration/content",
        "/texts/0/configuration/stroke/color",
        "/texts/0/configuration/stroke/width",
        "/texts/0/configuration/background/color",
        "/audio/name",
        "/stickers/0/image",
        "/stickers/0/position",
        "/stickers/0/position/x",
        "/stickers/0/position/y",
        "/stickers/0/width",
        "/filters/0/image",
        "/filters/0/type",
        "/location/name",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pointers); i++)
        refused_with(pointers[i], NULL, NULL);
    refused_with("/texts/0/position/x", NULL, "wanted a number, came nothing");
}

static void unknown_members_are_refused_at_every_level(void **)
{
    static const char *const pointers[] = {
        "/owner",
        "/images/0/url",
        "/images/0/fit/angle",
        "/images/1/reference/media",
        "/texts/0/font",
        "/texts/0/position/z",
        "/texts/0/configuration/size",
        "/texts/0/configuration/stroke/opacity",
        "/texts/0/configuration/background/opacity",
        "/texts/0/configuration/shadow/opacity",
        "/audio/title",
        "/stickers/0/position/direction",
        "/filters/0/name",
        "/location/country",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pointers); i++)
        refused_with(pointers[i], json_integer(1), "no such member");
}

static void pointers_escape_tilde_and_slash(void **)
{
    json_auto_t *body = quoted(minimal);
    json_object_set_new(body, "a/b~c", json_null());
    assert_refused_body(body, "/a~1b~0c", "no such member");
}

static void an_image_is_either_media_or_reference(void **)
{
    json_auto_t *body = quoted(minimal);
    set_at_take(body, "/images/0", json_object());
    assert_refused_body(body, "/images/0", "wanted either media or reference, came neither");
    set_at_take(body, "/images/0",
                quoted("{'media': '" ID_1 "', 'reference': {'collection': '" ID_2 "', 'image': 0}}"));
    assert_refused_body(body, "/images/0", "wanted either media or reference, came both");
}

static void a_sticker_is_either_an_upload_or_built_in(void **)
{
    json_auto_t *body = quoted(full);
    json_object_set_new(value_at(body, "/stickers/0"), "builtin", json_string("heart"));
    assert_refused_body(body, "/stickers/0", "wanted either media or builtin, came both");
    json_object_del(value_at(body, "/stickers/0"), "media");
    json_object_set_new(value_at(body, "/stickers/0"), "builtin", json_string("No name"));
    assert_refused_body(body, "/stickers/0/builtin", "wanted only a to z, 0 to 9, _ and -");
    json_object_del(value_at(body, "/stickers/0"), "builtin");
    assert_refused_body(body, "/stickers/0", "wanted either media or builtin, came neither");
}

static void materials_lie_on_images_that_exist(void **)
{
    static const char *const pointers[] = {"/texts/0/image", "/stickers/0/image", "/filters/0/image"};
    for (size_t i = 0; i < G_N_ELEMENTS(pointers); i++) {
        accepted_with(pointers[i], json_integer(1));
        refused_with(pointers[i], json_integer(2), "wanted one of the 2 images, counted from 0, came 2");
        refused_with(pointers[i], json_integer(35), "wanted an integer from 0 to 34, came 35");
    }
}

static void colors_are_hexadecimal(void **)
{
    static const char pointer[] = "/texts/0/configuration/color";
    accepted_with(pointer, json_string("#00aAfF"));
    accepted_with(pointer, json_string("#00aAfF80"));
    static const char *const wrong[] = {"", "#", "#fff", "#fffffff", "#fffffg", "ffffff", "#ffffff ", "white"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *detail = g_strdup_printf("wanted a color as #rrggbb or #rrggbbaa, came \"%s\"", wrong[i]);
        refused_with(pointer, json_string(wrong[i]), detail);
    }
    refused_with("/texts/0/configuration/stroke/color", json_string("red"), NULL);
    refused_with("/texts/0/configuration/background/color", json_string("red"), NULL);
}

static void languages_look_like_tags(void **)
{
    static const char pointer[] = "/texts/0/configuration/language";
    static const char *const right[] = {"en", "und", "zh-Hant", "de-CH-1996", "en-x-12345678", "abcdefgh"};
    static const char *const wrong[] = {"", "e", "abcdefghi", "en-", "-en", "en--us", "en_US", "e1", "en-123456789"};
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        accepted_with(pointer, json_string(right[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        refused_with(pointer, json_string(wrong[i]), NULL);
    accepted_with(pointer, json_string("en-12345678-12345678-12345678-12345"));
    refused_with(pointer, json_string("en-12345678-12345678-12345678-123456"),
                 "wanted a string of at most 35 characters, came 36");
}

static void control_characters_are_refused(void **)
{
    static const struct {
        const char *pointer, *text, *detail;
    } cases[] = {
        {"/texts/0/configuration/content", "a\tb", "wanted no control characters, came U+0009"},
        {"/texts/0/configuration/content", "a\r\nb", "wanted no control characters, came U+000D"},
        {"/texts/0/configuration/content", "a\u2028b", "wanted no control characters, came U+2028"},
        {"/description", "a\x7f", "wanted no control characters, came U+007F"},
        {"/description", "a\xc2\x85", "wanted no control characters, came U+0085"},
        {"/topics/0", "a\nb", "wanted no control characters, came U+000A"},
        {"/audio/name", "a\nb", "wanted no control characters, came U+000A"},
        {"/location/name", "a\x1b[0m", "wanted no control characters, came U+001B"},
    };
    accepted_with("/description", json_string("one\n\ntwo"));
    accepted_with("/texts/0/configuration/content", json_string("one\n\ntwo"));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        refused_with(cases[i].pointer, json_string(cases[i].text), cases[i].detail);
    refused_with("/description", json_stringn("a\0b", 3), "wanted no control characters, came U+0000");
}

static void an_identifier_with_a_nul_inside_is_refused(void **)
{
    refused_with("/images/0/media", json_stringn(ID_1 "\0x", sizeof ID_1 + 1), NULL);
    refused_with("/state", json_stringn("draft\0x", 7), NULL);
}

static void filter_types_are_plain_names(void **)
{
    accepted_with("/filters/0/type", json_string("warm_2-b"));
    refused_with("/filters/0/type", json_string("Warm"), "wanted only a to z, 0 to 9, _ and -");
    refused_with("/filters/0/type", json_string("../warm"), NULL);
}

static void topics_have_no_edge_blanks_and_no_repeats(void **)
{
    accepted_with("/topics/0", json_string("two words"));
    refused_with("/topics/0", json_string(" travel"), "wanted no white space at the beginning or the end");
    refused_with("/topics/0", json_string("travel\u3000"), NULL);
    refused_with("/topics/1", json_string("travel"), "wanted no repeats, came \"travel\" again");
}

static void names_are_more_than_blanks(void **)
{
    refused_with("/audio/name", json_string("   "), "wanted more than white space");
    refused_with("/location/name", json_string("\u2003"), NULL);
}

static void editable_names_each_aspect_once(void **)
{
    accepted_with("/texts/0/editable", json_array());
    accepted_with("/texts/0/editable", quoted("['position']"));
    json_auto_t *body = quoted(full);
    set_at_take(body, "/texts/0/editable", quoted("['style', 'content', 'style']"));
    assert_refused_body(body, "/texts/0/editable/2", "wanted no repeats, came \"style\" again");
    refused_with("/texts/0/editable", quoted("['style', 'content', 'position', 'style']"), NULL);
}

static void a_location_has_both_coordinates_or_neither(void **)
{
    accepted_with("/location", quoted("{'name': 'here', 'lat': null, 'lon': null}"));
    refused_with("/location", quoted("{'name': 'here', 'lat': 1}"),
                 "wanted both lat and lon or neither, came only lat");
    refused_with("/location", quoted("{'name': 'here', 'lat': null, 'lon': 1}"),
                 "wanted both lat and lon or neither, came only lon");
}

static void carrying_a_template_needs_one(void **)
{
    json_auto_t *body = quoted(minimal);
    set_at_take(body, "/carry_template", json_true());
    assert_refused_body(body, "/carry_template", "wanted a template to carry, came none");
    set_at_take(body, "/template", json_null());
    assert_refused_body(body, "/carry_template", "wanted a template to carry, came none");
}

static void every_refusal_is_collected(void **)
{
    json_auto_t *body = quoted(full);
    set_at_take(body, "/visibility", json_integer(1));
    set_at_take(body, "/texts/0/position/x", json_integer(3));
    set_at_take(body, "/stickers/0/image", json_integer(9));
    set_at_take(body, "/surprise", json_null());
    struct refusals refusals = {NULL};
    json_t *document = NULL;
    assert_int_equal(collection_check(body, &refusals, &document), E_INVALID);
    assert_int_equal(json_array_size(refusals.list), 4);
    assert_string_equal(detail_at(&refusals, "/visibility"), "wanted a string, came a number");
    assert_string_equal(detail_at(&refusals, "/texts/0/position/x"), "wanted a number from -1 to 1, came 3");
    assert_string_equal(detail_at(&refusals, "/surprise"), "no such member");
    assert_non_null(detail_at(&refusals, "/stickers/0/image"));
    refusals_clear(&refusals);
}

static void refusals_stop_at_their_limit(void **)
{
    json_auto_t *body = quoted(minimal);
    for (int i = 0; i < REFUSALS_MAX + 1; i++) {
        g_autofree char *name = g_strdup_printf("member %d", i);
        json_object_set_new(body, name, json_null());
    }
    struct refusals refusals = {NULL};
    json_t *document = NULL;
    assert_int_equal(collection_check(body, &refusals, &document), E_INVALID);
    assert_int_equal(json_array_size(refusals.list), REFUSALS_MAX);
    refusals_clear(&refusals);
}

static void long_strings_are_not_repeated_in_refusals(void **)
{
    refused_with("/visibility", string_of("a", 40), NULL);
    refused_with("/visibility", string_of("a", 41),
                 "wanted one of public, followers, unlisted, private, came a string");
}

/* RFC 7396 appendix A. */
static void merge_patch_does_what_the_rfc_shows(void **)
{
    static const char *const cases[][3] = {
        {"{'a':'b'}", "{'a':'c'}", "{'a':'c'}"},
        {"{'a':'b'}", "{'b':'c'}", "{'a':'b','b':'c'}"},
        {"{'a':'b'}", "{'a':null}", "{}"},
        {"{'a':'b','b':'c'}", "{'a':null}", "{'b':'c'}"},
        {"{'a':['b']}", "{'a':'c'}", "{'a':'c'}"},
        {"{'a':'c'}", "{'a':['b']}", "{'a':['b']}"},
        {"{'a':{'b':'c'}}", "{'a':{'b':'d','c':null}}", "{'a':{'b':'d'}}"},
        {"{'a':[{'b':'c'}]}", "{'a':[1]}", "{'a':[1]}"},
        {"['a','b']", "['c','d']", "['c','d']"},
        {"{'a':'b'}", "['c']", "['c']"},
        {"{'a':'foo'}", "null", "null"},
        {"{'a':'foo'}", "'bar'", "'bar'"},
        {"{'e':null}", "{'a':1}", "{'e':null,'a':1}"},
        {"[1,2]", "{'a':'b','c':null}", "{'a':'b'}"},
        {"{}", "{'a':{'bb':{'ccc':null}}}", "{'a':{'bb':{}}}"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *target = quoted(cases[i][0]);
        json_auto_t *patch = quoted(cases[i][1]);
        json_auto_t *merged = merge_patch(target, patch);
        assert_same_json(merged, cases[i][2]);
        assert_same_json(target, cases[i][0]);
        assert_same_json(patch, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(left_out_members_get_their_defaults_in_the_order_of_the_contract),
        cmocka_unit_test(members_of_materials_default_one_by_one),
        cmocka_unit_test(a_document_checked_again_stays_as_it_is),
        cmocka_unit_test(numbers_are_kept_as_they_came),
        cmocka_unit_test(numbers_are_taken_up_to_their_limits),
        cmocka_unit_test(strings_are_taken_up_to_their_lengths_in_characters),
        cmocka_unit_test(lists_are_taken_up_to_their_lengths),
        cmocka_unit_test(topics_are_twenty_at_most),
        cmocka_unit_test(filters_are_one_an_image),
        cmocka_unit_test(content_has_twenty_lines_at_most),
        cmocka_unit_test(values_of_another_kind_are_refused),
        cmocka_unit_test(a_body_that_is_no_object_is_refused),
        cmocka_unit_test(licenses_are_those_of_the_list),
        cmocka_unit_test(required_members_are_missed),
        cmocka_unit_test(unknown_members_are_refused_at_every_level),
        cmocka_unit_test(pointers_escape_tilde_and_slash),
        cmocka_unit_test(an_image_is_either_media_or_reference),
        cmocka_unit_test(a_sticker_is_either_an_upload_or_built_in),
        cmocka_unit_test(materials_lie_on_images_that_exist),
        cmocka_unit_test(colors_are_hexadecimal),
        cmocka_unit_test(languages_look_like_tags),
        cmocka_unit_test(control_characters_are_refused),
        cmocka_unit_test(an_identifier_with_a_nul_inside_is_refused),
        cmocka_unit_test(filter_types_are_plain_names),
        cmocka_unit_test(topics_have_no_edge_blanks_and_no_repeats),
        cmocka_unit_test(names_are_more_than_blanks),
        cmocka_unit_test(editable_names_each_aspect_once),
        cmocka_unit_test(a_location_has_both_coordinates_or_neither),
        cmocka_unit_test(carrying_a_template_needs_one),
        cmocka_unit_test(every_refusal_is_collected),
        cmocka_unit_test(refusals_stop_at_their_limit),
        cmocka_unit_test(long_strings_are_not_repeated_in_refusals),
        cmocka_unit_test(merge_patch_does_what_the_rfc_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
