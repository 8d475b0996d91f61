# SPDX-License-Identifier: Apache-2.0
#
#   make             build/stencild and build/stencil-picture
#   make demo        build, start on http://127.0.0.1:8080 with demo content
#   make test        build, run every test          (SAN=1: with AddressSanitizer and UBSan)
#   make fuzz        parsers of outside bytes by libFuzzer, FUZZ_SECONDS=60 each
#   make lint        house rules, clang-tidy, cppcheck
#   make install PREFIX=/usr/local DESTDIR=
#   make deps        install what is missing (demo and test call it)

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
CXX ?= c++
BUILD ?= build$(if $(SAN),/san)
VERSION := $(shell sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md 2>/dev/null | head -n 1)

MAKEFLAGS += --no-builtin-rules
# V=1 shows the commands.
Q := $(if $(V),,@)
.DELETE_ON_ERROR:
.SECONDEXPANSION:

PACKAGES := libmicrohttpd sqlite3 jansson glib-2.0 uuid libcrypto libcurl libzip
PICTURE_PACKAGES := vips libjpeg pangocairo pangoft2 cairo fontconfig libseccomp taglib jansson glib-2.0
ifeq ($(filter deps clean,$(MAKECMDGOALS)),)
ifeq ($(shell pkg-config --exists $(PACKAGES) $(PICTURE_PACKAGES) && echo yes),yes)
PACKAGE_FLAGS := $(shell pkg-config --cflags $(PACKAGES))
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES))
PICTURE_FLAGS := $(shell pkg-config --cflags $(PICTURE_PACKAGES))
PICTURE_LIBS := $(shell pkg-config --libs $(PICTURE_PACKAGES)) -lstdc++
CMOCKA_LIBS = $(shell pkg-config --libs cmocka)
endif
endif

BOTH_WARNINGS := -Wall -Wextra -Wconversion -Wshadow=local -Wwrite-strings -Wformat=2 -Wundef -Wvla \
                 -Wimplicit-fallthrough -Werror
WARNINGS := $(BOTH_WARNINGS) -Wstrict-prototypes -Wmissing-prototypes
CXX_WARNINGS := $(BOTH_WARNINGS) -Wmissing-declarations -Wold-style-cast -Wnon-virtual-dtor
HARDENING := -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=2 -fPIE
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ifdef SAN
OPTIMISE := -O1 -g $(SANITIZE)
HARDENING := -fPIE
else ifdef FUZZ
# By clang, whose warnings have other names.
OPTIMISE := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
HARDENING := -fPIE
else
OPTIMISE := -O2 -g
endif
ifdef FUZZ
WARNINGS := -Wall
CXX_WARNINGS := -Wall
endif
CPPFLAGS += -D_GNU_SOURCE -DSTENCIL_VERSION='"$(or $(VERSION),0)"' -Ilib -Iserver -I$(BUILD)/gen
CFLAGS += -std=c2x $(OPTIMISE) $(WARNINGS) $(HARDENING) -pthread -MMD -MP
CXXFLAGS += -std=c++17 $(OPTIMISE) $(CXX_WARNINGS) $(HARDENING) -pthread -MMD -MP
LDFLAGS += -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed -pthread $(if $(SAN),$(SANITIZE))

LIB_SOURCES := $(wildcard lib/base/*.c lib/db/*.c lib/store/*.c lib/rule/*.c lib/blob/*.c lib/crypt/*.c lib/media/*.c lib/event/*.c lib/net/*.c lib/archive/*.c)
SERVER_SOURCES := $(wildcard server/*.c server/api/*.c server/job/*.c)
PICTURE_SOURCES := $(wildcard lib/media/worker/*.c lib/render/*.c)
# TagLib speaks C++.
CXX_SOURCES := $(wildcard lib/media/worker/*.cc)
UNIT_SOURCES := $(wildcard tests/unit/test_*.c tests/fault/test_*.c)
UNIT_TESTS := $(UNIT_SOURCES:%.c=$(BUILD)/%)
EMBEDDED := $(wildcard schema/migration/*.sql) schema/openapi.json schema/template.schema.json schema/policy.schema.json \
            config/policy.json config/filters.json config/stickers/stickers.json \
            $(wildcard web/docs/*.html web/docs/*.css web/docs/*.js web/page/*.css)
EMBEDDED_FONTS := build/gen/fonts_list.json build/gen/fonts_short.json

# The server's own stickers, as pictures of STICKER_PX pixels across.
STICKER_PX := 768
STICKERS := $(patsubst config/stickers/%.svg,config/stickers/%.png,$(wildcard config/stickers/*.svg))

objects = $(patsubst %.c,$(BUILD)/$(1)/%.o,$(2))
LIB_OBJECTS := $(call objects,obj,$(LIB_SOURCES)) $(BUILD)/obj/gen/query.o $(BUILD)/obj/gen/embed.o $(BUILD)/obj/gen/fonts.o
FAULT_OBJECTS := $(call objects,fault,$(LIB_SOURCES)) $(BUILD)/obj/gen/query.o $(BUILD)/obj/gen/embed.o $(BUILD)/obj/gen/fonts.o
SERVER_OBJECTS := $(call objects,obj,$(SERVER_SOURCES))
# All of the server but its main(), for tests that call handlers without a socket.
SERVER_FAULT_OBJECTS := $(call objects,fault,$(filter-out server/main.c,$(SERVER_SOURCES)))
PICTURE_OBJECTS := $(call objects,obj,$(PICTURE_SOURCES)) $(CXX_SOURCES:%.cc=$(BUILD)/obj/%.o)

.PHONY: all
all: $(BUILD)/stencild $(BUILD)/stencil-picture

$(BUILD)/stencild: $(SERVER_OBJECTS) $(BUILD)/libstencil.a
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(PACKAGE_LIBS) -lm

$(BUILD)/stencil-picture: $(PICTURE_OBJECTS) $(BUILD)/libstencil.a | $(BUILD)/fonts/fonts.json
	@echo "  LD $@"
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(PICTURE_LIBS) $(PACKAGE_LIBS) -lm

$(BUILD)/libstencil.a: $(LIB_OBJECTS)
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/libstencil-fault.a: $(FAULT_OBJECTS) $(SERVER_FAULT_OBJECTS)
	$(Q)rm -f $@ && ar rcs $@ $^

$(BUILD)/obj/lib/render/%.o $(BUILD)/obj/lib/media/worker/%.o: PACKAGE_FLAGS += $(PICTURE_FLAGS)

# Its loops become vector code only so.
$(BUILD)/obj/lib/render/shrink.o: OPTIMISE := $(OPTIMISE:-O2=-O3)

$(BUILD)/obj/%.o: %.c $(BUILD)/gen/query.h
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PACKAGE_FLAGS) -c -o $@ $<

$(BUILD)/obj/%.o: %.cc
	@mkdir -p $(@D)
	@echo "  CXX $@"
	$(Q)$(CXX) $(CPPFLAGS) $(CXXFLAGS) $(PACKAGE_FLAGS) -c -o $@ $<

$(BUILD)/fault/%.o: %.c $(BUILD)/gen/query.h
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(Q)$(CC) $(CPPFLAGS) -DSTENCIL_FAULTS $(CFLAGS) $(PACKAGE_FLAGS) -c -o $@ $<

$(BUILD)/gen/query.h: schema/query.awk $(wildcard schema/query/*.sql)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -v part=header -f schema/query.awk $(sort $(wildcard schema/query/*.sql)) > $@

$(BUILD)/gen/query.c: schema/query.awk $(wildcard schema/query/*.sql)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -v part=source -f schema/query.awk $(sort $(wildcard schema/query/*.sql)) > $@

$(BUILD)/obj/gen/query.o: $(BUILD)/gen/query.c $(BUILD)/gen/query.h
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/gen/config/stickers/%.png: config/stickers/%.svg
	@mkdir -p $(@D)
	$(Q)rsvg-convert --width $(STICKER_PX) --keep-aspect-ratio --output $@ $<

$(BUILD)/gen/embed.S: schema/embed.sh $(EMBEDDED) $(EMBEDDED_FONTS) $(STICKERS:%=$(BUILD)/gen/%)
	@mkdir -p $(@D)
	$(Q)schema/embed.sh $(foreach file,$(EMBEDDED),$(file)=$(file)) $(foreach file,$(EMBEDDED_FONTS),$(notdir $(file))=$(file)) \
	    $(foreach file,$(STICKERS),$(file)=$(BUILD)/gen/$(file)) > $@

$(BUILD)/obj/gen/embed.o: $(BUILD)/gen/embed.S $(EMBEDDED) $(EMBEDDED_FONTS) $(STICKERS:%=$(BUILD)/gen/%)
	@mkdir -p $(@D)
	$(Q)$(CC) -c -o $@ $<

# The fonts, of npm packages and Debian's emoji; build/san takes those of build.
build/fonts/fonts.json build/gen/fonts.c $(EMBEDDED_FONTS) &: config/fonts/fonts.json scripts/fonts.mjs scripts/fonts-read.mjs
	@node scripts/fonts.mjs build/fonts build/gen/fonts.c

ifneq ($(BUILD),build)
$(BUILD)/fonts/fonts.json: build/fonts/fonts.json
	@mkdir -p $(BUILD)
	$(Q)ln -sfnr build/fonts $(BUILD)/fonts
endif

$(BUILD)/obj/gen/fonts.o: build/gen/fonts.c lib/rule/font.h
	@mkdir -p $(@D)
	@echo "  CC $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PACKAGE_FLAGS) -c -o $@ $<

# Unit tests: one program each. Those of lib/render and lib/media/worker link what the worker links.
define link_with_worker
@mkdir -p $(@D)
@echo "  LD $@"
$(Q)$(CC) $(CPPFLAGS) -DSTENCIL_FAULTS $(CFLAGS) $(PACKAGE_FLAGS) $(PICTURE_FLAGS) $(LDFLAGS) -o $@ $< \
    $(filter-out %/main.o,$(PICTURE_OBJECTS)) $(BUILD)/libstencil-fault.a $(CMOCKA_LIBS) $(PICTURE_LIBS) $(PACKAGE_LIBS) -lm
endef

$(BUILD)/tests/unit/test_render_%: tests/unit/test_render_%.c $(PICTURE_OBJECTS) $(BUILD)/libstencil-fault.a
	$(link_with_worker)

$(BUILD)/tests/unit/test_worker_%: tests/unit/test_worker_%.c $(PICTURE_OBJECTS) $(BUILD)/libstencil-fault.a
	$(link_with_worker)

# The server's side of the parity set.
$(BUILD)/tests/parity/draw: tests/parity/draw.c $(PICTURE_OBJECTS) $(BUILD)/libstencil.a | $(BUILD)/fonts/fonts.json
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PACKAGE_FLAGS) $(PICTURE_FLAGS) $(LDFLAGS) -o $@ $< \
	    $(filter-out %/main.o,$(PICTURE_OBJECTS)) $(BUILD)/libstencil.a $(PICTURE_LIBS) $(PACKAGE_LIBS) -lm

# A picture worker that does what it is told: all of the real one but its work().
$(BUILD)/tests/worker/misbehave: tests/worker/misbehave.c $(PICTURE_OBJECTS) $(BUILD)/libstencil.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PACKAGE_FLAGS) $(PICTURE_FLAGS) $(LDFLAGS) -o $@ $< \
	    $(filter-out %/work.o,$(PICTURE_OBJECTS)) $(BUILD)/libstencil.a $(PICTURE_LIBS) $(PACKAGE_LIBS) -lm

$(BUILD)/tests/unit/test_media_lock: $(BUILD)/tests/worker/misbehave

$(BUILD)/tests/%: tests/%.c $(BUILD)/libstencil-fault.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(CPPFLAGS) -DSTENCIL_FAULTS $(CFLAGS) $(PACKAGE_FLAGS) $(LDFLAGS) -o $@ $< \
	    $(BUILD)/libstencil-fault.a $(CMOCKA_LIBS) $(PACKAGE_LIBS) -lm

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# What is made and what it needs, by name; the same on Debian 12 and 13. A package with ? is only in one
# of them: libheif's decoders are parts of it in 12, and plugins in 13.
BUILD_PACKAGES := gcc g++ libc6-dev pkg-config libmicrohttpd-dev libsqlite3-dev libjansson-dev libvips-dev uuid-dev \
                  libssl-dev libcurl4-openssl-dev libzip-dev libglib2.0-dev libjpeg-dev libpango1.0-dev libseccomp-dev \
                  libtag1-dev librsvg2-bin libheif-plugin-libde265? libheif-plugin-dav1d? ca-certificates
# WOFF2 made into TTF, and the one font that npm has in no form that Cairo draws.
FONT_PACKAGES := woff2 fontconfig fonts-noto-color-emoji
TEST_PACKAGES := chromium libcmocka-dev mate-backgrounds ffmpeg unzip libheif-plugin-x265? libheif-plugin-aomenc?
BENCH_PACKAGES := sqlite3 libvips-tools imagemagick
LINT_PACKAGES := clang-format clang-tidy cppcheck postgresql

.PHONY: deps
deps:
	@scripts/deps.sh $(BUILD_PACKAGES) $(FONT_PACKAGES) $(TEST_PACKAGES)

# What follows runs in a second make: pkg-config answers only after deps.
.PHONY: demo
demo: deps
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@demo/run.sh

.PHONY: test
test: deps
	@$(MAKE) --no-print-directory -j$$(nproc) all unit-tests $(BUILD)/tests/parity/draw
	@$(MAKE) --no-print-directory check

.PHONY: unit-tests
unit-tests: $(UNIT_TESTS)

.PHONY: check
check: all $(UNIT_TESTS) $(BUILD)/tests/parity/draw
	@node scripts/house-rules.mjs
	@scripts/settings-example.sh $(BUILD)/stencild | cmp - config/stencil.conf.example || \
	    { echo "config/stencil.conf.example is old: scripts/settings-example.sh $(BUILD)/stencild > config/stencil.conf.example"; exit 1; }
	@STENCIL_PICTURE=$(BUILD)/stencil-picture scripts/unit-tests.sh $(UNIT_TESTS)
	@node tests/build.mjs
	@STENCIL_TEST_PROGRAM=$(BUILD)/stencild node --test build/tests/api/
	@node tests/build.mjs build/tests/parity/test tests/parity
	@STENCIL_PARITY_DRAW=$(BUILD)/tests/parity/draw node --test build/tests/parity/test/

.PHONY: lint
lint:
	@scripts/deps.sh $(BUILD_PACKAGES) $(FONT_PACKAGES) $(TEST_PACKAGES) $(LINT_PACKAGES)
	@$(MAKE) lint-code

CODE := $(LIB_SOURCES) $(SERVER_SOURCES) $(PICTURE_SOURCES)
.PHONY: lint-code
lint-code: $(BUILD)/gen/query.h
	@node scripts/house-rules.mjs
	@npx --no-install tsc --noEmit && npx --no-install tsc --noEmit -p web && npx --no-install tsc --noEmit -p tests/parity
	@! clang-format --version | grep -q ' version 14' || \
	    clang-format --dry-run --Werror $(CODE) $(CXX_SOURCES) $(UNIT_SOURCES) $(wildcard lib/*/*.h lib/*/*/*.h server/*.h server/*/*.h tests/*/*.h)
	@cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
	    --suppressions-list=.cppcheck --library=gnu --library=gtk --library=.cppcheck.cfg -D_GNU_SOURCE \
	    -DSTENCIL_VERSION='"0"' -Ilib -Iserver -I$(BUILD)/gen -j $$(nproc) $(CODE)
	@cppcheck --quiet --std=c++17 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
	    --suppressions-list=.cppcheck -Ilib $(CXX_SOURCES)
	@printf '%s\n' $(CODE) | xargs -P $$(nproc) -I{} clang-tidy --quiet --warnings-as-errors='*' {} -- \
	    $(CPPFLAGS) -std=c2x -Wno-unknown-attributes $(PACKAGE_FLAGS) $(PICTURE_FLAGS) 2>&1 | \
	    { ! grep -A 8 -E '(error|warning):'; }
	@clang-tidy --quiet --warnings-as-errors='*' $(CXX_SOURCES) -- $(CPPFLAGS) -std=c++17 $(PICTURE_FLAGS) 2>&1 | \
	    { ! grep -A 8 -E '(error|warning):'; }
	@scripts/postgres-takes-sql.sh
	@echo "lint: clean"

# Programs that measure, of the code that is shipped.
$(BUILD)/tests/bench/%: tests/bench/%.c tests/bench/policy_data.h $(filter-out %/server/main.o,$(SERVER_OBJECTS)) $(BUILD)/libstencil.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PACKAGE_FLAGS) $(LDFLAGS) -o $@ $< \
	    $(filter-out %/server/main.o,$(SERVER_OBJECTS)) $(BUILD)/libstencil.a $(PACKAGE_LIBS) -lm

# COLLECTIONS=20000 for a quick look.
COLLECTIONS ?= 1000000
.PHONY: bench-policy
bench-policy:
	@scripts/deps.sh $(BUILD_PACKAGES) $(BENCH_PACKAGES)
	@$(MAKE) --no-print-directory -j$$(nproc) $(BUILD)/tests/bench/policy
	@folder=$$(mktemp -d) && mkdir -p $(BUILD)/bench && \
	    $(BUILD)/tests/bench/policy $$folder 10000 $(COLLECTIONS) $(BUILD)/bench/policy.json; \
	    code=$$?; rm -rf $$folder; exit $$code

# What the browser shows against what the server draws (docs/parity.md). CASES=word: only those whose names have it.
.PHONY: parity
parity:
	@scripts/deps.sh $(BUILD_PACKAGES) $(FONT_PACKAGES) $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory -j$$(nproc) $(BUILD)/tests/parity/draw
	@npx --no-install esbuild tests/parity/main.ts --bundle --platform=node --format=esm --packages=external \
	    --outfile=build/parity/main.mjs --log-level=warning
	@node build/parity/main.mjs

.PHONY: bench-start
bench-start: $(BUILD)/stencild
	@node tests/bench/start.mjs $(BUILD)/stencild

.PHONY: install
install: all
	install -D -m 755 $(BUILD)/stencild $(DESTDIR)$(PREFIX)/bin/stencild
	install -D -m 755 $(BUILD)/stencil-picture $(DESTDIR)$(PREFIX)/libexec/stencil/stencil-picture
	install -d $(DESTDIR)$(PREFIX)/share/stencil/fonts/licenses
	install -m 644 build/fonts/*.woff2 build/fonts/*.ttf build/fonts/*.css build/fonts/fonts.json $(DESTDIR)$(PREFIX)/share/stencil/fonts
	install -m 644 build/fonts/licenses/* $(DESTDIR)$(PREFIX)/share/stencil/fonts/licenses
	install -D -m 644 config/stencil.conf.example $(DESTDIR)$(PREFIX)/share/stencil/stencil.conf.example
	install -D -m 644 config/stencild.service $(DESTDIR)$(PREFIX)/lib/systemd/system/stencild.service
	for file in README.md CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE config/*.example \
	    docs/*.md docs/decisions/*.md docs/images/*.png; do \
	    install -D -m 644 $$file $(DESTDIR)$(PREFIX)/share/doc/stencil/$$file; \
	done

.PHONY: clean
clean:
	rm -rf build

# PHOTOS=6 for a quick look.
.PHONY: bench-media
bench-media:
	@scripts/deps.sh $(BUILD_PACKAGES) $(BENCH_PACKAGES)
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@mkdir -p $(BUILD)/bench && node tests/bench/media.mjs $(BUILD)/stencild $(BUILD)/bench/media.json

# Parsers of outside bytes, driven by libFuzzer from a few good files; FUZZ_SECONDS for each.
FUZZ_SECONDS ?= 60
.PHONY: fuzz
fuzz:
	@scripts/deps.sh $(BUILD_PACKAGES) $(FONT_PACKAGES) $(TEST_PACKAGES) clang
	@$(MAKE) --no-print-directory -j$$(nproc) FUZZ=1 BUILD=build/fuzz CC=clang CXX=clang++ fuzz-run

FUZZ_TARGETS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(PICTURE_OBJECTS) $(BUILD)/libstencil.a
	@mkdir -p $(@D)
	@echo "  LD $@"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(PACKAGE_FLAGS) $(PICTURE_FLAGS) -c -o $@.o $<
	$(Q)$(CXX) $(OPTIMISE) -fsanitize=fuzzer $(LDFLAGS) -o $@ $@.o \
	    $(filter-out %/main.o,$(PICTURE_OBJECTS)) $(BUILD)/libstencil.a $(PICTURE_LIBS) $(PACKAGE_LIBS) -lm

.PHONY: fuzz-run
fuzz-run: $(FUZZ_TARGETS)
	@node tests/fuzz/seeds.mjs $(BUILD)/seeds
	@tests/fuzz/run.sh $(FUZZ_SECONDS) $(BUILD)/seeds $(FUZZ_TARGETS)

.PHONY: bench-render
bench-render:
	@scripts/deps.sh $(BUILD_PACKAGES) $(FONT_PACKAGES) $(BENCH_PACKAGES)
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@mkdir -p $(BUILD)/bench && node tests/bench/render.mjs $(BUILD)/stencild $(BUILD)/bench/render.json
