#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Applies schema/migration and prepares every statement of schema/query on a PostgreSQL of
# its own, started on a socket in a temporary folder: no statement that only SQLite takes.
set -eu
cd "$(dirname "$0")/.."
programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
[ -n "$programs" ] || { echo "no PostgreSQL here"; exit 1; }
folder=$(mktemp -d)
# PostgreSQL does not run as root.
as=
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as='runuser -u postgres --'
fi
stop() {
    $as "$programs/pg_ctl" -D "$folder/data" stop -m immediate >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
(
    cd "$folder"
    $as "$programs/initdb" -D "$folder/data" --locale=C -E UTF8 -A trust >/dev/null
    $as "$programs/pg_ctl" -D "$folder/data" -o "-k $folder -c listen_addresses= -c fsync=off" -l "$folder/log" -w start >/dev/null
)
{
    cat schema/migration/*.sql
    awk '/^-- name: / { printf "PREPARE %s AS\n", $3; next } !/^--/' schema/query/*.sql
} | grep -v -e '-- only: sqlite' | $as "$programs/psql" -q -X -v ON_ERROR_STOP=1 -h "$folder" -d postgres
echo "PostgreSQL takes $(cat schema/query/*.sql | grep -c '^-- name: ') statements"
