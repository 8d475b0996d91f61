/* SPDX-License-Identifier: Apache-2.0
 *
 * A picture worker that a picture has taken over: the real one, with its limits and locks,
 * but it does what the file that it is handed says. For tests/unit/test_media_lock.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "media/worker/work.h"

/* Each returns OK where it got through, E_MEDIA_UNKNOWN where it was told no. */
typedef enum err deed(void);

static enum err told(long result)
{
    return result < 0 ? E_MEDIA_UNKNOWN : OK;
}

static enum err behave(void)
{
    return OK;
}

static enum err crash(void)
{
    raise(SIGSEGV);
    return OK;
}

static enum err give_up(void)
{
    abort();
}

static enum err hang(void)
{
    while (poll(NULL, 0, -1) <= 0)
        ;
    return OK;
}

static enum err spin(void)
{
    volatile bool forever = true;
    while (forever)
        ;
    return OK;
}

static enum err eat(void)
{
    for (int piece = 0; piece < 1000; piece++)
        *(volatile char *)g_malloc(64 << 20) = 1;
    return OK;
}

static enum err read_file(void)
{
    return told(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
}

static void *read_file_there(void *)
{
    return GINT_TO_POINTER(read_file());
}

static enum err read_in_thread(void)
{
    pthread_t thread;
    void *found;
    if (pthread_create(&thread, NULL, read_file_there, NULL) || pthread_join(thread, &found))
        return E_BROKEN;
    return (enum err)GPOINTER_TO_INT(found);
}

static enum err write_file(void)
{
    return told(open("/tmp/stencil-misbehaved", O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static enum err write_unnamed(void)
{
    return told(open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
}

static enum err remove_file(void)
{
    return told(unlink("/tmp/stencil-not-there"));
}

static enum err connect_out(void)
{
    return told(socket(AF_INET, SOCK_STREAM, 0));
}

static enum err fork_off(void)
{
    pid_t pid = fork();
    if (pid == 0)
        _exit(0);
    return told(pid);
}

static enum err fork_by_clone(void)
{
    return told(syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
}

static enum err become(void)
{
    return told(execl("/bin/true", "true", (char *)NULL));
}

static enum err signal_parent(void)
{
    return told(kill(getppid(), 0));
}

static enum err signal_thread_of_another(void)
{
    return told(syscall(SYS_tgkill, getppid(), getppid(), 0));
}

static enum err run_written_code(void)
{
    return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
               ? E_MEDIA_UNKNOWN
               : OK;
}

static enum err trace(void)
{
    return told(syscall(SYS_ptrace, 0, 0, NULL, NULL));
}

static enum err unlock(void)
{
    return told(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}

static const struct {
    const char *name;
    deed *deed;
} deeds[] = {
    {"behave", behave},
    {"crash", crash},
    {"give up", give_up},
    {"hang", hang},
    {"spin", spin},
    {"eat memory", eat},
    {"read a file", read_file},
    {"read a file in a thread", read_in_thread},
    {"write a file", write_file},
    {"write an unnamed file", write_unnamed},
    {"remove a file", remove_file},
    {"open a socket", connect_out},
    {"fork", fork_off},
    {"fork by clone", fork_by_clone},
    {"become another program", become},
    {"signal the daemon", signal_parent},
    {"signal the daemon's thread", signal_thread_of_another},
    {"run written code", run_written_code},
    {"trace", trace},
    {"change what it is", unlock},
};

static enum err do_as_told(const struct message *message)
{
    char wanted[64] = "";
    if (read(message->files[0], wanted, sizeof wanted - 1) < 0)
        return E_BROKEN;
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++)
        if (strcmp(deeds[i].name, wanted) == 0)
            return deeds[i].deed();
    return E_BROKEN;
}

json_t *work(PangoFontMap *fonts, const struct message *message)
{
    (void)fonts;
    enum err e = do_as_told(message);
    return json_pack("{s:s, s:s, s:i, s:i}", "outcome", e ? err_info(e)->name : "OK", "type", "image/png", "width", 1,
                     "height", 1);
}
