"""Running text in the SQLite file, and its full-text index, which is put together without indexing a word again.

An index of FTS5 is some b-trees side by side, its *segments*, in plain tables beside it
(https://www.sqlite.org/fts5.html, chapter 10): ``_data`` has the pages of segments, below the segment's number, under
:data:`SUMS` how many rows and words there are, and under :data:`STRUCTURE` a list of the segments; ``_idx`` says with
which word pages begin, ``_docsize`` how many words a row has. Every part of the file (:mod:`.sqlite_parts`) has a
segment of its own. Their pages are copied as they are, so that passages have their final numbers in the parts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from generator.exports.columns import Passage

SUMS, STRUCTURE = 1, 10
"""Rows of ``passages_fts_data`` that are no pages."""
PAGE_BITS = 37
"""Of the id of a page, below those of its segment."""
COOKIE = 4
"""Bytes at the beginning of the list of segments, which count changes of settings."""
SEGMENTS = 1000
"""Most segments: each is asked for every word. FTS5 itself reads 2,000 at most."""
IN_MEMORY = 1 << 26
"""Bytes of an index that are in memory before a segment is written."""
PASSAGES = 1_000_000
"""Numbers for the passages of a part, which has some thousands; beyond them, some file of a million headings is meant
to do harm, and these are left out."""
BLOCKS = 1000
"""Parts of one region that have numbers of their own: a quarter of a million reports."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A b-tree by its number, and its first and last page."""

    number: int
    first: int
    last: int


def region_number(region: str) -> int:
    """The code of a region as a number that is greater for what is listed later; "" (no region) comes last."""
    return int((region or "999999").ljust(6, "0"))


def number_before(region: int, nth: int) -> int:
    """The number before those of the passages of the ``nth`` part (from 0) of a region.

    So the numbers do not depend on other regions, and reach no further than 2⁵³, where JSON ends.
    """
    return (region * BLOCKS + nth) * PASSAGES


def fill_text(base: sqlite3.Connection, passages: Iterable[Passage], reports: Mapping[str, int], before: int) -> None:
    """Fill the tables of text of a part. ``reports`` are numbers by address, ``before`` is as in :func:`number_before`.

    The index is written when the transaction ends.
    """
    _tell(base, "hashsize", IN_MEMORY)
    some = list(enumerate(islice(passages, PASSAGES - 1), before + 1))
    rows = ((number, reports[one.report], one.anchor, one.heading, one.text) for number, one in some)
    base.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", rows)
    sought = ((number, *one.sought) for number, one in some)
    base.executemany("INSERT INTO passages_fts (rowid, heading, text) VALUES (?, ?, ?)", sought)


def merge_segments(base: sqlite3.Connection) -> None:
    """Make all segments one."""
    _tell(base, "optimize")


def _tell(base: sqlite3.Connection, command: str, value: int | None = None) -> None:
    base.execute("INSERT INTO passages_fts (passages_fts, rank) VALUES (?, ?)", (command, value))


class TextCopying:
    """Copies texts and their index from the database ``part`` to ``main``, both attached to ``base``."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._segments: list[Segment] = []
        self._sums: tuple[int, ...] = (0, 0, 0)

    def copy(self, reports: int) -> None:
        """Behind what was copied before; ``reports`` are in the parts before this one."""
        told = "number, report + ?, anchor, heading, text"
        self._base.execute(f"INSERT INTO main.passages SELECT {told} FROM part.passages", (reports,))
        for one in _segments(self._base, "part"):
            number = 1 + max((known.number for known in self._segments), default=0)
            begin, end, shift = (at << PAGE_BITS for at in (one.number, one.number + 1, number - one.number))
            told = "INSERT INTO main.passages_fts_data SELECT id + ?, block FROM part.passages_fts_data"
            self._base.execute(f"{told} WHERE id >= ? AND id < ?", (shift, begin, end))
            told = "INSERT INTO main.passages_fts_idx SELECT ?, term, pgno FROM part.passages_fts_idx WHERE segid = ?"
            self._base.execute(told, (number, one.number))
            self._segments.append(Segment(number, one.first, one.last))
        self._base.execute("INSERT INTO main.passages_fts_docsize SELECT * FROM part.passages_fts_docsize")
        sums = _varints(_row(self._base, "part", SUMS)) or (0, 0, 0)
        self._sums = tuple(map(sum, zip(self._sums, sums, strict=True)))

    def bound(self) -> None:
        """Make one of the segments where there are too many. No transaction may be open."""
        if len(self._segments) < SEGMENTS:
            return
        self.finish()
        ((_, _, path),) = (row for row in self._base.execute("PRAGMA database_list") if row[1] == "main")
        # Another connection: this one does not know what was written beside its back.
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode = OFF")
            other.execute("PRAGMA synchronous = OFF")
            merge_segments(other)
        self._segments = list(_segments(self._base, "main"))

    def finish(self) -> None:
        """Write what the index says of itself: all segments side by side in one level, none of them being merged."""
        count = len(self._segments)
        numbers = [1, count, 0, 0, count] if count else [0, 0, 0]
        numbers += [number for one in self._segments for number in (one.number, one.first, one.last)]
        cookie = _row(self._base, "main", STRUCTURE)[:COOKIE]
        rows = {STRUCTURE: cookie + _packed(numbers), SUMS: _packed(self._sums) if any(self._sums) else b""}
        self._base.executemany("REPLACE INTO main.passages_fts_data VALUES (?, ?)", sorted(rows.items()))


def _row(base: sqlite3.Connection, database: str, id_: int) -> bytes:
    (data,) = base.execute(f"SELECT block FROM {database}.passages_fts_data WHERE id = ?", (id_,)).fetchone()
    return bytes(data)


def _segments(base: sqlite3.Connection, database: str) -> Iterator[Segment]:
    """Those of an index: its levels, each with a count of those being merged and of all, and three numbers for each."""
    levels, _, _, *numbers = _varints(_row(base, database, STRUCTURE)[COOKIE:])
    coming = iter(numbers)
    for _ in range(levels):
        next(coming)
        for _ in range(next(coming)):
            yield Segment(next(coming), next(coming), next(coming))


def _varints(data: bytes) -> tuple[int, ...]:
    """Numbers of seven bits a byte, the highest first; all bytes of one but the last have the eighth set."""
    found, number = [], 0
    for byte in data:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            found.append(number)
            number = 0
    return tuple(found)


def _packed(numbers: Iterable[int]) -> bytes:
    found = bytearray()
    for number in numbers:
        high = range(7 * max(0, (number.bit_length() - 1) // 7), 0, -7)
        found += bytes([*(number >> bits & 0x7F | 0x80 for bits in high), number & 0x7F])
    return bytes(found)
