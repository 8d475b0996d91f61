/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "media/media.h"

enum { TIMEOUT_MS = 3000, MEMORY_MB = 1024, LANDLOCK_VERSION = 1 };

typedef struct media_pool media_pool;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(media_pool, media_pool_free)

/* The worker of tests/worker/misbehave.c, beside this program. */
static struct media_pool *pool_of(unsigned workers)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(self);
    g_autofree char *program = g_build_filename(folder, "..", "worker", "misbehave", NULL);
    g_autofree char *fonts = g_build_filename(folder, "..", "..", "fonts", NULL);
    return media_pool_new(&(struct media_settings){.program = program,
                                                   .fonts = fonts,
                                                   .workers = workers,
                                                   .timeout_ms = TIMEOUT_MS,
                                                   .memory_mb = MEMORY_MB,
                                                   .pixels_max = 1000000});
}

static enum err tell(struct media_pool *pool, const char *deed)
{
    int fd = memfd_create("deed", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, deed, strlen(deed)), strlen(deed));
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    struct media_info info;
    enum err e = media_probe(pool, fd, &info);
    close(fd);
    return e;
}

static void assert_deadly(const char *deed)
{
    g_autoptr(media_pool) pool = pool_of(1);
    assert_int_equal(tell(pool, "behave"), OK);
    enum err e = tell(pool, deed);
    if (e != E_MEDIA_WORKER)
        fail_msg("%s: %s", deed, e ? err_info(e)->name : "it got through");
    assert_int_equal(media_pool_replaced(pool), 1);
    assert_int_equal(tell(pool, "behave"), OK);
    assert_int_equal(media_pool_replaced(pool), 1);
}

static void what_fails_by_itself_costs_one_request(void **)
{
    static const char *const deeds[] = {"crash", "give up", "hang", "spin"};
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++)
        assert_deadly(deeds[i]);
}

#ifndef __SANITIZE_ADDRESS__ /* there the worker has neither its limit of memory nor its filter of calls */
static void a_worker_that_eats_memory_is_ended(void **)
{
    assert_deadly("eat memory");
}

static void forbidden_calls_end_the_worker(void **)
{
    static const char *const deeds[] = {"write a file",
                                        "write an unnamed file",
                                        "remove a file",
                                        "open a socket",
                                        "fork",
                                        "fork by clone",
                                        "become another program",
                                        "signal the daemon",
                                        "signal the daemon's thread",
                                        "run written code",
                                        "trace",
                                        "change what it is"};
    for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++)
        assert_deadly(deeds[i]);
}
#endif

static bool kernel_has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION) > 0;
}

static void no_file_can_be_read_by_its_path(void **)
{
    if (!kernel_has_landlock())
        skip();
    g_autoptr(media_pool) pool = pool_of(1);
    assert_int_equal(tell(pool, "read a file"), E_MEDIA_UNKNOWN);
    assert_int_equal(tell(pool, "read a file in a thread"), E_MEDIA_UNKNOWN);
    assert_int_equal(media_pool_replaced(pool), 0);
}

static void *hang_meanwhile(void *pool)
{
    return GINT_TO_POINTER(tell(pool, "hang"));
}

static void others_go_on_while_one_hangs(void **)
{
    g_autoptr(media_pool) pool = pool_of(2);
    GThread *hanging = g_thread_new("hang", hang_meanwhile, pool);
    for (int i = 0; i < 50; i++)
        assert_int_equal(tell(pool, "behave"), OK);
    assert_int_equal(media_pool_replaced(pool), 0);
    assert_int_equal(GPOINTER_TO_INT(g_thread_join(hanging)), E_MEDIA_WORKER);
    assert_int_equal(media_pool_replaced(pool), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_fails_by_itself_costs_one_request),
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(a_worker_that_eats_memory_is_ended),     cmocka_unit_test(forbidden_calls_end_the_worker),
#endif
        cmocka_unit_test(no_file_can_be_read_by_its_path),        cmocka_unit_test(others_go_on_while_one_hangs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
