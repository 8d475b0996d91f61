/* SPDX-License-Identifier: Apache-2.0
 *
 * What a picture worker gives up before it looks at anybody's bytes: files, by Landlock,
 * and system calls, by seccomp. Once a process, before it works; nothing brings either back.
 */
#ifndef STENCIL_MEDIA_WORKER_LOCK_H
#define STENCIL_MEDIA_WORKER_LOCK_H

#include <stdbool.h>

/* From now on no path can be opened but for reading below these folders (NULL-terminated;
 * those that are not there are left out). Holds for this thread and those that it starts,
 * so it comes before the first. False where the kernel has no Landlock. */
bool lock_files(const char *const folders[]);

/* From now on a system call other than those in the table of lock.c ends the process.
 * For all threads. False where the kernel has no seccomp. */
bool lock_calls(void);

#endif
