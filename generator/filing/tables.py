"""Reads CSV and JSON Lines row by row, in bounded memory, by the names of their columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from generator.errors import GongkaiError
from generator.filing.encodings import encoding_of
from generator.filing.said import Said, said
from generator.printable import printable

JSON_LINES = (".jsonl", ".ndjson", ".json")
FILE_KINDS = (".csv", ".tsv", *JSON_LINES)
MAX_FIELD = 16 * 2**20
"""Characters of a field or of a line of JSON: saved pages with pictures inside have up to 5 million."""
PEEKED = 50
"""Lines of JSON whose keys are looked at to tell which there are."""
MAX_COLUMNS = 60
"""Names of columns that a message lists."""

Row = tuple[int, Mapping[str, Any] | Said]
"""Number of its line, and its fields by name, or why there are none."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of columns, or keys, as they were given."""

    text: str | None = None
    file: str | None = None
    url: str | None = None
    date: str | None = None
    title: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """Option → the column that it names."""
        return {f"--{one.name}": name for one in fields(self) if (name := getattr(self, one.name)) is not None}


class _LongLineError(Exception):
    """A line without end."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns were found, ``names``. ``header`` is () for JSON Lines, whose rows name them."""

    path: Path
    encoding: str
    columns: Columns
    header: tuple[str, ...] = ()
    delimiter: str = ","
    names: tuple[str, ...] = ()

    @staticmethod
    def open(path: Path, columns: Columns) -> Table:
        """Raises GongkaiError where it is no such table or lacks a column that was named."""
        encoding = encoding_of(path)
        try:
            with _opened(path, encoding) as file:
                if path.name.lower().endswith(JSON_LINES):
                    header, delimiter = _keys(path, file), ""
                else:
                    header, delimiter = _header(path, file)
        except (_LongLineError, csv.Error) as error:
            raise GongkaiError("no table: its first line has no end", file=path, remedy="check the file") from error
        _require_columns(path, header, columns)
        return Table(path, encoding, columns, header if delimiter else (), delimiter, header)

    def rows(self) -> Iterator[Row]:
        """Row by row. Where what follows cannot be read, the last one says so."""
        with _opened(self.path, self.encoding) as file:
            yield from (self._csv_rows(file) if self.delimiter else _json_rows(file))

    def _csv_rows(self, file: TextIO) -> Iterator[Row]:
        csv.field_size_limit(MAX_FIELD)
        taken: list[str] = []
        reader = csv.reader(_noted(_lines(file), taken), delimiter=self.delimiter)
        most = max(map(self.header.index, self.columns.given.values()))
        next(reader, None)
        while True:
            line = reader.line_num + 1
            taken.clear()
            try:
                row = next(reader, None)
            except _LongLineError:
                yield line, said("row_long", size=MAX_FIELD >> 20, line=line)
                return
            except csv.Error as error:
                long = "field larger" in str(error)
                code = said("row_long", size=MAX_FIELD >> 20, line=line) if long else None
                yield line, code or said("csv_broken", line=line, why=error)
                return
            if row is None:
                return
            if _is_torn(taken, self.delimiter, len(row) < len(self.header)):
                yield line, said("row_torn", line=line)
                return
            if len(row) > most:
                yield line, dict(zip(self.header, row, strict=False))
            elif any(row):
                yield line, said("row_short")


def _opened(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(MAX_FIELD + 1):
        if len(line) > MAX_FIELD:
            raise _LongLineError
        yield line


def _noted(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """``lines``; each is put into ``taken``, too."""
    for line in lines:
        taken.append(line)
        yield line


def _is_torn(lines: Sequence[str], delimiter: str, is_short: bool) -> bool:
    """True if a quotation mark is missing in the row that ``lines`` were taken for: the row goes on to the next mark in
    the file, or to its end, and what comes after that is parted in the wrong places.

    In one line of all columns a mark that is not doubled, as some programs write it, tears nothing.
    """
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return is_short or len(lines) > 1 or "unexpected end" in str(error)
    return False


def _header(path: Path, file: TextIO) -> tuple[tuple[str, ...], str]:
    """The names of columns, and what stands between them."""
    csv.field_size_limit(MAX_FIELD)
    first = next(_lines(file), "")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",\t;", key=first.count)
    file.seek(0)
    names = next(csv.reader(_lines(file), delimiter=delimiter), [])
    header = tuple(name.strip().lstrip("\ufeff") for name in names)
    if not any(header):
        raise GongkaiError("the table is empty", file=path, remedy="its first line names the columns")
    return header, delimiter


def _keys(path: Path, file: TextIO) -> tuple[str, ...]:
    """The keys of the first lines."""
    keys: dict[str, None] = {}
    for _, row in islice(_json_rows(file), PEEKED):
        if not isinstance(row, Said):
            keys |= dict.fromkeys(row)
    if not keys:
        remedy = "one object a line is needed; a list becomes that by: jq -c '.[]' FILE"
        raise GongkaiError("no JSON Lines", file=path, remedy=remedy)
    return tuple(keys)


def _json_rows(file: TextIO) -> Iterator[Row]:
    number = 0
    lines = _lines(file)
    while True:
        number += 1
        try:
            line = next(lines, None)
        except _LongLineError:
            yield number, said("row_long", size=MAX_FIELD >> 20, line=number)
            return
        if line is None:
            return
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, said("row_broken", why=error)
            continue
        yield number, row if isinstance(row, dict) else said("row_no_object")


def _require_columns(path: Path, header: tuple[str, ...], columns: Columns) -> None:
    known = ", ".join(printable(name)[:40] for name in header[:MAX_COLUMNS])
    if (columns.text is None) == (columns.file is None):
        raise GongkaiError(
            "which column holds the text of a page, or the name of its file?",
            file=path,
            remedy=f"name one of them by --text or --file; there are: {known}",
        )
    if columns.title is not None and columns.text is None:
        remedy = "leave --title out: a file holds its own title"
        raise GongkaiError("--title goes with --text", file=path, remedy=remedy)
    for option, name in columns.given.items():
        if name not in header:
            raise GongkaiError(f"{option}: {name!r} is no column", file=path, remedy=f"there are: {known}")
        if header.count(name) > 1:
            raise GongkaiError(f"{option}: {name!r} is there twice", file=path, remedy=f"there are: {known}")
