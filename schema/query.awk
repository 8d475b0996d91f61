# SPDX-License-Identifier: Apache-2.0
# Makes lib/db's table of named statements out of schema/query/*.sql:
#   awk -v part=header|source -f query.awk schema/query/*.sql
# A statement is a block that begins with `-- name: noun_verb` and ends with `;`.
function fail(message) { print FILENAME ":" FNR ": " message > "/dev/stderr"; bad = 1; exit 1 }
/^-- name: / {
    if (name != "") fail("statement " name " does not end with ;")
    name = $3
    if (name !~ /^[a-z][a-z0-9_]*$/) fail("bad name " name)
    if (name in seen) fail("a second statement named " name)
    seen[name] = 1; order[++count] = name; text[name] = ""
    next
}
/^--/ || /^[ \t]*$/ { next }
{
    if (name == "") fail("SQL outside a named statement")
    line = $0
    sub(/^[ \t]+/, "", line); sub(/[ \t]+--.*$/, "", line)
    ended = sub(/;[ \t]*$/, "", line)
    text[name] = text[name] (text[name] == "" ? "" : " ") line
    if (ended) name = ""
}
END {
    if (bad) exit 1
    if (name != "") fail("statement " name " does not end with ;")
    if (part == "header") {
        print "/* Made from schema/query by schema/query.awk. */"
        print "#ifndef STENCIL_GEN_QUERY_H\n#define STENCIL_GEN_QUERY_H\nenum query {"
        for (i = 1; i <= count; i++) print "    QUERY_" order[i] ","
        print "    QUERY_COUNT\n};\nextern const char *const query_names[QUERY_COUNT];\nextern const char *const query_texts[QUERY_COUNT];\n#endif"
    } else {
        print "/* Made from schema/query by schema/query.awk. */\n#include \"query.h\""
        print "const char *const query_names[QUERY_COUNT] = {"
        for (i = 1; i <= count; i++) print "    \"" order[i] "\","
        print "};\nconst char *const query_texts[QUERY_COUNT] = {"
        for (i = 1; i <= count; i++) { gsub(/\\/, "\\\\", text[order[i]]); gsub(/"/, "\\\"", text[order[i]]); print "    \"" text[order[i]] "\"," }
        print "};"
    }
}
