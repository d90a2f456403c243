#!/bin/sh
# Compiles the demonstration program with the yarrow given as $1 and runs it, showing each command.
set -eu
yarrow=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

show() {
    printf '\033[1m$ %s\033[0m\n' "$*"
    "$@"
}
[ -t 1 ] && [ -z "${NO_COLOR-}" ] || show() { printf '$ %s\n' "$*"; "$@"; }

now() { date +%s%N; }

start=$(now)
show "$yarrow" build examples/pipeline.js -O3 -o "$dir/pipeline"
compiled=$(now)
show "$dir/pipeline"
ran=$(now)
strip -o "$dir/stripped" "$dir/pipeline"
printf '\n'
printf 'compiled and linked in  %5d ms\n' $(((compiled - start) / 1000000))
printf 'ran in                  %5d ms\n' $(((ran - compiled) / 1000000))
printf 'executable              %5d KiB, stripped %d KiB\n' \
    $(($(wc -c <"$dir/pipeline") / 1024)) $(($(wc -c <"$dir/stripped") / 1024))
printf '\nWhat became of its generators: %s explain examples/pipeline.js\n' "$yarrow"
