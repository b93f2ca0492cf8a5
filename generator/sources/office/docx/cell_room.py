"""The room that a cell leaves for its text, and whether the text fits in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.sources.office.docx.names import number
from generator.sources.office.docx.properties import Properties
from generator.sources.office.docx.run_formats import line_points

TWIPS = 20
"""To the point."""
USUAL_MARGIN = 108
"""Twips at the left and the right of a cell."""
FARTHEST_INDENT = 2_880
"""Twips: margins and indents beyond two inches may push a number out of its cell."""
OUTWARD = -240
"""Twips by which indents may reach out of a cell: WPS writes such ones to win room."""
DIGIT_WIDTH = 0.5
"""Width of a digit as a share of its size."""
SQUEEZED = 0.8
"""Width of the letters of a label at the least, as a share of their size."""
LEAST_DIGIT = 0.35
"""Share of its size that a column must leave, else not even one digit is seen whole."""
TALLEST = 15_000
"""Twips of an exact height beyond which a row may leave its page."""


@dataclass(frozen=True, slots=True)
class CellRoom:
    """What a cell leaves for its text, in twips; None where nothing bounds it."""

    width: float | None = None
    height: float | None = None
    above: float = 0.0
    one_line: bool = False
    doubt: bool = False
    hides: bool = False
    """Words in it are perhaps not seen either: turned ones and crossed ones are."""
    merged: bool = False
    """With cells below, which give it more height."""


def fits(box: CellRoom, text: str, points: float, lines: Sequence[Properties]) -> bool:
    """Whether ``text``, a value of a cell in letters of ``points``, is shown whole; ``lines`` are its paragraphs."""
    longest = max((len(line) for line in text.split("\n")), default=0)
    wide = longest * points * DIGIT_WIDTH * TWIPS
    count = max(text.count("\n") + 1, len(lines))
    for line in lines:
        first, both = indents(line, points)
        if first is None or both is None or not OUTWARD <= first <= FARTHEST_INDENT or abs(both) > FARTHEST_INDENT:
            return False
        if box.width is not None:
            room = box.width - max(both, 0.0)
            if room < points * LEAST_DIGIT * TWIPS or (box.one_line and room < wide * 0.8):
                return False
            count = max(count, -int(-wide * 0.8 // room))
    return has_height(box, count, points, lines)


def is_tall_enough(box: CellRoom, text: str, points: float, lines: Sequence[Properties]) -> bool:
    """Whether a row of exact height leaves room for the lines that ``text``, a label, takes at least."""
    if box.height is None or box.merged:
        return True
    count = max(text.count("\n") + 1, len(lines))
    if box.width is not None and box.width > 0:
        longest = max(len(line) for line in text.split("\n"))
        count = max(count, int(longest * points * SQUEEZED * TWIPS // box.width))
    return has_height(box, count, points, lines)


def has_height(box: CellRoom, count: int, points: float, lines: Sequence[Properties]) -> bool:
    """Whether ``count`` lines stand in ``box`` whole."""
    spaces = [number(line.get(edge) or "0") for line in lines for edge in ("before", "after")]
    known = [space for space in spaces if space is not None]
    before = sum(known)
    if len(known) < len(spaces) or before > TALLEST:
        return False
    if box.height is None:
        return True
    before -= known[-1] if known else 0.0
    each = max((line_points(line, points) for line in lines), default=points)
    # What a line leaves free stands above its letters.
    needed = ((count - 1) * each + max(points, each) * 0.8) * TWIPS
    return box.height >= needed + before + box.above


def indents(line: Properties, points: float) -> tuple[float | None, float | None]:
    """(where the first line begins, what both sides take) in twips."""

    def part(*names: str) -> float | None:
        for name in names:
            chars = number(line.get(f"ind.{name}Chars") or "0")
            own = number(line.get(f"ind.{name}") or "0")
            if chars is None or own is None:
                return None
            if chars or own:
                return chars / 100 * points * TWIPS if chars else own
        return 0.0

    left, right, first, hanging = part("left", "start"), part("right", "end"), part("firstLine"), part("hanging")
    if left is None or right is None or first is None or hanging is None:
        return None, None
    return left + (-hanging if hanging else first), left + right + (0 if hanging else first)
