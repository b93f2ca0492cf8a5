"""Compile the gazetteer's source tables into the one file that the package carries.

    python scripts/compile_gazetteer.py SRC_DIR [TARGET]

``SRC_DIR`` holds ``divisions.tsv`` (code, level, name, first_edition, last_edition) and
``county_history.tsv`` (code, province, prefecture, name, level, status, since, until, successor),
both UTF-8, tab-separated, with a header line. The target is read by ``generator/places/gazetteer.py``,
which documents its layout. Equal tables give equal bytes.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.places.tidying import tidied

TARGET = Path(__file__).resolve().parent.parent / "generator" / "places" / "data" / "gazetteer.tsv.gz"

DIVISIONS = ("code", "level", "name", "first_edition", "last_edition")
HISTORY = ("code", "province", "prefecture", "name", "level", "status", "since", "until", "successor")
DIGITS = {"province": 2, "prefecture": 4, "county": 6, "township": 9}


class BadTable(Exception):
    """A source table that is not what it should be; says file, line and what was expected."""


def rows(path: Path, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The data rows of a table whose header must be ``columns``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != tuple(columns):
        raise BadTable(f"{path.name}:1: expected the header {' '.join(columns)}")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        row = tuple(line.split("\t"))
        if len(row) != len(columns):
            raise BadTable(f"{path.name}:{number}: {len(row)} columns instead of {len(columns)}")
        found.append(row)
    return found


def divisions(path: Path) -> list[str]:
    """Lines ``code name first last`` with plain names; the level follows from the length of the code."""
    lines = set()
    for code, level, name, first, last in rows(path, DIVISIONS):
        if not (code.isdigit() and len(code) == DIGITS.get(level)):
            raise BadTable(f"{path.name}: {code} is not the code of a {level}")
        if not name or not int(first) <= int(last):
            raise BadTable(f"{path.name}: {code} needs a name and a first edition before its last")
        lines.add(f"{code}\t{name}\t{first}\t{last}")
    return tidied(lines)


def compiled(source: Path) -> bytes:
    """The compiled file's bytes."""
    table = divisions(source / "divisions.tsv")
    if not table:
        raise BadTable("divisions.tsv holds no division")
    first = min(line.split("\t")[2] for line in table)
    last = max(line.split("\t")[3] for line in table)
    history = ["\t".join(row) for row in rows(source / "county_history.tsv", HISTORY)]
    text = "\n\n".join((f"{first}\t{last}", "\n".join(table), "\n".join(sorted(history)))) + "\n"
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, compresslevel=9, mtime=0) as out:
        out.write(text.encode())
    return packed.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compile the gazetteer of the package.")
    parser.add_argument("source", type=Path, metavar="SRC_DIR")
    parser.add_argument("target", type=Path, nargs="?", default=TARGET)
    given = parser.parse_args(arguments)
    try:
        data = compiled(given.source)
    except (BadTable, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    given.target.parent.mkdir(parents=True, exist_ok=True)
    given.target.write_bytes(data)
    print(f"{given.target}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
