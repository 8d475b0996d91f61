#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# run.sh SECONDS SEEDS PROGRAM…: each fuzz target for so long, from SEEDS/NAME; what it finds stays beside it.
set -eu
seconds=$1
seeds=$2
shift 2
# What decoders and fontconfig's cache do not give back goes with the worker, after 200 requests.
export ASAN_OPTIONS=detect_leaks=0
for program; do
    name=${program##*/fuzz_}
    found=${program%/*}/found/$name
    mkdir -p "$found/corpus"
    echo "fuzz $name: $seconds s"
    # What libraries say about broken files is of no interest; what libFuzzer says at the end is.
    if ! "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        -artifact_prefix="$found/" "$found/corpus" "$seeds/$name" >"$found/log" 2>&1; then
        tail -n 40 "$found/log"
        exit 1
    fi
    grep -E 'number_of_executed_units|new_units_added' "$found/log"
done
