/* SPDX-License-Identifier: Apache-2.0
 *
 * One picture worker process, seen from the daemon: started with nothing but its socket,
 * asked one thing at a time, and ended. One thread at a time.
 */
#ifndef STENCIL_MEDIA_PROCESS_H
#define STENCIL_MEDIA_PROCESS_H

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

#include "media/media.h"

struct process {
    pid_t pid;
    int socket, cancel_fd; /* media_settings */
    unsigned asked;        /* how often so far */
};

enum process_answer {
    PROCESS_ANSWERED,
    PROCESS_WAS_GONE, /* it had died before it took the request */
    PROCESS_FAILED,   /* it died at the request, did not answer in time, or spoke nonsense */
};

enum process_end { PROCESS_RETIRE, PROCESS_KILL };

/* The daemon's first one tells where the kernel cannot lock it. E_BROKEN. */
enum err process_start(const struct media_settings *settings, bool is_first, struct process *process);

/* On PROCESS_ANSWERED `*reply` is a new reference; otherwise the process is to be killed. */
enum process_answer process_ask(struct process *process, const json_t *request, const int *files, unsigned file_count,
                                unsigned timeout_ms, json_t **reply);

/* Ends and reaps it: PROCESS_RETIRE lets an idle one leave by itself, for a moment. */
void process_end(struct process *process, enum process_end how);

#endif
