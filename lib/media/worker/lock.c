/* SPDX-License-Identifier: Apache-2.0 */
#include "media/worker/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* All rights that the kernel's version of Landlock knows; older headers lack their names. */
static uint64_t rights_of(long version)
{
    static const uint64_t rights[] = {0, (1 << 13) - 1, (1 << 14) - 1, (1 << 15) - 1, (1 << 15) - 1, (1 << 16) - 1};
    return rights[MIN((size_t)version, G_N_ELEMENTS(rights) - 1)];
}

static bool folder_allow(int ruleset, const char *path)
{
    int folder = open(path, O_PATH | O_CLOEXEC);
    if (folder < 0)
        return true;
    const struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR, .parent_fd = folder};
    bool is_allowed = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(folder);
    return is_allowed;
}

bool lock_files(const char *const folders[])
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    const struct landlock_ruleset_attr all = {.handled_access_fs = rights_of(version)};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (ruleset < 0)
        return false;
#ifdef __SANITIZE_ADDRESS__
    bool is_locked = folder_allow(ruleset, "/proc"); /* the leak sanitizer looks at the process's threads */
#else
    bool is_locked = true;
#endif
    for (; *folders; folders++)
        is_locked = folder_allow(ruleset, *folders) && is_locked;
    is_locked = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0 && is_locked;
    close(ruleset);
    return is_locked;
}

#ifdef __SANITIZE_ADDRESS__
/* The leak sanitizer looks at the process from another one, which it forks. */
bool lock_calls(void)
{
    return true;
}
#else

/* Without a condition. What each group is for is what makes it needed, not all that it can do. */
static const int plain[] = {
    /* the files that were handed over, the socket, standard error */
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek),
    SCMP_SYS(fstat), SCMP_SYS(close), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(poll), SCMP_SYS(ppoll),
    /* memory */
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    /* threads of a decoder, and of Pango */
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_getattr), SCMP_SYS(getcpu),
    SCMP_SYS(restart_syscall),
    /* signals: the alarm, and abort() */
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(alarm), SCMP_SYS(setitimer),
    /* fonts are looked up and opened when first drawn; Landlock says where */
    SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(statx), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
    SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(fstatfs), SCMP_SYS(statfs),
    /* the clock, chance, and what libraries ask about the machine */
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
    SCMP_SYS(getrlimit), SCMP_SYS(getrusage), SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(getuid), SCMP_SYS(geteuid),
    SCMP_SYS(getgid), SCMP_SYS(getegid)};

/* Only while (argument & mask) == value. */
struct conditional {
    int call;
    unsigned argument;
    uint64_t mask, value;
};

static const uint64_t whole = UINT64_MAX;
static const uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
static const uint64_t thread = CLONE_THREAD | CLONE_VM | CLONE_SIGHAND;

/* libseccomp has a name for the 32-bit PR_SET_VMA, malloc's and the stacks' labels, in no header of 6.1. */
enum { SET_VMA = 0x53564d41 };

static const struct conditional conditionals[] = {
    {SCMP_SYS(openat), 2, writing, 0},     {SCMP_SYS(mmap), 2, PROT_EXEC, 0},
    {SCMP_SYS(mprotect), 2, PROT_EXEC, 0}, {SCMP_SYS(clone), 0, thread, thread},
    {SCMP_SYS(fcntl), 1, whole, F_GETFD},  {SCMP_SYS(fcntl), 1, whole, F_SETFD},
    {SCMP_SYS(fcntl), 1, whole, F_GETFL},  {SCMP_SYS(prctl), 0, whole, PR_SET_NAME},
    {SCMP_SYS(prctl), 0, whole, SET_VMA},  {SCMP_SYS(prlimit64), 2, whole, 0}, /* to read them */
};

/* Refused, not deadly: callers know what to do without. */
static const struct {
    int call, error;
} refused[] = {
    {SCMP_SYS(clone3), ENOSYS}, /* its flags are in memory, where a filter cannot look: glibc goes on to clone */
    {SCMP_SYS(sched_setattr), EPERM},
    {SCMP_SYS(sched_setscheduler), EPERM},
    {SCMP_SYS(ioctl), ENOTTY},
};

static int conditional_add(scmp_filter_ctx filter, const struct conditional *c)
{
    const struct scmp_arg_cmp compare = {c->argument, SCMP_CMP_MASKED_EQ, c->mask, c->value};
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, c->call, 1, &compare);
}

/* abort() sends a signal to its own thread; nobody else may be sent one. */
static int abort_add(scmp_filter_ctx filter)
{
    const struct conditional own = {SCMP_SYS(tgkill), 0, whole, (uint64_t)getpid()};
    return conditional_add(filter, &own);
}

static int rules_add(scmp_filter_ctx filter)
{
    int failed = abort_add(filter);
    for (size_t i = 0; i < G_N_ELEMENTS(plain) && !failed; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ALLOW, plain[i], 0);
    for (size_t i = 0; i < G_N_ELEMENTS(conditionals) && !failed; i++)
        failed = conditional_add(filter, &conditionals[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(refused) && !failed; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)refused[i].error), refused[i].call, 0);
    return failed;
}

bool lock_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return false;
    bool is_locked = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 &&
                     seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 && rules_add(filter) == 0 &&
                     seccomp_load(filter) == 0;
    seccomp_release(filter);
    return is_locked;
}
#endif
