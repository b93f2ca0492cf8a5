"""The original text with line numbers, and anchors on the characters that something points to."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from generator.model.documents import Text
from generator.model.spans import DecodedSpan

SHOWN = 200_000
"""Characters of an original shown on its page: ten times the longest real report, and still a page
that a telephone opens. What lies beyond is reached through the original file."""


class PieceKind(StrEnum):
    """What a piece of a line of the original is: text, an anchor, or the beginning or end of one around others."""

    TEXT = "text"
    ANCHOR = "anchor"
    OPEN = "open"
    CLOSE = "close"


class MarkedRun(NamedTuple):
    """A run of text with or without an anchor, or the beginning or end of an anchor around such runs."""

    kind: PieceKind
    """text, anchor, open or close."""
    text: str = ""
    """The characters, of a text or an anchor."""
    id: str = ""
    """The anchor's id, ``s12-14``."""
    href: str = ""
    """Where an anchor leads back to; "" where it does not."""


class OriginalLine(NamedTuple):
    """One line of the original."""

    number: int
    """That of the file, from 1; the line's id is ``L`` and this."""
    pieces: tuple[MarkedRun, ...]
    """Its text in order."""


Place = tuple[int, int]
"""Start and end of an anchor in the decoded text. A page has hundreds, which are looked up and sorted: as plain pairs
in a fifth of the time that spans take."""


class Anchors:
    """Collects what is pointed to while a page is put together; then cuts the text into lines.

    ``beyond`` is the address for places past the part that is shown (the original file).
    """

    def __init__(self, text: Text, beyond: str) -> None:
        self._text = text
        self._beyond = beyond
        self._backs: dict[Place, str] = {}
        self._found: dict[Place, tuple[Place | None, str]] = {}

    def href(self, span: DecodedSpan | None, back: str = "") -> str:
        """The address of these characters; of their line, where they are blank; "" for no span.

        ``back`` is the id of the element that the characters lead back to; the first one given stays.
        """
        if span is None:
            return ""
        asked = (span.start, span.end)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._find(*asked)
        place, address = found
        if place is not None and not self._backs.get(place):
            self._backs[place] = f"#{back}" if back else ""
        return address

    def _find(self, start: int, end: int) -> tuple[Place | None, str]:
        """The characters that are not blank, and their address. None where there is nothing to anchor."""
        if end > SHOWN:
            return None, self._beyond
        characters = self._text.decoded[start:end]
        inner = characters.strip()
        if not inner:
            return None, f"#L{self._text.line_of(start)}"
        start = end - len(characters.lstrip())
        place = (start, start + len(inner))
        return place, f"#{_id(place)}"

    def lines(self) -> tuple[OriginalLine, ...]:
        """The shown part of the decoded text."""
        text, starts = self._text.decoded, self._text.line_starts
        limits = [*(start - 1 for start in starts[1:]), len(text)]
        places = sorted(self._backs, key=lambda place: (place[0], -place[1]))
        lines: list[OriginalLine] = []
        at = 0
        for number, (start, limit) in enumerate(zip(starts, limits, strict=True), self._text.above + 1):
            if start >= SHOWN:
                break
            end = min(limit, SHOWN)
            first = at
            while at < len(places) and places[at][0] <= end:
                at += 1
            if at > first:
                pieces = tuple(self._pieces(start, end, places[first:at]))
            else:
                pieces = (MarkedRun(TEXT, text[start:end]),) if end > start else ()
            lines.append(OriginalLine(number, pieces))
        return tuple(lines)

    def line(self, span: DecodedSpan) -> int:
        """The number of the line in which ``span`` begins."""
        return self._text.line_of(span.start)

    @property
    def hidden(self) -> int:
        """How many characters of the text lie beyond the part that is shown."""
        return max(0, len(self._text.decoded) - SHOWN)

    def _pieces(self, start: int, end: int, places: Sequence[Place]) -> list[MarkedRun]:
        """Cut ``[start, end)`` at the places that begin in it; one that runs over another's end is clipped."""
        text = self._text.decoded
        out: list[MarkedRun] = []
        open_: list[int] = []  # where the anchors around end: the innermost last, which ends first
        at = start
        for index, (begins, ends) in enumerate(places):
            at = _close(out, open_, text, at, begins)
            closes = min(ends, end, open_[-1]) if open_ else min(ends, end)
            if index + 1 < len(places) and places[index + 1][0] < closes:
                # Links must not stand in links: one that holds another leads nowhere.
                out.append(MarkedRun(OPEN, "", _id((begins, ends))))
                open_.append(closes)
            else:
                out.append(MarkedRun(ANCHOR, text[at:closes], _id((begins, ends)), self._backs[begins, ends]))
                at = closes
        _close(out, open_, text, at, end)
        return out


TEXT, ANCHOR, OPEN, CLOSE = PieceKind
END = MarkedRun(CLOSE)


def _close(out: list[MarkedRun], open_: list[int], text: str, at: int, position: int) -> int:
    """Write ``text`` from ``at`` up to ``position``, and the ends of the anchors on the way; ``position``."""
    while open_ and open_[-1] <= position:
        closes = open_.pop()
        if closes > at:
            out.append(MarkedRun(TEXT, text[at:closes]))
            at = closes
        out.append(END)
    if position > at:
        out.append(MarkedRun(TEXT, text[at:position]))
        at = position
    return at


def _id(place: Place) -> str:
    return f"s{place[0]}-{place[1]}"
