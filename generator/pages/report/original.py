"""The original text with line numbers, and anchors on the characters that something points to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.documents import Text
from generator.model.spans import DecodedSpan, Span

SHOWN = 200_000
"""Characters of an original shown on its page: ten times the longest real report, and still a page
that a telephone opens. What lies beyond is reached through the original file."""


class PieceKind(StrEnum):
    """What a piece of a line of the original is: text, or the beginning or the end of an anchor."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """A run of text, or the beginning or end of an anchor around one."""

    kind: PieceKind
    """text, open or close."""
    text: str = ""
    """The characters, of a text."""
    tag: str = ""
    """``a`` where the anchor leads back, ``span`` where it does not."""
    id: str = ""
    """The anchor's id, ``s12-14``."""
    href: str = ""
    """Where an ``a`` leads back to."""


@dataclass(frozen=True, slots=True)
class OriginalLine:
    """One line of the original."""

    number: int
    """That of the file, from 1; the line's id is ``L`` and this."""
    pieces: tuple[MarkedRun, ...]
    """Its text in order."""


class Anchors:
    """Collects what is pointed to while a page is put together; then cuts the text into lines.

    ``beyond`` is the address for places past the part that is shown (the original file).
    """

    def __init__(self, text: Text, beyond: str) -> None:
        self._text = text
        self._beyond = beyond
        self._backs: dict[DecodedSpan, str] = {}

    def href(self, span: DecodedSpan | None, back: str = "") -> str:
        """The address of these characters; of their line, where they are blank; "" for no span.

        ``back`` is the id of the element that the characters lead back to; the first one given stays.
        """
        if span is None:
            return ""
        if span.end > SHOWN:
            return self._beyond
        characters = span.of(self._text.decoded)
        if not characters.strip():
            return f"#L{self._text.line_of(span.start)}"
        start = span.end - len(characters.lstrip())
        span = DecodedSpan(Span(start, start + len(characters.strip())))
        if not self._backs.get(span):
            self._backs[span] = f"#{back}" if back else ""
        return f"#{_id(span)}"

    def lines(self) -> tuple[OriginalLine, ...]:
        """The shown part of the decoded text."""
        starts = [start for start in self._text.line_starts if start < SHOWN]
        limits = [*(start - 1 for start in self._text.line_starts[1:]), len(self._text.decoded)]
        ends = [min(limit, SHOWN) for limit in limits[: len(starts)]]
        spans = sorted(self._backs, key=lambda span: (span.start, -span.end))
        lines: list[OriginalLine] = []
        at = 0
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), self._text.above + 1):
            here: list[DecodedSpan] = []
            while at < len(spans) and spans[at].start <= end:
                here.append(spans[at])
                at += 1
            lines.append(OriginalLine(number, tuple(self._pieces(start, end, here))))
        return tuple(lines)

    @property
    def hidden(self) -> int:
        """How many characters of the text lie beyond the part that is shown."""
        return max(0, len(self._text.decoded) - SHOWN)

    def _pieces(self, start: int, end: int, spans: list[DecodedSpan]) -> list[MarkedRun]:
        """Cut ``[start, end)`` at the spans that begin in it; one that runs over another's end is clipped."""
        out: list[MarkedRun] = []
        open_: list[tuple[int, str]] = []
        at = start

        def upto(position: int) -> None:
            nonlocal at
            while open_ and open_[-1][0] <= position:
                closes, tag = open_.pop()
                write(closes)
                out.append(MarkedRun(PieceKind.CLOSE, tag=tag))
            write(position)

        def write(position: int) -> None:
            nonlocal at
            if position > at:
                out.append(MarkedRun(PieceKind.TEXT, self._text.decoded[at:position]))
                at = position

        for index, span in enumerate(spans):
            upto(span.start)
            closes = min([span.end, end, *(limit for limit, _ in open_)])
            holds_another = index + 1 < len(spans) and spans[index + 1].start < closes
            back = self._backs[span]
            # Links must not stand in links: only the innermost anchor leads back.
            tag = "a" if back and not holds_another else "span"
            out.append(MarkedRun(PieceKind.OPEN, tag=tag, id=_id(span), href=back if tag == "a" else ""))
            open_.append((closes, tag))
        upto(end)
        return out


def _id(span: DecodedSpan) -> str:
    return f"s{span.start}-{span.end}"
