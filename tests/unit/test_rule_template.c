/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include "rule/collection.h"
#include "rule/template.h"

/* The first collection of FIG. 3A to 3C. Position 1 and position 2 are any two: the seed gives no numbers. */
#define POSITION_1 "{'x': 0, 'y': -0.31, 'angle': -8, 'direction': 'ltr'}"
#define POSITION_2 "{'x': 0.12, 'y': 0.4, 'angle': 0, 'direction': 'ltr'}"

static const char first_collection[] =
    "{'images': [{'media': '" ID_1 "', 'alt': 'A bay'}, {'media': '" ID_2 "'}, {'media': '" ID_1 "'}],"
    " 'texts': ["
    "   {'image': 0, 'position': " POSITION_1 ", 'configuration': {'content': 'Beautiful scenery', 'language': 'en'}},"
    "   {'image': 1, 'position': " POSITION_2 ", 'configuration': {'content': 'Worth recording', 'language': 'en'}},"
    "   {'image': 2, 'position': " POSITION_1 ", 'configuration': {'content': 'Picturesque', 'language': 'en'}}],"
    " 'audio': {'name': 'Audio 1', 'mode': 'loop'},"
    " 'stickers': [{'image': 2, 'media': '" ID_2 "', 'position': {'x': 0.3, 'y': 0.2, 'angle': 12}, 'width': 0.25}],"
    " 'filters': [{'image': 0, 'type': 'warm', 'strength': 0.6}],"
    " 'description': 'mine', 'offer_template': true}";

static const struct box boxes[] = {{1080, 1350}, {1080, 1080}, {1350, 1080}};

static json_t *complete(const json_t *body)
{
    struct refusals refusals = {NULL};
    json_t *document = NULL;
    if (collection_check(body, &refusals, &document)) {
        g_autofree char *all = json_dumps(refusals.list, 0);
        fail_msg("refused: %s", all);
    }
    return document;
}

/* The template of the first collection, each of whose texts has this `editable`. */
static json_t *template_with(const char *editable)
{
    json_auto_t *body = quoted(first_collection);
    for (size_t i = 0; i < 3; i++)
        json_object_set_new(json_array_get(json_object_get(body, "texts"), i), "editable", quoted(editable));
    json_auto_t *collection = complete(body);
    return template_extract(collection, boxes);
}

/* seed ¶0058. */
static void the_template_of_the_seeds_example_has_its_values(void **)
{
    static const struct {
        const char *content, *position;
    } texts[] = {
        {"'Beautiful scenery'", POSITION_1},
        {"'Worth recording'", POSITION_2},
        {"'Picturesque'", POSITION_1},
    };
    json_auto_t *template = template_with("['content', 'style', 'position']");
    assert_same_json(json_object_get(template, "images_required"), "3");
    assert_int_equal(json_array_size(json_object_get(template, "boxes")), 3);
    assert_int_equal(json_array_size(json_object_get(template, "texts")), 3);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        json_t *text = json_array_get(json_object_get(template, "texts"), i);
        assert_int_equal(json_integer_value(json_object_get(text, "image")), i);
        assert_same_json(value_at(text, "/configuration/content"), texts[i].content);
        assert_same_json(json_object_get(text, "position"), texts[i].position);
    }
    assert_same_json(value_at(template, "/audio/name"), "'Audio 1'");
    assert_same_json(value_at(template, "/audio/mode"), "'loop'");
}

static void boxes_have_the_shapes_of_the_reference_images(void **)
{
    json_auto_t *template = template_with("[]");
    assert_same_json(json_object_get(template, "boxes"),
                     "[{'image': 0, 'width': 1080, 'height': 1350, 'reference': {'media': '" ID_1 "', 'alt': 'A bay'}},"
                     " {'image': 1, 'width': 1080, 'height': 1080, 'reference': {'media': '" ID_2 "', 'alt': ''}},"
                     " {'image': 2, 'width': 1350, 'height': 1080, 'reference': {'media': '" ID_1 "', 'alt': ''}}]");
}

static void materials_are_taken_as_they_are_and_nothing_else(void **)
{
    static const char *const materials[] = {"texts", "audio", "stickers", "filters"};
    json_auto_t *body = quoted(first_collection);
    json_auto_t *collection = complete(body);
    json_auto_t *template = template_extract(collection, boxes);
    for (size_t i = 0; i < G_N_ELEMENTS(materials); i++)
        assert_true(json_equal(json_object_get(template, materials[i]), json_object_get(collection, materials[i])));
    assert_int_equal(json_object_size(template), 2 + G_N_ELEMENTS(materials));
}

/* The body of a second collection; `members` go beside its three images. */
static json_t *second_collection(const char *members)
{
    g_autofree char *text = g_strdup_printf("{'images': [{'media': '" ID_2 "'}, {'media': '" ID_2 "'},"
                                            "{'reference': {'collection': '" ID_1 "', 'image': 2}}]%s%s}",
                                            *members ? ", " : "", members);
    return quoted(text);
}

static json_t *applied(const char *editable, const json_t *body)
{
    json_auto_t *template = template_with(editable);
    json_auto_t *before = json_deep_copy(body);
    struct refusals refusals = {NULL};
    json_t *filled = NULL;
    if (template_apply(template, body, &refusals, &filled)) {
        g_autofree char *all = json_dumps(refusals.list, 0);
        fail_msg("refused: %s", all);
    }
    assert_null(refusals.list);
    assert_true(json_equal(body, before));
    return filled;
}

static void assert_refused(const char *editable, const json_t *body, const char *pointer, const char *detail)
{
    json_auto_t *template = template_with(editable);
    struct refusals refusals = {NULL};
    json_t *filled = NULL;
    assert_int_equal(template_apply(template, body, &refusals, &filled), E_INVALID);
    assert_null(filled);
    assert_refused_only(&refusals, pointer, detail);
}

/* A second collection with the template's own texts, one of whose members is changed. */
static json_t *changed(const char *pointer, const char *value)
{
    json_auto_t *template = template_with("[]");
    json_t *body = second_collection("");
    json_object_set(body, "texts", json_object_get(template, "texts"));
    for (size_t i = 0; i < 3; i++)
        json_object_del(json_array_get(json_object_get(body, "texts"), i), "editable");
    set_at_take(body, pointer, value ? quoted(value) : NULL);
    return body;
}

static void what_is_left_out_comes_from_the_template(void **)
{
    static const char *const materials[] = {"texts", "audio", "stickers", "filters"};
    json_auto_t *template = template_with("[]");
    json_auto_t *body = second_collection("'description': 'hers'");
    json_auto_t *filled = applied("[]", body);
    json_auto_t *document = complete(filled);
    for (size_t i = 0; i < G_N_ELEMENTS(materials); i++)
        assert_true(json_equal(json_object_get(document, materials[i]), json_object_get(template, materials[i])));
    assert_same_json(json_object_get(document, "description"), "'hers'");
    assert_true(json_equal(value_at(filled, "/images"), value_at(body, "/images")));
}

static void what_is_given_stays(void **)
{
    json_auto_t *body = second_collection("'audio': null, 'stickers': [], 'filters': [{'image': 1, 'type': 'cold'}]");
    json_auto_t *filled = applied("[]", body);
    assert_same_json(json_object_get(filled, "audio"), "null");
    assert_same_json(json_object_get(filled, "stickers"), "[]");
    assert_same_json(json_object_get(filled, "filters"), "[{'image': 1, 'type': 'cold'}]");
}

static void as_many_images_are_needed_as_the_template_has_boxes(void **)
{
    json_auto_t *body = second_collection("");
    json_array_append_new(json_object_get(body, "images"), quoted("{'media': '" ID_1 "'}"));
    assert_refused("[]", body, "/images", "wanted 3 images, as many as the template needs, came 4");
    json_array_remove(json_object_get(body, "images"), 0);
    json_array_remove(json_object_get(body, "images"), 0);
    assert_refused("[]", body, "/images", "wanted 3 images, as many as the template needs, came 2");
}

static void fewer_texts_than_the_templates_are_refused(void **)
{
    json_auto_t *body = second_collection("'texts': [{}, {}]");
    assert_refused("['content']", body, "/texts", "wanted at least 3 texts, as many as the template has, came 2");
}

static void texts_that_say_nothing_are_the_templates(void **)
{
    json_auto_t *template = template_with("['style']");
    json_auto_t *body = second_collection("'texts': [{}, {'configuration': {}}, {'position': {'x': 0}}]");
    json_auto_t *filled = applied("['style']", body);
    assert_true(json_equal(json_object_get(filled, "texts"), json_object_get(template, "texts")));
}

static void further_texts_are_the_authors_own(void **)
{
    static const char own[] = "{'image': 0, 'position': {'x': 0, 'y': 0}, 'configuration': {'content': 'Me'}}";
    json_auto_t *body = second_collection("'texts': [{}, {}, {}]");
    json_array_append_new(json_object_get(body, "texts"), quoted(own));
    json_auto_t *filled = applied("[]", body);
    assert_same_json(value_at(filled, "/texts/3"), own);
}

static void texts_change_only_where_they_are_editable(void **)
{
    static const struct {
        const char *pointer, *value, *aspect;
    } cases[] = {
        {"/texts/0/image", "1", "position"},
        {"/texts/0/position/x", "0.5", "position"},
        {"/texts/1/position/angle", "90", "position"},
        {"/texts/1/position/direction", "'ttb'", "position"},
        {"/texts/0/configuration/content", "'Awful weather'", "content"},
        {"/texts/0/configuration/content", "''", "content"},
        {"/texts/2/configuration/language", "'fr'", "content"},
        {"/texts/2/configuration/font", "'Comic'", "style"},
        {"/texts/0/configuration/font_size", "0.5", "style"},
        {"/texts/0/configuration/weight", "900", "style"},
        {"/texts/0/configuration/italic", "true", "style"},
        {"/texts/0/configuration/align", "'left'", "style"},
        {"/texts/0/configuration/color", "'#000000'", "style"},
        {"/texts/0/configuration/stroke", "{'color': '#000000', 'width': 0.01}", "style"},
        {"/texts/0/configuration/background", "{'color': '#000000'}", "style"},
        {"/texts/0/configuration/opacity", "0.5", "style"},
        {"/texts/0/configuration/shadow", "{'color': '#000000', 'x': 0, 'y': 0, 'blur': 0.01}", "style"},
        {"/texts/0/configuration/line_height", "2", "style"},
        {"/texts/0/configuration/letter_spacing", "0.1", "style"},
    };
    static const char *const aspects[] = {"content", "style", "position"};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *body = changed(cases[i].pointer, cases[i].value);
        for (size_t j = 0; j < G_N_ELEMENTS(aspects); j++) {
            g_autofree char *only = g_strdup_printf("['%s']", aspects[j]);
            g_autofree char *detail = g_strdup_printf(
                "wanted what the template has: it does not let the %s of this text be changed", cases[i].aspect);
            if (strcmp(aspects[j], cases[i].aspect) != 0) {
                assert_refused(only, body, cases[i].pointer, detail);
                continue;
            }
            json_auto_t *filled = applied(only, body);
            assert_same_json(value_at(filled, cases[i].pointer), cases[i].value);
        }
    }
}

/* Templates stored before there were shadows say nothing of them. */
static void what_an_old_template_does_not_say_may_not_be_changed_for_that(void **)
{
    static const char *const later[] = {"shadow", "line_height", "letter_spacing"};
    static const char *const same[] = {"null", "null", "0.0"}, *const others[] = {"{'blur': 0.1}", "2", "0.1"};
    json_auto_t *template = template_with("['content']");
    for (size_t i = 0; i < G_N_ELEMENTS(later); i++) {
        json_object_del(value_at(template, "/texts/0/configuration"), later[i]);
        g_autofree char *pointer = g_strconcat("/texts/0/configuration/", later[i], NULL);
        json_auto_t *body = changed(pointer, same[i]), *other = changed(pointer, others[i]);
        json_t *filled = NULL;
        struct refusals refusals = {NULL};
        assert_int_equal(template_apply(template, body, &refusals, &filled), OK);
        assert_same_json(value_at(filled, pointer), same[i]);
        json_decref(filled);
        assert_int_equal(template_apply(template, other, &refusals, &filled), E_INVALID);
        assert_non_null(detail_at(&refusals, pointer));
        refusals_clear(&refusals);
    }
}

static void every_change_that_is_not_allowed_is_named(void **)
{
    json_auto_t *template = template_with("[]");
    json_auto_t *body = changed("/texts/0/position/x", "1");
    set_at_take(body, "/texts/2/configuration/content", json_string("Mine"));
    json_array_remove(json_object_get(body, "images"), 0);
    struct refusals refusals = {NULL};
    json_t *filled = NULL;
    assert_int_equal(template_apply(template, body, &refusals, &filled), E_INVALID);
    assert_int_equal(json_array_size(refusals.list), 3);
    assert_non_null(detail_at(&refusals, "/images"));
    assert_non_null(detail_at(&refusals, "/texts/0/position/x"));
    assert_non_null(detail_at(&refusals, "/texts/2/configuration/content"));
    refusals_clear(&refusals);
}

/* JavaScript sends 0.0 as 0 and 1.0 as 1. */
static void a_number_written_otherwise_is_no_change(void **)
{
    static const char *const cases[][2] = {
        {"/texts/0/position/x", "0.0"},
        {"/texts/0/position/angle", "-8.0"},
        {"/texts/0/configuration/opacity", "1.0"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *body = changed(cases[i][0], cases[i][1]);
        json_auto_t *filled = applied("[]", body);
        assert_same_json(value_at(filled, cases[i][0]), cases[i][1]);
    }
}

static void what_may_be_edited_is_the_templates_decision(void **)
{
    static const char detail[] = "wanted what the template has, or nothing";
    json_auto_t *same = changed("/texts/0/editable", "['style', 'content']");
    json_auto_t *filled = applied("['content', 'style']", same);
    assert_same_json(value_at(filled, "/texts/1/editable"), "['content', 'style']");
    assert_refused("['content']", same, "/texts/0/editable", detail);
    assert_refused("['content', 'style', 'position']", same, "/texts/0/editable", detail);
    json_auto_t *twice = changed("/texts/0/editable", "['style', 'style']");
    assert_refused("['content', 'style']", twice, "/texts/0/editable", detail);
}

static void a_stroke_can_be_taken_away_with_null(void **)
{
    json_auto_t *template = template_with("['style']");
    json_auto_t *body = second_collection("'texts': [{'configuration': {'stroke': null}}, {}, {}]");
    set_at_take(template, "/texts/0/configuration/stroke", quoted("{'color': '#000000', 'width': 0.01}"));
    struct refusals refusals = {NULL};
    json_auto_t *filled = NULL;
    assert_int_equal(template_apply(template, body, &refusals, &filled), OK);
    assert_same_json(value_at(filled, "/texts/0/configuration/stroke"), "null");
    assert_same_json(value_at(filled, "/texts/0/configuration/content"), "'Beautiful scenery'");
}

static void what_is_of_the_wrong_type_is_left_to_collection_check(void **)
{
    static const struct {
        const char *members, *pointer;
    } cases[] = {
        {"'texts': 'generate'", "/texts"},
        {"'texts': [1, {}, {}]", "/texts/0"},
        {"'texts': [{'position': 1}, {}, {}]", "/texts/0/position"},
        {"'texts': [{'configuration': []}, {}, {}]", "/texts/0/configuration"},
        {"'texts': [{'editable': 1}, {}, {}]", "/texts/0/editable"},
        {"'audio': 1", "/audio"},
        {"'stickers': null", "/stickers"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_auto_t *body = second_collection(cases[i].members);
        json_auto_t *filled = applied("[]", body);
        struct refusals refusals = {NULL};
        json_t *document = NULL;
        assert_int_equal(collection_check(filled, &refusals, &document), E_INVALID);
        assert_refused_only(&refusals, cases[i].pointer, NULL);
    }
}

static void a_body_without_images_is_left_to_collection_check(void **)
{
    static const char *const bodies[] = {"{}", "{'images': 3}", "[]", "null"};
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        json_auto_t *body = quoted(bodies[i]);
        json_auto_t *filled = applied("[]", body);
        struct refusals refusals = {NULL};
        json_t *document = NULL;
        assert_int_equal(collection_check(filled, &refusals, &document), E_INVALID);
        assert_refused_only(&refusals, i < 2 ? "/images" : "", NULL);
    }
}

/* What tells a template apart from one of other photos. */
static void forget_photos(json_t *template)
{
    json_t *box;
    size_t i;
    json_array_foreach (json_object_get(template, "boxes"), i, box)
        json_object_del(box, "reference");
}

/* seed ¶0112: the template of a second collection is found by its identifier, or extracted from
 * it; both are the same document, but for the photos. */
static void by_query_and_by_extraction_the_template_is_the_same(void **)
{
    json_auto_t *queried = template_with("['content', 'style', 'position']");
    json_auto_t *body = quoted("{'images': [{'media': '" ID_2 "'}, {'media': '" ID_2 "'}, {'media': '" ID_1 "'}]}");
    json_auto_t *filled = NULL;
    struct refusals refusals = {NULL};
    assert_int_equal(template_apply(queried, body, &refusals, &filled), OK);
    json_auto_t *second = complete(filled);
    json_auto_t *extracted = template_extract(second, boxes);
    forget_photos(queried);
    forget_photos(extracted);
    assert_true(json_equal(queried, extracted));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_template_of_the_seeds_example_has_its_values),
        cmocka_unit_test(boxes_have_the_shapes_of_the_reference_images),
        cmocka_unit_test(materials_are_taken_as_they_are_and_nothing_else),
        cmocka_unit_test(what_is_left_out_comes_from_the_template),
        cmocka_unit_test(what_is_given_stays),
        cmocka_unit_test(as_many_images_are_needed_as_the_template_has_boxes),
        cmocka_unit_test(fewer_texts_than_the_templates_are_refused),
        cmocka_unit_test(texts_that_say_nothing_are_the_templates),
        cmocka_unit_test(further_texts_are_the_authors_own),
        cmocka_unit_test(texts_change_only_where_they_are_editable),
        cmocka_unit_test(what_an_old_template_does_not_say_may_not_be_changed_for_that),
        cmocka_unit_test(every_change_that_is_not_allowed_is_named),
        cmocka_unit_test(a_number_written_otherwise_is_no_change),
        cmocka_unit_test(what_may_be_edited_is_the_templates_decision),
        cmocka_unit_test(a_stroke_can_be_taken_away_with_null),
        cmocka_unit_test(what_is_of_the_wrong_type_is_left_to_collection_check),
        cmocka_unit_test(a_body_without_images_is_left_to_collection_check),
        cmocka_unit_test(by_query_and_by_extraction_the_template_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
