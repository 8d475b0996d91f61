/* SPDX-License-Identifier: Apache-2.0
 *
 * A database for measuring preset conditions: collections in eight languages, some texts
 * shared by many, most by few or nobody; made by seed, through the store and the evaluation
 * by events, as posts make it.
 */
#ifndef STENCIL_TESTS_BENCH_POLICY_DATA_H
#define STENCIL_TESTS_BENCH_POLICY_DATA_H

#include <glib.h>

#include "evaluate.h"
#include "store/account.h"
#include "store/media.h"

/* Words of a language, and phrases that many write over their photos. */
struct tongue {
    const char *language, *phrases[8], *words[12];
};

static const struct tongue tongues[] = {
    {"en",
     {"Beautiful scenery", "Good vibes only", "Golden hour", "Weekend mood", "Hello summer", "Best day ever",
      "Worth recording", "On the road"},
     {"sea", "light", "friends", "coffee", "morning", "city", "walk", "beach", "rain", "garden", "slow", "home"}},
    {"es",
     {"Qué bonito día", "Buenos días", "Hola verano", "Fin de semana", "Mi lugar favorito", "La vida es bella",
      "Recuerdos", "Hora dorada"},
     {"mar", "luz", "amigos", "café", "mañana", "ciudad", "paseo", "playa", "lluvia", "jardín", "lento", "casa"}},
    {"de",
     {"Schöne Aussicht", "Guten Morgen", "Hallo Sommer", "Wochenende", "Mein Lieblingsort", "Goldene Stunde",
      "Unterwegs", "Das Leben ist schön"},
     {"Meer", "Licht", "Freunde", "Kaffee", "Morgen", "Stadt", "Spaziergang", "Strand", "Regen", "Garten", "langsam",
      "Zuhause"}},
    {"ru",
     {"Красивый вид", "Доброе утро", "Привет, лето", "Выходные", "Золотой час", "Лучший день", "В пути", "Мой город"},
     {"море", "свет", "друзья", "кофе", "утро", "город", "прогулка", "пляж", "дождь", "сад", "тихо", "дом"}},
    {"zh",
     {"美好的一天", "早安", "你好夏天", "周末愉快", "黄金时刻", "在路上", "值得记录", "风景如画"},
     {"大海", "阳光", "朋友", "咖啡", "早晨", "城市", "散步", "海滩", "下雨", "花园", "慢慢", "回家"}},
    {"ja",
     {"素敵な一日", "おはよう", "夏が来た", "週末の気分", "お気に入りの場所", "旅の途中", "夕焼け", "思い出"},
     {"海", "光", "友だち", "コーヒー", "朝", "街", "散歩", "浜辺", "雨", "庭", "ゆっくり", "家"}},
    {"ar",
     {"منظر جميل", "صباح الخير", "أهلا بالصيف", "عطلة نهاية الأسبوع", "مكاني المفضل", "أجمل يوم", "على الطريق",
      "ذكريات"},
     {"بحر", "ضوء", "أصدقاء", "قهوة", "صباح", "مدينة", "نزهة", "شاطئ", "مطر", "حديقة", "بهدوء", "بيت"}},
    {"hi",
     {"सुंदर दृश्य", "सुप्रभात", "नमस्ते गर्मी", "सप्ताहांत", "मेरी पसंदीदा जगह", "सबसे अच्छा दिन", "सफर में", "यादें"},
     {"समुद्र", "रोशनी", "दोस्त", "कॉफी", "सुबह", "शहर", "सैर", "तट", "बारिश", "बगीचा", "धीरे", "घर"}},
};

static const char *const topics[] = {"travel", "food", "family", "city", "nature", "music", "sport", "art"};

struct data {
    GRand *rand;
    int accounts;
    int64_t clock_us;
};

static int data_pick(struct data *d, int count)
{
    return g_rand_int_range(d->rand, 0, count);
}

static char *data_id(char kind, int number)
{
    return g_strdup_printf("%c%021d", kind, number);
}

static enum err data_put_account(struct data *d, struct db_conn *db, int number)
{
    g_autofree char *id = data_id('A', number), *handle = g_strdup_printf("account%d", number),
                    *media = data_id('M', number);
    g_autoptr(media) stored = NULL;
    struct account a = {
        .id = id, .handle = handle, .name = handle, .bio = (char *)"", .role = ROLE_MEMBER, .created_us = 1};
    struct media m = {.id = media,
                      .account_id = id,
                      .sha256 = media,
                      .kind = (char *)"image",
                      .type = (char *)"image/jpeg",
                      .width = data_pick(d, 2) ? 1080 : 3024,
                      .height = data_pick(d, 2) ? 1350 : 4032,
                      .created_us = 1,
                      .size_bytes = 1};
    enum err e = account_insert(db, &a, "x");
    return e ? e : media_insert(db, &m, &stored);
}

/* A third of the texts are phrases that many use, the first of a language most; the rest is
 * somebody's own words, of which some meet by chance. */
static char *data_text(struct data *d, const struct tongue *t)
{
    if (data_pick(d, 3) == 0) {
        int rank = 0;
        while (rank < 7 && data_pick(d, 2))
            rank++;
        return g_strdup(t->phrases[rank]);
    }
    return g_strdup_printf("%s %s %s %d", t->words[data_pick(d, 12)], t->words[data_pick(d, 12)],
                           t->words[data_pick(d, 12)], data_pick(d, 40000));
}

static json_t *data_text_json(const char *content, const char *language, int image)
{
    return json_pack("{s:i, s:{s:f, s:f, s:f, s:s}, s:{s:s, s:s, s:s, s:f, s:i, s:s}, s:[s, s, s]}", "image", image,
                     "position", "x", 0.0, "y", -0.31, "angle", -8.0, "direction", "ltr", "configuration", "content",
                     content, "language", language, "font", "Inter", "font_size", 0.064, "weight", 700, "color",
                     "#ffffff", "editable", "content", "style", "position");
}

/* A collection of its next time by an account; `content` NULL: as it comes. */
static struct collection *data_collection(struct data *d, int account, const char *content)
{
    struct collection *c = g_new0(struct collection, 1);
    const struct tongue *t = &tongues[data_pick(d, G_N_ELEMENTS(tongues))];
    g_autofree char *media = data_id('M', account);
    int images = content ? 1 : 1 + data_pick(d, 3);
    json_t *images_json = json_array(), *texts = json_array();
    char id[ID_SIZE];
    d->clock_us += 1 + data_pick(d, 1000000);
    id_new(d->clock_us, id);
    c->images = g_new0(struct collection_image, (size_t)images);
    for (int i = 0; i < images; i++) {
        json_array_append_new(images_json, json_pack("{s:s}", "media", media));
        g_strlcpy(c->images[i].media_id, media, sizeof c->images[i].media_id);
        c->images[i].box = c->images[i].photo = (struct box){1080 + 972 * data_pick(d, 3), 1350};
    }
    int count = content ? 1 : data_pick(d, 10) ? 1 + data_pick(d, 2) : 0;
    for (int i = 0; i < count; i++) {
        g_autofree char *own = content ? g_strdup(content) : data_text(d, t);
        json_array_append_new(texts, data_text_json(own, t->language, i % images));
    }
    c->id = g_strdup(id);
    c->account_id = data_id('A', account);
    c->is_posted = true;
    c->version = 1;
    c->created_us = c->updated_us = c->posted_us = d->clock_us;
    c->visibility = VISIBILITY_PUBLIC;
    c->document =
        json_pack("{s:o, s:o, s:n, s:[], s:[], s:s, s:[s], s:b, s:s, s:s}", "images", images_json, "texts", texts,
                  "audio", "stickers", "filters", "description", data_pick(d, 4) ? "" : t->words[data_pick(d, 12)],
                  "topics", topics[data_pick(d, G_N_ELEMENTS(topics))], "offer_template", data_pick(d, 20) == 0,
                  "visibility", "public", "license", "all-rights-reserved");
    return c;
}

static enum err data_post(struct evaluator *ev, struct collection *c)
{
    enum err e = collection_insert(ev->db, c);
    return e ? e : evaluate_collection(ev, c);
}

#endif
