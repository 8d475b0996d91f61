#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# settings-example.sh PROGRAM: prints config/stencil.conf.example from what the program
# says of its settings.
set -eu
cat <<'HEAD'
# SPDX-License-Identifier: Apache-2.0
#
# Every setting of stencild with its default. Take the # away from what you change.
# What stands here can be overridden by the environment (STENCIL_HTTP_LISTEN=…), and that by
# the command line (--listen, --data). A setting that is unknown or impossible stops the start
# with a sentence that names the file and the line. `stencild config --config FILE` prints
# what is in force and where it comes from.

HEAD
env -i ASAN_OPTIONS="${ASAN_OPTIONS:-}" "$1" config | sed -e 's/ (default)$//' -e 's/^\([a-z_0-9]* =.*\)/#\1/' -e 's/ *$//'
