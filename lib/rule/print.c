/* SPDX-License-Identifier: Apache-2.0 */
#include "rule/print.h"

#include <string.h>

#include "rule/fold.h"

static int compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void remove_repeats(GPtrArray *sorted)
{
    for (guint i = sorted->len; i > 1; i--)
        if (strcmp(sorted->pdata[i - 1], sorted->pdata[i - 2]) == 0)
            g_ptr_array_remove_index(sorted, i - 1);
}

GPtrArray *print_texts(const json_t *document)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    json_t *text;
    size_t i;
    json_array_foreach (json_object_get(document, "texts"), i, text) {
        const json_t *configuration = json_object_get(text, "configuration");
        const char *content = json_string_value(json_object_get(configuration, "content"));
        char *folded = fold_text(content ? content : "", PRINT_BYTES_MAX);
        if (*folded)
            g_ptr_array_add(texts, folded);
        else
            g_free(folded);
    }
    g_ptr_array_sort(texts, compare);
    remove_repeats(texts);
    return texts;
}

char *print_set(const GPtrArray *texts)
{
    GString *set = g_string_new(NULL);
    for (guint i = 0; i < texts->len && set->len < PRINT_BYTES_MAX; i++)
        g_string_append_printf(set, "%s%s", i ? "\n" : "", (const char *)texts->pdata[i]);
    return g_string_free(set, FALSE);
}

int64_t print_id(const char *folded)
{
    guint8 digest[32];
    gsize size = sizeof digest;
    uint64_t id = 0;
    if (!*folded)
        return 0;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)folded, (gssize)strlen(folded));
    g_checksum_get_digest(checksum, digest, &size);
    for (size_t i = 0; i < sizeof id; i++)
        id = id << 8 | digest[i];
    id >>= 1;
    return id ? (int64_t)id : 1;
}
