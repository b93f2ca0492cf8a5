"""Files that someone asks for by ``gongkai export``: the same lines as those of /data/, of what was chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.errors import GongkaiError
from generator.exports.csv_files import csv_head, csv_lines
from generator.exports.json_lines import json_lines
from generator.exports.levels import WHOLE, region_level, year_level
from generator.exports.package import PACKAGE, README, About, DataFile, Level, datapackage, readme
from generator.exports.rows import TABLES
from generator.exports.schema import load_schema
from generator.exports.whole import whole_files
from generator.exports.xlsx import write_xlsx
from generator.workers.whole_exports import StoredLines

FORMATS = ("csv", "jsonl", "sqlite", "parquet", "xlsx")
FOLDERS = ("csv", "jsonl", "parquet")
"""Formats of a file a table."""


def chosen(lines: StoredLines, region: str = "", year: int | None = None) -> StoredLines:
    """The reports that are filed under a region, or below it, and are about a year."""
    refs = [ref for ref in lines.refs if ref.region.startswith(region) and year in (None, ref.year)]
    return replace(lines, refs=tuple(sorted(refs, key=lambda ref: ref.url)))


def require_free(form: str, out: Path) -> None:
    """Raises GongkaiError where something stands at ``out`` already; an empty folder is as good as none."""
    if out.exists() and not (out.is_dir() and form in FOLDERS and not any(out.iterdir())):
        raise GongkaiError("something stands here, which is left alone", file=out, remedy="name a new file or folder")


def level_of(region: str, year: int | None) -> Level:
    """What the files say that they are about, called as on the site, whose folder of it may not exist."""
    parts = [region_level(region)] if region else []
    parts += [year_level(year)] if year is not None else []
    if not parts:
        return WHOLE
    ids, names, english = zip(*((one.id, one.name, one.name_en) for one in parts), strict=True)
    return Level(WHOLE.folder, "-".join(ids), "，".join(names), ", ".join(english))


def write_export(lines: StoredLines, form: str, out: Path, level: Level, about: About) -> tuple[Path, ...]:
    """Write ``lines`` in one of :data:`FORMATS`: a workbook or database is the file ``out``, else that is a folder,
    with what describes its files.

    What was written. Raises GongkaiError where something stands there.
    """
    require_free(form, out)
    if form not in FOLDERS:
        out.parent.mkdir(parents=True, exist_ok=True)
        _FILES[form](lines, out)
        return (out,)
    out.mkdir(parents=True, exist_ok=True)
    names = _FOLDERS[form](lines, out)
    files = [_described(out / f"{table}.{form}", table, count) for table, count in names.items()]
    told = {README: readme(level, files, load_schema(), about)}
    if form == "csv":
        told[PACKAGE] = datapackage(level, files, load_schema(), about)
    for name, data in told.items():
        (out / name).write_bytes(data)
    return tuple(out / name for name in (*(file.path for file in files), *told))


def _described(path: Path, table: str, count: int) -> DataFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return DataFile(table, path.name, path.stat().st_size, digest, count)


def _write_csv(lines: StoredLines, out: Path) -> dict[str, int]:
    for table in load_schema():
        with (out / f"{table.name}.csv").open("xb") as file:
            file.write(csv_head(table))
            for rows in lines.reports():
                file.write(csv_lines(rows[table.name]))
    return _counted(lines)


def _write_jsonl(lines: StoredLines, out: Path) -> dict[str, int]:
    for table in load_schema():
        with (out / f"{table.name}.jsonl").open("xb") as file:
            for rows in lines.reports():
                file.write(json_lines(table, rows[table.name]))
    return _counted(lines)


def _write_parquet(lines: StoredLines, out: Path) -> dict[str, int]:
    for one in (file for file in whole_files() if file.name.endswith(".parquet")):
        one.write(out / one.name, lines)
    return _counted(lines)


def _counted(lines: StoredLines) -> dict[str, int]:
    """How many lines each table has."""
    counts = zip(*(ref.lines for ref in lines.refs), strict=True)
    return {table: sum(some) for table, some in zip(TABLES, counts, strict=True)}


def _write_sqlite(lines: StoredLines, out: Path) -> None:
    (database,) = (one for one in whole_files() if one.name.endswith(".sqlite"))
    database.write(out, lines)


def _write_xlsx(lines: StoredLines, out: Path) -> None:
    write_xlsx(out, lines.reports)


_FOLDERS: dict[str, Callable[[StoredLines, Path], dict[str, int]]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "parquet": _write_parquet,
}
_FILES: dict[str, Callable[[StoredLines, Path], None]] = {"sqlite": _write_sqlite, "xlsx": _write_xlsx}
