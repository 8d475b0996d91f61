#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# embed.sh ROOT FILE…: prints the assembly and the table behind lib/base/embed.h.
# Each argument is NAME=PATH: the name it is found by, the file it is read from.
set -eu
export LC_ALL=C
table=
number=0
printf '    .section .rodata\n'
for pair in $(printf '%s\n' "$@" | sort); do
    name=${pair%%=*} path=${pair#*=}
    printf '.Lname%d: .asciz "%s"\n    .balign 8\n.Ldata%d: .incbin "%s"\n.Lend%d: .byte 0\n' \
        $number "$name" $number "$path" $number
    table="$table    .quad .Lname$number, .Ldata$number, .Lend$number - .Ldata$number
"
    number=$((number + 1))
done
printf '    .section .data.rel.ro,"aw"\n    .balign 8\n    .globl embedded_files\n    .type embedded_files, @object\nembedded_files:\n%s    .quad 0, 0, 0\n    .size embedded_files, . - embedded_files\n' "$table"
printf '    .section .note.GNU-stack,"",%%progbits\n'
