#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# deps.sh PACKAGE…: installs the Debian packages that are missing (PACKAGE? only where the
# distribution has it), Node.js where there is none, and the npm packages of
# package-lock.json. Does nothing where nothing is missing; uses sudo only when not root
# and only then.
set -eu
cd "$(dirname "$0")/.."

missing=
perhaps=
for package in "$@"; do
    name=${package%\?}
    dpkg-query -W -f '${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed && continue
    if [ "$name" = "$package" ]; then missing="$missing $name"; else perhaps="$perhaps $name"; fi
done
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"

add_those_that_exist() {
    for package in $perhaps; do
        [ -z "$(apt-cache madison "$package" 2>/dev/null)" ] || missing="$missing $package"
    done
}

[ -n "$missing" ] || add_those_that_exist
if [ -n "$missing" ]; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    echo "installing:$missing"
    $as_root apt-get update -q
    add_those_that_exist
    # shellcheck disable=SC2086 # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

if [ -f package-lock.json ] && ! cmp -s package-lock.json node_modules/.installed-for; then
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed-for
fi
