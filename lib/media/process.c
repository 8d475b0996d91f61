/* SPDX-License-Identifier: Apache-2.0 */
#include "media/process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "media/message.h"

enum { WORKER_SOCKET = 3, RETIRE_MS = 1000 };

/* Nothing of the daemon reaches the worker: its files are closed even where a library
 * forgot O_CLOEXEC, its signal mask and handlers are undone, and in a process group of
 * its own a Ctrl-C on the daemon's terminal does not take the work from under it. */
static int spawn(const char *program, char *const argv[], int socket, pid_t *pid)
{
    char locale[] = "LC_ALL=C.UTF-8";
    char *const environment[] = {locale, NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    int number = posix_spawn_file_actions_adddup2(&files, socket, WORKER_SOCKET);
    if (!number)
        number = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!number)
        number = posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (!number)
        number = posix_spawn_file_actions_addclosefrom_np(&files, WORKER_SOCKET + 1);
    if (!number)
        number = posix_spawn(pid, program, &files, &attributes, argv, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return number;
}

enum err process_start(const struct media_settings *settings, bool is_first, struct process *process)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
        return err_errno("media", "socketpair", errno);
    char memory[16], timeout[16], place[8];
    snprintf(memory, sizeof memory, "%u", settings->memory_mb);
    snprintf(timeout, sizeof timeout, "%u", settings->timeout_ms);
    g_strlcpy(place, is_first ? "first" : "later", sizeof place);
    char name[] = "stencil-picture";
    g_autofree char *fonts = g_strdup(settings->fonts);
    char *const argv[] = {name, memory, timeout, fonts, place, NULL};
    pid_t pid;
    int number = spawn(settings->program, argv, ends[1], &pid);
    close(ends[1]);
    if (number) {
        close(ends[0]);
        return err_errno("media", settings->program, number);
    }
    /* One that cannot be made to stand back works all the same. */
    if (settings->niceness && setpriority(PRIO_PROCESS, (id_t)pid, settings->niceness) < 0)
        log_line(LOG_DEBUG, "media-worker-not-nice", NULL);
    *process = (struct process){.pid = pid, .socket = ends[0], .cancel_fd = settings->cancel_fd};
    return OK;
}

/* Until the descriptor is readable or closed, but no longer than to the deadline, or until the other one
 * (0: none) says that nobody wants it any more. */
static bool wait_for(int fd, int cancel_fd, int64_t deadline_us)
{
    for (;;) {
        int64_t left_us = deadline_us - clock_monotonic_us();
        struct pollfd both[] = {{.fd = fd, .events = POLLIN}, {.fd = cancel_fd, .events = POLLIN}};
        int ready = poll(both, cancel_fd ? 2 : 1, left_us > 0 ? (int)((left_us + 999) / 1000) : 0);
        if (ready > 0)
            return both[0].revents;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

enum process_answer process_ask(struct process *process, const json_t *request, const int *files, unsigned file_count,
                                unsigned timeout_ms, json_t **reply)
{
    int64_t deadline_us = clock_monotonic_us() + (int64_t)timeout_ms * 1000;
    process->asked++;
    int number = message_send(process->socket, request, files, file_count);
    if (number == EPIPE)
        return PROCESS_WAS_GONE;
    if (number || !wait_for(process->socket, process->cancel_fd, deadline_us))
        return PROCESS_FAILED;
    struct message message;
    number = message_receive(process->socket, 0, &message);
    /* The kernel tells the two deaths apart: a socket closed with our request still in it
     * gives ECONNRESET, one closed after the request was taken gives the end of file. */
    if (number)
        return number == ECONNRESET ? PROCESS_WAS_GONE : PROCESS_FAILED;
    *reply = message.body;
    return PROCESS_ANSWERED;
}

static bool leaves_by_itself(pid_t pid)
{
    int pidfd = pidfd_open(pid, 0);
    if (pidfd < 0)
        return false;
    bool left = wait_for(pidfd, 0, clock_monotonic_us() + RETIRE_MS * 1000);
    close(pidfd);
    return left;
}

static void log_lost(pid_t pid, int status)
{
    char number[16], how[32];
    snprintf(number, sizeof number, "%d", (int)pid);
    if (WIFSIGNALED(status))
        snprintf(how, sizeof how, "signal %d", WTERMSIG(status));
    else
        snprintf(how, sizeof how, "exit %d", WEXITSTATUS(status));
    log_line(LOG_WARNING, "media-worker-lost", "pid", number, "ended_by", how, NULL);
}

void process_end(struct process *process, enum process_end how)
{
    close(process->socket);
    if (how == PROCESS_KILL || !leaves_by_itself(process->pid))
        kill(process->pid, SIGKILL);
    int status = 0;
    pid_t reaped;
    do
        reaped = waitpid(process->pid, &status, 0);
    while (reaped < 0 && errno == EINTR);
    if (how == PROCESS_KILL && reaped > 0)
        log_lost(process->pid, status);
}
