#!/usr/bin/env bash
# Upgrade every pinned dependency: install the newest versions that pyproject.toml allows into a fresh environment, run
# the tests there, and write constraints.txt only if they pass. Names and versions only; no addresses are recorded.
#
#     scripts/upgrade_constraints.sh              # all
#     scripts/upgrade_constraints.sh --no-tests   # only look at what would change
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check -e '.[test]'
"$work/venv/bin/python" -m pip freeze --exclude-editable --disable-pip-version-check | grep -v '@' | sort -f >"$work/constraints.txt"
diff -u constraints.txt "$work/constraints.txt" || true
[ "${1:-}" = --no-tests ] && exit 0
"$work/venv/bin/pytest" -q -x
cp "$work/constraints.txt" constraints.txt
echo "constraints.txt is new; .venv follows with the next make."
