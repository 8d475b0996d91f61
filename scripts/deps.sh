#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# deps.sh PACKAGE…: installs the Debian packages that are missing (PACKAGE?: where the
# distribution has it), Node.js where there is
# none, and the npm packages of package-lock.json. Does nothing where nothing is missing;
# uses sudo only when not root and only then.
set -eu
cd "$(dirname "$0")/.."

missing=
for package in "$@"; do
    case $package in
    *\?)
        package=${package%\?}
        [ -n "$(apt-cache madison "$package" 2>/dev/null)" ] || continue
        ;;
    esac
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"

if [ -n "$missing" ]; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    echo "installing:$missing"
    $as_root apt-get update -q
    # shellcheck disable=SC2086 # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
fi

if [ -f package-lock.json ] && ! cmp -s package-lock.json node_modules/.installed-for; then
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed-for
fi
