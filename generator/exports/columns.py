"""Lines of many reports by column, for parts of SQLite and Parquet: what is the same in all reports is there once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Protocol

from generator.exports.rows import ReportRows, Row
from generator.exports.schema import TableSchema, load_schema
from generator.exports.sqlite_layout import load_layout


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines of one table. ``counts`` are those of each of ``reports``, which are their addresses.

    ``shared`` are different values of the columns that are the same in all reports, ``which`` says for each line which
    of them it has; ``own`` are the other columns but the report's address. A table without a report has no ``reports``.
    """

    reports: tuple[str, ...]
    counts: list[int]
    shared: tuple[Row, ...]
    which: list[int]
    own: tuple[Row, ...]

    def of_reports(self, values: Iterable[int]) -> Iterator[int]:
        """For each line the one of ``values`` that belongs to its report."""
        return chain.from_iterable(map(repeat, values, self.counts))


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's running text: ``report`` is the report's address, ``anchor`` where it stands on the report's page, ""
    for what stands before the first section. ``sought`` are heading and text as they are searched, parted by blanks."""

    report: str
    anchor: str
    heading: str
    text: str
    sought: tuple[str, str]


class Lines(Protocol):
    """Lines of reports, gone through as often as is asked, always in the same order."""

    def arrow(self, table: TableSchema) -> Iterable[bytes]:
        """The lines of a table as parts of a Parquet file (:mod:`.parquet`), those of some reports at a time."""

    def parts(self) -> Iterable[bytes]:
        """All lines and texts as parts of an SQLite file (:mod:`.sqlite_parts`), those of some reports at a time."""


def columns_of(
    table: TableSchema, lines: Sequence[Sequence[Row]], reports: Sequence[str] = (), shared: Sequence[str] = ()
) -> Columns:
    """``lines`` of each of ``reports``, by column. ``shared`` are names of columns."""
    apart = {*shared, *(table.parent if reports else ())}
    own = [number for number, name in enumerate(table.names) if name not in apart]
    by_column = list(zip(*chain.from_iterable(lines), strict=True)) or [()] * len(table.names)
    known: dict[Row, int] = {}
    alike = zip(*(by_column[table.names.index(name)] for name in shared), strict=True)
    which = [known.setdefault(values, len(known)) for values in alike]
    return Columns(tuple(reports), [*map(len, lines)], tuple(known), which, tuple(by_column[at] for at in own))


def columns_by_table(reports: Sequence[ReportRows]) -> Mapping[str, Columns]:
    """The lines of ``reports``, by table."""
    first, *_ = load_schema()
    addresses = [str(rows.reports[0][first.names.index(first.key[0])]) for rows in reports]
    found = {first.name: columns_of(first, [rows[first.name] for rows in reports])}
    for packed in load_layout().packed:
        name, shared = packed.schema.name, packed.shared.columns if packed.shared else ()
        found[name] = columns_of(packed.schema, [rows[name] for rows in reports], addresses, shared)
    return found
