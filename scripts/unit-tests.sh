#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# unit-tests.sh PROGRAM…: runs each, as many at once as there are processors, and says
# which failed, with what they printed.
set -u
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
export logs
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} sh -c '
    log=$logs/$(basename {})
    if {} >"$log" 2>&1; then echo "ok   {}"; else echo "FAIL {}"; cat "$log"; touch "$log.failed"; fi'
passed=$(cat "$logs"/* | sed -n 's/^\[  PASSED  \] \([0-9][0-9]*\) test.*/\1/p' | awk '{ sum += $1 } END { print sum + 0 }')
failed=$(find "$logs" -name '*.failed' | wc -l)
echo "unit tests: $passed passed, $failed programs failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
