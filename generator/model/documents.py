"""An upload before it is interpreted: bytes, text, grids of cells."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import msgspec
from msgspec import structs

from generator.model.doubts import Doubt
from generator.model.pictures import PageImage, Seen
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, OffsetMap, RepairedSpan, Span, Where


@dataclass(frozen=True, slots=True)
class Source:
    """One file of an upload, as it arrived.

    ``path`` is relative to the reports folder, with forward slashes. ``encoding`` is the
    codec its text was decoded with (None for formats that say it themselves) and
    ``encoding_confidence`` how sure that is, 0 to 1. ``role`` is ``report``, ``attachment``, or ``page``
    for a further file of the same upload.
    """

    path: str
    sha256: str
    media_type: str
    size: int
    encoding: str | None = None
    encoding_confidence: float = 1.0
    role: str = "report"


def digest_of(sources: Sequence[Source]) -> str:
    """The SHA-256 of one file; of several one that is made of theirs, in their order."""
    if len(sources) == 1:
        return sources[0].sha256
    return hashlib.sha256(" ".join(one.sha256 for one in sources).encode()).hexdigest()


class EditKind(StrEnum):
    """What a repair took out or changed. The first group is extraction noise (check B14)."""

    BOOKMARK = "bookmark"
    PINYIN_NOTE = "pinyin_note"
    QUESTION_MARKS = "question_marks"
    MARKDOWN = "markdown"
    FURNITURE = "furniture"
    MOJIBAKE = "mojibake"
    SCRIPT = "script"
    CONTROL = "control"
    LINE_BREAK = "line_break"
    """A line begun at a heading that stood inside one: no noise, nothing was added by the source."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change made by a repair: ``span`` in the decoded text, and what stood there.

    ``removed`` is the text that was taken out, with the repairs before it already applied;
    page furniture keeps its words here, since they are evidence of the place.
    """

    kind: EditKind
    span: DecodedSpan
    removed: str = ""


@dataclass(frozen=True)
class Text:
    """A decoded text and its repaired twin. ``map`` leads from repaired back to decoded offsets.

    It may be a part of a file's text: ``begins`` characters and ``above`` lines of that stand before it. Spans count
    from the part's own beginning, line numbers from the file's.
    """

    decoded: str
    repaired: str
    map: OffsetMap
    edits: tuple[Edit, ...] = ()
    begins: int = 0
    above: int = 0

    @staticmethod
    def plain(decoded: str) -> Text:
        return Text(decoded, decoded, OffsetMap.identity(len(decoded)))

    def back(self, span: RepairedSpan) -> DecodedSpan:
        """From a span of ``repaired`` to the span of ``decoded``."""
        return self.map.back(span)

    def forth(self, span: DecodedSpan) -> RepairedSpan:
        """From a span of ``decoded`` to the span of ``repaired`` that covers what is left of it."""
        return self.map.forth(span)

    def printed(self, span: RepairedSpan) -> str:
        """The unrepaired characters behind a span of ``repaired``."""
        return self.back(span).of(self.decoded)

    def edited(self, kind: EditKind) -> tuple[Edit, ...]:
        return tuple(edit for edit in self.edits if edit.kind is kind)

    def part(self, span: RepairedSpan) -> Text:
        """``span`` of the repaired text as a text of its own. What was taken out before a part's first character
        belongs to the part before it."""
        end = self._edge(span.end)
        own = DecodedSpan(Span(min(self._edge(span.start), end), end))
        return Text(
            own.of(self.decoded),
            span.of(self.repaired),
            self.map.part(span, own),
            tuple(replace(edit, span=edit.span.within(own)) for edit in self.edits if own.holds(edit.span.start)),
            self.begins + own.start,
            self.line_of(own.start) - 1,
        )

    def _edge(self, at: int) -> int:
        """Where in ``decoded`` a part ends, or begins, at ``at`` of the repaired text."""
        if at >= len(self.repaired):
            return len(self.decoded)
        return self.back(RepairedSpan(Span(at, at + 1))).start if at else 0

    def line_of(self, offset: int) -> int:
        """The number of the line of the file, from 1, on which ``offset`` of ``decoded`` stands."""
        return self.above + bisect_right(self.line_starts, offset)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets in ``decoded`` at which its lines begin."""
        starts = [0]
        at = self.decoded.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.decoded.find("\n", at + 1)
        return tuple(starts)


class GridCell(msgspec.Struct, frozen=True):
    """One cell of a table as it stood: its repaired text and where that is in the repaired text.

    ``covered`` marks a position that a merged neighbour covers: nothing stands there, it is no blank. ``above``: that
    one begins in a row above. ``seen`` tells how it was read, where it comes out of a picture.
    """

    text: str
    span: RepairedSpan
    covered: bool = False
    where: Where | None = None
    above: bool = False
    seen: Seen | None = None

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


class GridRow(msgspec.Struct, frozen=True):
    """The cells of one table row, from left to right, empty ones included."""

    cells: tuple[GridCell, ...]

    @property
    def blank(self) -> bool:
        return all(cell.blank for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that belong together. ``layout`` names how their cells were separated (see reading/table/traits)."""

    rows: tuple[GridRow, ...]
    span: RepairedSpan
    layout: str

    def within(self, part: RepairedSpan) -> Grid:
        """It, as a part of the text counts."""
        rows = (tuple(structs.replace(cell, span=cell.span.within(part)) for cell in row.cells) for row in self.rows)
        return Grid(tuple(map(GridRow, rows)), self.span.within(part), self.layout)


@dataclass(frozen=True, slots=True)
class Document:
    """One upload, decoded but not interpreted: text, tables declared by the format, sidecar.

    ``grids`` holds tables that the format itself marks (HTML, docx); where it is empty,
    reading/table finds them in the text.

    ``recognised`` are the stretches of the decoded text that a program read from pictures, in order; ``pictures`` the
    pages that they were read from, ``engine`` the program and its models, with their versions ("" where none was used).
    """

    sources: tuple[Source, ...]
    text: Text
    sidecar: Sidecar
    grids: tuple[Grid, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    recognised: tuple[DecodedSpan, ...] = ()
    pictures: tuple[PageImage, ...] = ()
    engine: str = ""

    @property
    def source(self) -> Source:
        return self.sources[0]

    @property
    def digest(self) -> str:
        """Tells the bytes of all its files from others: the SHA-256 of its file, or of those of its files."""
        return digest_of(self.sources)

    def part(self, span: RepairedSpan) -> Document:
        """``span`` of the repaired text as a document of its own, with the doubts about it and about the whole file."""
        text = self.text.part(span)
        begins = text.begins - self.text.begins
        own = DecodedSpan(Span(begins, begins + len(text.decoded)))
        doubts = tuple(
            replace(doubt, span=doubt.span.within(own)) if doubt.span is not None else doubt
            for doubt in self.doubts
            if doubt.span is None or own.holds(doubt.span.start)
        )
        grids = tuple(grid.within(span) for grid in self.grids if span.contains(grid.span))
        seen = tuple(stretch.within(own) for stretch in self.recognised if own.overlaps(stretch))
        return replace(self, text=text, grids=grids, doubts=doubts, recognised=seen)
