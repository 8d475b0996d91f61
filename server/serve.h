/* SPDX-License-Identifier: Apache-2.0
 *
 * The commands of stencild.
 */
#ifndef STENCIL_SERVE_H
#define STENCIL_SERVE_H

#include "config.h"

/* `stencild serve`: runs until SIGTERM or SIGINT; the exit code. */
int serve_command(const struct config *config);

/* `stencild check`: looks at every file, whether it is there, what its name says, and named by a row;
 * `repairs` deletes what nothing names and has broken pictures made anew. Beside a running daemon, too. The exit
 * code: 0 when nothing is wrong any more. */
int check_command(const struct config *config, bool repairs);

/* `stencild account add HANDLE`: the password comes from standard input; the exit code. */
int account_command(const struct config *config, const char *handle, const char *role);

#endif
