/* SPDX-License-Identifier: Apache-2.0
 *
 * The one result type. OK; outcomes that a caller must expect; E_BROKEN (and E_FULL,
 * its kin) when the machine failed: logged once where it was found, by err_broken(),
 * and forwarded unchanged by everybody else. Outputs are untouched unless OK.
 */
#ifndef STENCIL_BASE_ERR_H
#define STENCIL_BASE_ERR_H

#include <errno.h>
#include <string.h>

enum [[nodiscard]] err{OK = 0,
#define ERR(name, status, type, title, sentence) name,
#include "err.def"
#undef ERR
                       ERR_COUNT};

/* What the table says of one outcome. Static; never NULL for e != OK. */
struct err_info {
    const char *name;
    int status;
    const char *type;
    const char *title;
    const char *sentence;
};
const struct err_info *err_info(enum err e);

/* Logs that the machine failed, once, where it was found. */
void err_log(const char *where, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same, as an outcome. A macro, so that readers and analysers see which one. */
#define err_broken(...) (err_log(__VA_ARGS__), (enum err)E_BROKEN)

/* The same for a failed system call: E_FULL for ENOSPC and EDQUOT, E_BROKEN otherwise. */
static inline enum err err_errno(const char *where, const char *what, int number)
{
    err_log(where, "%s: %s", what, strerrordesc_np(number));
    return number == ENOSPC || number == EDQUOT ? E_FULL : E_BROKEN;
}

#endif
