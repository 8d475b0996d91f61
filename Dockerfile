# SPDX-License-Identifier: Apache-2.0
#
#   docker build -t stencil .
#   docker run -p 8080:8080 -v stencil:/data stencil
#
# Settings are given as STENCIL_SECTION_KEY, for example -e STENCIL_MEDIA_WORKERS=4.
ARG BASE=debian:12-slim

FROM ${BASE} AS build
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        make gcc g++ libc6-dev pkg-config libmicrohttpd-dev libsqlite3-dev libjansson-dev libvips-dev \
        uuid-dev libssl-dev libcurl4-openssl-dev libzip-dev libglib2.0-dev libjpeg-dev libpango1.0-dev libseccomp-dev libtag1-dev librsvg2-bin libcmocka-dev \
        nodejs npm ca-certificates woff2 fontconfig fonts-noto-color-emoji \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The fonts come as npm packages; they change less often than the rest.
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN make -j"$(nproc)" \
 && make install PREFIX=/usr DESTDIR=/out
# The packages of the libraries that the two programs are linked with: their names differ
# between releases of Debian, so they are asked for, not written down.
RUN find /out/usr/bin /out/usr/libexec -type f \
  | xargs -n 1 objdump -p \
  | awk '$1 == "NEEDED" { print $2 }' | sort -u \
  | while read -r name; do ldconfig -p | awk -v name="$name" '$1 == name { print $NF; exit }'; done \
  | while read -r file; do dpkg -S "$(realpath "$file")" || dpkg -S "$file"; done \
  | cut -d : -f 1 | sort -u > /out/packages \
 && cat /out/packages

FROM ${BASE}
COPY --from=build /out/packages /usr/share/stencil/packages
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        $(cat /usr/share/stencil/packages) \
        $(apt-cache search --names-only '^libheif-plugin-(dav1d|libde265)$' | cut -d ' ' -f 1) ca-certificates \
 && apt-get clean && rm -rf /var/lib/apt/lists/* \
 && useradd --system --user-group --home-dir /data --shell /usr/sbin/nologin stencil \
 && install -d -o stencil -g stencil -m 700 /data
COPY --from=build /out/usr /usr
USER stencil
VOLUME /data
EXPOSE 8080
# The image has no HTTP client; bash speaks enough of it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["stencild"]
CMD ["serve", "--listen", "0.0.0.0:8080", "--data", "/data"]
