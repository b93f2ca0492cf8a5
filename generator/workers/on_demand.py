"""Files that someone asks for by ``gongkai export``: the same lines as those of /data/, of what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.errors import GongkaiError
from generator.exports.csv_files import csv_head, csv_lines
from generator.exports.json_lines import json_lines
from generator.exports.schema import load_schema
from generator.exports.whole import whole_files
from generator.exports.xlsx import write_xlsx
from generator.workers.whole_exports import StoredLines

FORMATS = ("csv", "jsonl", "sqlite", "parquet", "xlsx")


def chosen(lines: StoredLines, region: str = "", year: int | None = None) -> StoredLines:
    """The reports that are filed under a region, or below it, and are about a year."""
    refs = [ref for ref in lines.refs if ref.region.startswith(region) and year in (None, ref.year)]
    return replace(lines, refs=tuple(sorted(refs, key=lambda ref: ref.url)))


def write_export(lines: StoredLines, form: str, out: Path) -> tuple[Path, ...]:
    """Write ``lines`` in one of :data:`FORMATS`: a workbook or database is the file ``out``, else that is a folder.

    What was written. Raises GongkaiError where something stands there.
    """
    if out.exists() and not (out.is_dir() and form in FOLDERS and not any(out.iterdir())):
        raise GongkaiError("something stands here, which is left alone", file=out, remedy="name a new file or folder")
    (out if form in FOLDERS else out.parent).mkdir(parents=True, exist_ok=True)
    return _WRITERS[form](lines, out)


def _write_csv(lines: StoredLines, out: Path) -> tuple[Path, ...]:
    for table in load_schema():
        with (out / f"{table.name}.csv").open("xb") as file:
            file.write(csv_head(table))
            for rows in lines.reports():
                file.write(csv_lines(rows[table.name]))
    return tuple(out / f"{table.name}.csv" for table in load_schema())


def _write_jsonl(lines: StoredLines, out: Path) -> tuple[Path, ...]:
    for table in load_schema():
        with (out / f"{table.name}.jsonl").open("xb") as file:
            for rows in lines.reports():
                file.write(json_lines(table, rows[table.name]))
    return tuple(out / f"{table.name}.jsonl" for table in load_schema())


def _write_parquet(lines: StoredLines, out: Path) -> tuple[Path, ...]:
    files = [one for one in whole_files() if one.name.endswith(".parquet")]
    for one in files:
        one.write(out / one.name, lines)
    return tuple(out / one.name for one in files)


def _write_sqlite(lines: StoredLines, out: Path) -> tuple[Path, ...]:
    (database,) = (one for one in whole_files() if one.name.endswith(".sqlite"))
    database.write(out, lines)
    return (out,)


def _write_xlsx(lines: StoredLines, out: Path) -> tuple[Path, ...]:
    write_xlsx(out, lines.reports)
    return (out,)


FOLDERS = ("csv", "jsonl", "parquet")
"""Formats of a file a table."""
_WRITERS: dict[str, Callable[[StoredLines, Path], tuple[Path, ...]]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "sqlite": _write_sqlite,
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
}
