/* SPDX-License-Identifier: Apache-2.0
 *
 * stencil-picture: one picture worker. Descriptor 3 is its socket to the daemon; it does
 * what it is asked there, one thing at a time, and leaves when the daemon is gone.
 * Arguments: memory_mb (0: no limit), timeout_ms, the folder of fonts, and "first" or "later":
 * the first of a daemon's workers tells which locks the kernel lacks.
 */
#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vips/vips.h>
#include <vips/vector.h>

#include "base/err.h"
#include "base/log.h"
#include "media/message.h"
#include "media/worker/lock.h"
#include "media/worker/work.h"
#include "render/text.h"

/* A result is a picture of at most RENDER_PIXELS_MAX. Threads have no limit of their own: RLIMIT_NPROC
 * would count the daemon's, and each takes a stack from the address space. */
enum { SOCKET = 3, FILES_MAX = MESSAGE_FILES_MAX + 64, RESULT_MB_MAX = 128 };

static void limit(__rlimit_resource_t what, rlim_t most)
{
    const struct rlimit r = {most, most};
    if (setrlimit(what, &r)) {
        err_log("picture", "setrlimit: %s", g_strerror(errno));
        exit(EXIT_FAILURE);
    }
}

static void limits_set(unsigned long memory_mb)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, FILES_MAX);
    limit(RLIMIT_FSIZE, (rlim_t)RESULT_MB_MAX << 20);
#ifndef __SANITIZE_ADDRESS__ /* its shadow takes terabytes of address space */
    if (memory_mb)
        limit(RLIMIT_AS, (rlim_t)memory_mb << 20);
#endif
    (void)memory_mb;
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/* What libraries have to say about other people's pictures is no event of this server. */
static void say_nothing(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    (void)domain, (void)level, (void)message, (void)data;
}

/* Some print it instead. The log writes to the descriptor, not to this stream. */
static void print_nothing(void)
{
    FILE *nowhere = fopen("/dev/null", "we");
    if (nowhere)
        stderr = nowhere;
}

/* ORC writes machine code and runs it, which a locked worker may not. (Highway, from libvips 8.15 on, does not.) */
static void code_writing_stop(void)
{
    void *orc = dlopen("liborc-0.4.so.0", RTLD_LAZY | RTLD_NOLOAD);
    if (!orc)
        return;
    vips_vector_set_enabled(FALSE);
    dlclose(orc);
}

/* Everything that has to be opened or loaded is so after this, except fonts; no thread runs yet. */
static void libraries_start(const char *program)
{
    static const char *const loaders[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                                          "VipsForeignLoadNsgif", "VipsForeignLoadHeif"};
    g_log_set_default_handler(say_nothing, NULL);
    print_nothing();
    /* Each thread that decodes would reserve 64 MiB of the address space for its own heap. */
    mallopt(M_ARENA_MAX, 1);
    if (vips_init(program)) {
        err_log("picture", "vips_init: %s", vips_error_buffer());
        exit(EXIT_FAILURE);
    }
    vips_cache_set_max(0);
    vips_concurrency_set(1);
    code_writing_stop();
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(loaders); i++)
        vips_operation_block_set(loaders[i], FALSE);
}

/* Files before the first thread, which is Pango's; calls when that has read what it needs. */
static PangoFontMap *lock(const char *folder, bool is_first)
{
    bool has_files = lock_files((const char *const[]){folder, NULL});
    PangoFontMap *fonts = text_fonts_new(folder);
    bool has_calls = lock_calls();
    if (is_first && !(has_files && has_calls))
        log_line(LOG_WARNING, "media-worker-unlocked", "landlock", has_files ? "on" : "missing", "seccomp",
                 has_calls ? "on" : "missing", NULL);
    return fonts;
}

/* The daemon kills a worker that takes too long. Should the daemon die first, the alarm
 * ends the work, and the closed socket ends an idle worker: PR_SET_PDEATHSIG would not do,
 * as it fires when the daemon's *thread* that happened to start this process ends. */
static void work_before(unsigned seconds, PangoFontMap *fonts, struct message *message, json_t **reply)
{
    alarm(seconds);
    *reply = work(fonts, message);
    alarm(0);
}

static int serve(PangoFontMap *fonts, unsigned timeout_ms)
{
    for (;;) {
        struct message message;
        int number = message_receive(SOCKET, MESSAGE_FILES_MAX, &message);
        if (number == ENODATA || number == ECONNRESET)
            return EXIT_SUCCESS;
        if (number) {
            err_log("picture", "receive: %s", g_strerror(number));
            return EXIT_FAILURE;
        }
        json_auto_t *reply = NULL;
        work_before(timeout_ms / 1000 + 2, fonts, &message, &reply);
        message_clear(&message);
        number = message_send(SOCKET, reply, NULL, 0);
        if (number == EPIPE)
            return EXIT_SUCCESS;
        if (number) {
            err_log("picture", "send: %s", g_strerror(number));
            return EXIT_FAILURE;
        }
    }
}

int main(int argc, char *argv[])
{
    if (argc != 5) {
        fputs("stencil-picture is started by stencild.\n", stderr);
        return EXIT_FAILURE;
    }
    limits_set(strtoul(argv[1], NULL, 10));
    libraries_start(argv[0]);
    g_autoptr(PangoFontMap) fonts = lock(argv[3], strcmp(argv[4], "first") == 0);
    return serve(fonts, (unsigned)strtoul(argv[2], NULL, 10));
}
