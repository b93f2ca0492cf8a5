"""Parts of the SQLite file: the lines of some reports each, as a database of its own that lies in a store.

Parts are made side by side and kept from build to build. What has most rows is copied without taking a row apart
(https://www.sqlite.org/lang_insert.html: tables alike, ``SELECT *``, neither a key nor an index): in a tenth of a
microsecond a row, where an expression in it makes that four tenths. So what is the same in many reports has a number
that follows from it alone (:func:`label_number`); reports and rows are numbered from 1 in each part. Texts are
:mod:`.sqlite_text`.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import accumulate

from generator.exports.columns import Columns, Passage
from generator.exports.rows import Row, Value
from generator.exports.sqlite_layout import LABEL, Layout, PackedTable, Shared, quoted
from generator.exports.sqlite_text import TextCopying, fill_text, merge_segments

PAGES = "PRAGMA page_size = 16384"
"""In smaller ones texts leave a quarter of their pages empty."""
NULL = float("nan")
"""Stands for None, for SQLite keeps it as NULL: to hand None over takes Python ten times as long as a number."""
LABEL_BITS = 23
"""Of the numbers of labels, which SQLite keeps in three bytes. Two labels seldom want the same, and then give way."""


class Labels:
    """What is the same in many reports, by the number that it has in a file."""

    def __init__(self) -> None:
        self.known: dict[int, Row] = {}

    def number(self, label: Row, wanted: int) -> int:
        """The number of ``label``: the first from ``wanted`` on that no other label has."""
        while self.known.setdefault(wanted, label) != label:
            wanted += 1
        return wanted


def label_number(label: Row) -> int:
    """The number that ``label`` wants to have."""
    return int.from_bytes(hashlib.sha256(repr(label).encode()).digest()[:4]) >> (32 - LABEL_BITS)


def sqlite_part(layout: Layout, columns: Mapping[str, Columns], passages: Iterable[Passage], before: int) -> bytes:
    """The lines of some reports, by table, and their texts, as a database. ``before`` is the number before those of
    ``passages``, which is theirs alone (:func:`.sqlite_text.number_before`)."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.execute(PAGES)
        base.execute("PRAGMA journal_mode = OFF")
        with at_once(base):
            for statement in (*layout.row_tables(), *layout.text_tables()):
                base.execute(statement)
            reports = list(zip(*columns[layout.reports.name].own, strict=True))
            insert = insertion(layout.reports.name, 1 + len(layout.reports.columns))
            base.executemany(insert, ((number, *row) for number, row in enumerate(reports, 1)))
            for packed in layout.packed:
                _pack(base, packed, columns[packed.schema.name])
            key = layout.reports.names.index(layout.reports.key[0])
            fill_text(base, passages, {str(row[key]): number for number, row in enumerate(reports, 1)}, before)
        merge_segments(base)
        return base.serialize()


@contextmanager
def at_once(base: sqlite3.Connection) -> Iterator[None]:
    """One transaction. Where it breaks off, the database is thrown away."""
    base.execute("BEGIN")
    yield
    base.execute("COMMIT")


def _pack(base: sqlite3.Connection, packed: PackedTable, some: Columns) -> None:
    """Fill a table, with a number for what is the same in many reports, and say which rows are whose."""
    told: list[Iterable[Value]] = []
    if packed.shared:
        labels = Labels()
        numbers = [labels.number(shared, label_number(shared)) for shared in some.shared]
        told = [map(numbers.__getitem__, some.which)]
        _insert_labels(base, packed.shared.name, labels.known)
    rows = zip(*told, *map(_bound, some.own), strict=True)
    base.executemany(insertion(packed.data, len(told) + len(packed.own)), rows)
    ends = zip(accumulate(some.counts), some.counts, strict=True)
    places = ((report, end - count + 1, end) for report, (end, count) in enumerate(ends, 1) if count)
    base.executemany(insertion(packed.of_reports, 3), places)


def _insert_labels(base: sqlite3.Connection, table: str, labels: Mapping[int, Row]) -> None:
    """Insert those that are not there yet."""
    rows = [(number, *label) for number, label in sorted(labels.items())]
    if rows:
        base.executemany(insertion(table, len(rows[0]), "OR IGNORE "), rows)


def _bound(values: Sequence[Value]) -> Sequence[Value]:
    return [NULL if value is None else value for value in values]


def insertion(table: str, width: int, conflict: str = "") -> str:
    """The statement that inserts a row of so many values."""
    return f"INSERT {conflict}INTO {quoted(table)} VALUES ({', '.join('?' * width)})"


class PartCopying:
    """Copies parts, one after the other, into the file that ``base`` is open for."""

    def __init__(self, base: sqlite3.Connection, layout: Layout) -> None:
        base.execute("ATTACH ':memory:' AS part")
        self._base = base
        self._layout = layout
        self._reports = 0
        self._rows = dict.fromkeys((packed.data for packed in layout.packed), 0)
        self._labels = {packed.shared.name: Labels() for packed in layout.packed if packed.shared}
        self._text = TextCopying(base)

    def copy(self, part: bytes) -> None:
        """Behind the rows of the parts before it."""
        self._base.deserialize(part, name="part")  # type: ignore[attr-defined,unused-ignore]
        with at_once(self._base):  # which has to be over before the next part takes the place of this one
            for packed in self._layout.packed:
                before = self._rows[packed.data]
                self._insert(packed.of_reports, "report + ?, first + ?, last + ?", self._reports, before, before)
                self._rows[packed.data] += self._insert(packed.data, self._row(packed))
            self._text.copy(self._reports)
            names = "".join(f", {quoted(name)}" for name in self._layout.reports.names)
            self._reports += self._insert(self._layout.reports.name, f"number + ?{names}", self._reports)
        self._text.bound()

    def _insert(self, table: str, values: str, *bound: int) -> int:
        return self._base.execute(f"INSERT INTO main.{table} SELECT {values} FROM part.{table}", bound).rowcount

    def _row(self, packed: PackedTable) -> str:
        """What tells a row as it is in the file: all of it as it is, but where its label has another number."""
        label = self._label(packed.shared) if packed.shared else LABEL
        return "*" if label == LABEL else ", ".join((label, *(quoted(column.name) for column in packed.own)))

    def _label(self, shared: Shared) -> str:
        """What tells the number of a row's label in the file: that in the part, but where another label has it. Labels
        that the file has not under that number are inserted; few are left of these after the first parts."""
        mine, theirs = (", ".join(f"{one}.{quoted(name)}" for name in shared.columns) for one in "mp")
        known = f"SELECT 1 FROM main.{shared.name} AS m WHERE m.number = p.number AND ({mine}) IS ({theirs})"
        new = self._base.execute(f"SELECT * FROM part.{shared.name} AS p WHERE NOT EXISTS ({known})").fetchall()
        labels = self._labels[shared.name]
        given = {number: labels.number(tuple(label), number) for number, *label in new}
        _insert_labels(self._base, shared.name, {given[number]: tuple(label) for number, *label in new})
        moved = [f"WHEN {number} THEN {other}" for number, other in given.items() if other != number]
        return f"CASE {LABEL} {' '.join(moved)} ELSE {LABEL} END" if moved else LABEL

    def close(self) -> None:
        """Write what the index of texts says of itself."""
        with at_once(self._base):
            self._text.finish()
        self._base.execute("DETACH part")
