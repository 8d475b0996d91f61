/* SPDX-License-Identifier: Apache-2.0 */
#include "variant.h"

#include <string.h>
#include <unistd.h>

#include "job/avif.h"

/* Counted up when lib/render makes the same variant differently, so that old ones go. */
enum { VARIANT_VERSION = 2 };

const int variant_widths[VARIANT_WIDTHS] = {320, 640, 1080, 2048};

/* Somebody waits for a JPEG or a WebP: the least effort. AVIF has time. A quality of 0 is the setting's. */
static const struct media_variant forms[] = {
    [VARIANT_AVIF] = {.type = "image/avif", .quality = 55, .effort = 4},
    [VARIANT_WEBP] = {.type = "image/webp", .quality = 80, .effort = 0},
    [VARIANT_JPEG] = {.type = "image/jpeg", .quality = 0, .effort = 0},
};

static struct media_variant wanted(const struct config *config, const struct variant *v)
{
    struct media_variant wanted = forms[v->form];
    wanted.width = v->width;
    if (!wanted.quality)
        wanted.quality = (int)config->render_quality;
    return wanted;
}

static enum err draw(struct server *server, const void *context, int to)
{
    const struct variant *v = context;
    struct media_variant w = wanted(server->config, v);
    int from;
    enum err e = rendition_open_photo(server, v->photo, &from);
    if (e)
        return e;
    e = media_make_variant(v->form == VARIANT_AVIF ? avif_pool(server->avif) : server->media, &w, from, to);
    close(from);
    return e;
}

struct rendition variant_rendition(const struct config *config, const struct variant *v)
{
    struct media_variant w = wanted(config, v);
    struct rendition r = {.type = w.type, .photo = v->photo, .draw = draw, .context = v};
    g_autofree char *text =
        g_strdup_printf("variant %d %s %d %s %d %d", VARIANT_VERSION, v->photo, w.width, w.type, w.quality, w.effort);
    sha256_text(text, strlen(text), r.recipe);
    return r;
}

void variant_make_ahead(struct server *server, const struct media *media)
{
    if (!server->config->media_avif_ahead || strcmp(media->kind, "image") != 0)
        return;
    for (int i = 0; i < VARIANT_WIDTHS; i++)
        avif_want(server->avif, media->sha256, variant_widths[i]);
}
