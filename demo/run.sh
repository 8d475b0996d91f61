#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Starts build/stencild with demo content and stays until Ctrl-C; `make demo` calls it.
#   LISTEN=127.0.0.1:8080  where it listens
#   DEMO_ONCE=1            leaves as soon as the content is loaded
set -eu
cd "$(dirname "$0")/.."

listen=${LISTEN:-127.0.0.1:8080}
data=build/demo
log=$data/stencild.log
daemon=

stop() {
    trap '' INT TERM
    code=$1
    if [ -n "$daemon" ]; then
        kill -TERM "$daemon" 2>/dev/null || :
        wait "$daemon" || code=$?
    fi
    exit "$code"
}
trap 'echo; stop 0' INT TERM

mkdir -p "$data"
build/stencild serve --listen "$listen" --data "$data" >"$log" 2>&1 &
daemon=$!

# Its first line says where it listens (LISTEN may ask for any free port).
tries=0
until address=$(sed -n 's/^stencild: listening on //p' "$log") && [ -n "$address" ]; do
    if ! kill -0 "$daemon" 2>/dev/null; then
        if grep -q 'Address already in use' "$log"; then
            echo "demo: $listen is taken by another program; try LISTEN=127.0.0.1:8081 make demo." >&2
        else
            echo "demo: stencild did not start; it said:" >&2
            tail -n 3 "$log" >&2
        fi
        exit 1
    fi
    tries=$((tries + 1))
    if [ "$tries" -gt 150 ]; then
        echo "demo: stencild did not say within 15 seconds that it listens; see $log." >&2
        stop 1
    fi
    sleep 0.1
done

# In the background, so that Ctrl-C is heard meanwhile.
node --no-warnings demo/load.mjs "$address" --program build/stencild --data "$data" &
wait $! || stop 1

[ -z "${DEMO_ONCE:-}" ] || stop 0
echo "  Press Ctrl-C to stop. What happens is logged in $log."
wait "$daemon" || { echo "demo: stencild ended; see $log." >&2; exit 1; }
