"""Places in a text, and how they move when the text is repaired.

mypy tells places in decoded text (``DecodedSpan``) from those in repaired text (``RepairedSpan``): ``OffsetMap`` and
``Text`` lead from one to the other, and a method that takes another span takes one of its own kind alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType, Self, TypeVar

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range ``[start, end)``, in code points of one text. Which text is said by the two types below.

    An empty span is a place between two characters, and a place still: ask ``is not None`` for whether there is one.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Self:
        return type(self)(self.start + by, self.end + by)

    def contains(self, other: Self) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Self) -> bool:
        """True if the two share a character, or an empty one stands inside the other."""
        return self.start < other.end and other.start < self.end

    @staticmethod
    def around(spans: Iterable[AnySpan]) -> AnySpan:
        """The smallest span that holds all of ``spans``, of which there is at least one."""
        every = tuple(spans)
        return type(every[0])(min(span.start for span in every), max(span.end for span in every))

    def holds(self, position: int) -> bool:
        return self.start <= position < self.end

    def within(self, part: Self) -> Self:
        """It, counted from the beginning of ``part`` and cut at its end."""
        start = min(max(self.start, part.start), part.end)
        return type(self)(start - part.start, max(start, min(self.end, part.end)) - part.start)


AnySpan = TypeVar("AnySpan", bound=Span)

if TYPE_CHECKING:  # mypy knows no NewType of a Struct: for it these are classes

    class DecodedSpan(Span, frozen=True):
        """A place in a source's decoded text: what reports publish and numbers lead back to."""

        def __init__(self, span: Span) -> None: ...

    class RepairedSpan(Span, frozen=True):
        """A place in repaired text, on which reading works."""

        def __init__(self, span: Span) -> None: ...

else:
    DecodedSpan = NewType("DecodedSpan", Span)
    RepairedSpan = NewType("RepairedSpan", Span)


class Where(msgspec.Struct, frozen=True):
    """Where a cell stands in a format that has more than characters.

    ``table``, ``row`` and ``column`` count from 1 in document order (HTML, docx, xlsx; for xlsx ``sheet`` names
    the sheet). ``page`` counts from 1 and ``box`` is (left, top, right, bottom) in points from the page's top
    left corner (PDF).
    """

    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of repaired text and the run of the original that it stands for.

    ``exact`` runs are of equal length and correspond character by character; otherwise every
    character of the output run stands for the whole input run.
    """

    out_start: int
    out_len: int
    in_start: int
    in_len: int
    exact: bool = True


Run = tuple[int, int, int, bool]
"""(out_len, in_start, in_len, exact): a piece before its place in the output is known."""


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads every position of a repaired text back to the original.

    ``pieces`` cover the repaired text from 0 to its end without gaps, in order; what they
    skip in the original was dropped by the repair.
    """

    pieces: tuple[Piece, ...]

    @staticmethod
    def identity(length: int) -> OffsetMap:
        return OffsetMap((Piece(0, length, 0, length),) if length else ())

    @staticmethod
    def build(runs: Iterable[Run]) -> OffsetMap:
        """From runs in output order; adjoining exact ones are joined."""
        pieces: list[Piece] = []
        out = 0
        for out_len, in_start, in_len, exact in runs:
            if not out_len:
                continue
            last = pieces[-1] if pieces else None
            if last is not None and last.exact and exact and last.in_start + last.in_len == in_start:
                pieces[-1] = Piece(last.out_start, last.out_len + out_len, last.in_start, last.in_len + in_len)
            else:
                pieces.append(Piece(out, out_len, in_start, in_len, exact))
            out += out_len
        return OffsetMap(tuple(pieces))

    def back(self, span: RepairedSpan) -> DecodedSpan:
        """The span of the original that ``span`` of the repaired text stands for.

        An empty span maps to an empty span at the same place.
        """
        if not self.pieces:
            return DecodedSpan(Span(0, 0))
        first = self.pieces[0]
        if first.exact and not first.in_start and span.end < first.out_len:
            return DecodedSpan(span)  # before the first repair, and in a text without any
        if span.start == span.end:
            at = self._edge(span.start)
            return DecodedSpan(Span(at, at))
        start, _ = self._char(span.start)
        _, end = self._char(span.end - 1)
        return DecodedSpan(Span(start, max(start, end)))

    def forth(self, span: DecodedSpan) -> RepairedSpan:
        """The span of the repaired text that stands for what is left of ``span`` of the original."""
        first = self.pieces[0] if self.pieces else None
        if first and first.exact and not first.in_start and span.end < first.out_len:
            return RepairedSpan(span)  # as in ``back``
        return RepairedSpan(Span(self._out(span.start), max(self._out(span.start), self._out(span.end))))

    def _out(self, position: int) -> int:
        index = bisect_right(self.pieces, position, key=lambda piece: piece.in_start) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        return piece.out_start + min(position - piece.in_start, piece.out_len)

    def part(self, span: RepairedSpan, original: DecodedSpan) -> OffsetMap:
        """The map of ``span`` of the repaired text alone, in which ``original`` is all there is."""
        runs: list[Run] = []
        for out_len, in_start, in_len, exact in self._cut(span.start, len(span)):
            own = DecodedSpan(Span(in_start, in_start + in_len)).within(original)
            runs.append((out_len, own.start, len(own), exact))
        return OffsetMap.build(runs)

    def then(self, later: OffsetMap) -> OffsetMap:
        """The map of doing this repair first and ``later`` on its result."""
        runs: list[Run] = []
        for piece in later.pieces:
            if not piece.exact:
                whole = self.back(RepairedSpan(Span(piece.in_start, piece.in_start + piece.in_len)))
                runs.append((piece.out_len, whole.start, len(whole), False))
                continue
            runs.extend(self._cut(piece.in_start, piece.in_len))
        return OffsetMap.build(runs)

    def _cut(self, start: int, length: int) -> Iterable[Run]:
        at, end = start, start + length
        index = self._index(at)
        while at < end:
            piece = self.pieces[index]
            upto = min(end, piece.out_start + piece.out_len)
            inside = at - piece.out_start
            if piece.exact:
                yield upto - at, piece.in_start + inside, upto - at, True
            else:
                yield upto - at, piece.in_start, piece.in_len, False
            at = upto
            index += 1

    def _index(self, position: int) -> int:
        return bisect_right(self.pieces, position, key=lambda piece: piece.out_start) - 1

    def _char(self, position: int) -> tuple[int, int]:
        piece = self.pieces[self._index(position)]
        if piece.exact:
            at = piece.in_start + position - piece.out_start
            return at, at + 1
        return piece.in_start, piece.in_start + piece.in_len

    def _edge(self, position: int) -> int:
        index = max(0, self._index(position))
        piece = self.pieces[index]
        inside = position - piece.out_start
        if piece.exact:
            return piece.in_start + min(inside, piece.in_len)
        return piece.in_start if inside == 0 else piece.in_start + piece.in_len
