#!/usr/bin/env bash
# Takes a real application's database from the version before its last to the last, and back. It
# works on a copy, in a directory of its own, where the graph stands in ./schema as it would in a
# project. `evolve` is $EVOLVE_BINARY, or the one on PATH.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
unset EVOLVE_GRAPH

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R "$here/schema" "$scratch/schema"
cp "$here/../../../tests/snapshots/autotuner/08-2025-11-14-2597445.db" "$scratch/autotuner.db"
cd "$scratch"

show() {
    printf '\n$ evolve %s\n' "$*"
    "${EVOLVE_BINARY:-evolve}" "$@"
}

# `status` answers 1 while something is pending; here it is, and must be.
show status autotuner.db || [[ $? == 1 ]]
show plan autotuner.db
show apply autotuner.db
show apply autotuner.db
show status autotuner.db
show verify autotuner.db --sample tasks:1
show rollback autotuner.db --to 0008-gpu-info
show status autotuner.db || [[ $? == 1 ]]
