#!/usr/bin/env bash
# What is done for every pull request, on any host: install, look at the uploads, build. The program comes from one folder
# (the branch that is asked), the uploads from another (the request), so nothing that a request brings is ever run.
#
#     PROGRAM=../program BASE=origin/main scripts/check_request.sh [install] [review] [build]
#
#   PROGRAM   the project whose program, settings and templates are used (default: this one)
#   REQUEST   the clone with the request (default: the working folder)
#   BASE      the revision that the request is compared with (default: HEAD^1, of a merge commit the branch that is asked)
#   COMMENT   where the comment in Markdown is written (default: comment.md beside PROGRAM's site)
#   PREVIEW   the address of a site built with the request, for links in the comment (default: none)
#   FORMAT    github: findings become annotations (default: text)
#
# Exit codes: 0 all can be published; 1 something cannot, or the site does not hold together; 2 a wrong set-up.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PROGRAM=$(cd "${PROGRAM:-$here}" && pwd)
REQUEST=$(cd "${REQUEST:-.}" && pwd)
COMMENT=${COMMENT:-$PROGRAM/.cache/comment.md}
python=${PYTHON:-$PROGRAM/.venv/bin/python}

install_program() {
  [ -x "$python" ] || python3 -m venv "$PROGRAM/.venv"
  cd "$PROGRAM"
  if [ -d generator ]; then
    "$python" -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
  else
    "$python" -m pip install --quiet --disable-pip-version-check -r requirements.txt
  fi
}

review_request() {
  mkdir -p "$(dirname "$COMMENT")"
  cd "$REQUEST"
  PYTHONSAFEPATH=1 "$python" -m generator review --base "${BASE:-HEAD^1}" --format "${FORMAT:-text}" \
    --comment "$COMMENT" --preview "${PREVIEW:-}"
}

build_site() {
  cd "$PROGRAM"
  "$python" -m generator build --root "$PROGRAM" --content "$REQUEST/content" --output "$PROGRAM/site"
}

[ $# -gt 0 ] || set -- install review build
for step in "$@"; do
  case $step in
    install) (install_program) ;;
    review) (review_request) ;;
    build) (build_site) ;;
    *) echo "no such step: $step (there are install, review, build)" >&2; exit 2 ;;
  esac
done
