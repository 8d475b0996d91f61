/* SPDX-License-Identifier: Apache-2.0 */
#include "fonts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err is_there(const char *folder, const char *name, const char *end)
{
    g_autofree char *path = g_strdup_printf("%s/%s%s", folder, name, end);
    return access(path, R_OK) == 0 ? OK : err_errno("fonts", path, errno);
}

enum err fonts_check(struct server *server)
{
    const char *folder = media_pool_fonts(server->media);
    enum err e = OK;
    for (size_t i = 0; i < font_served_count && !e; i++)
        e = is_there(folder, font_served[i].file, "");
    for (size_t i = 0; i < font_family_count && !e; i++)
        for (size_t k = 0; k < font_families[i].file_count && !e; k++)
            e = is_there(folder, font_families[i].files[k].name, ".ttf");
    return e;
}

enum err fonts_open(struct server *server, const struct font_served *served, int *file, int64_t *size)
{
    g_autofree char *path = g_build_filename(media_pool_fonts(server->media), served->file, NULL);
    struct stat about;
    int opened = open(path, O_RDONLY | O_CLOEXEC);
    if (opened < 0)
        return err_errno("fonts", path, errno);
    if (fstat(opened, &about)) {
        int number = errno;
        close(opened);
        return err_errno("fonts", path, number);
    }
    *file = opened;
    *size = about.st_size;
    return OK;
}
