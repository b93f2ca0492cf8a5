"""How a run is printed, given all properties that hold for it."""

from __future__ import annotations

from typing import NamedTuple

from generator.sources.office.docx.colours import AUTO, BLACK, UNKNOWN, WHITE, Paper, colours
from generator.sources.office.docx.names import number
from generator.sources.office.docx.properties import (
    FRAMED,
    Properties,
    doubted,
    hides_words,
    is_set,
)
from generator.text.visible import Colour, Visibility, contrast, of_colours, of_size

USUAL_POINTS = 10.0
"""The size of letters where nothing states one."""
LARGEST_POINTS = 72.0
"""Larger letters reach out of their cells."""
LEAST_SCALE, LARGEST_SCALE = 33.0, 300.0
"""Per cent of a letter's width between which digits are read."""
LEAST_SPACING, LARGEST_SPACING = -0.12, 20.0
"""Room between letters: as a share of their size (a digit is half as wide), and in points."""
LARGEST_SHIFT = 24.0
"""Half points by which letters may be raised or lowered before they leave their line."""
LEAST_LINE = 0.75
"""Share of a letter's size below which a line of exact height cuts off digits."""
PALE = 2.0
"""Contrast to white up to which a fill is a tint of the paper."""
LEAST_ON_FILL = 3.0
"""What WCAG asks of large print."""


class RunFormat(NamedTuple):
    """How a run of text looks, with what its styles say counted in."""

    visibility: Visibility = Visibility.SEEN
    struck: bool = False
    raised: bool = False
    """Or lowered."""
    points: float = USUAL_POINTS
    letters: Visibility = Visibility.SEEN
    """Of words: what only turns or presses digits leaves them to be read."""
    framed: bool = False
    """In a border of its own, which shows even around blanks."""


def visible_format(said: Properties, paragraph: Properties, paper: Paper, hidden: Visibility) -> RunFormat:
    size = number(said.get("sz", "20"), 2)
    points = USUAL_POINTS if size is None else size / 2
    shown = max(
        hidden,
        Visibility.UNSURE if size is None else Visibility.SEEN,
        of_size(points),
        _of_shape(said, points),
        _of_line(paragraph, points),
        _of_paper(said, paragraph, paper),
    )
    both = {*said.items(), *paragraph.items()}
    return RunFormat(
        max(shown, Visibility.UNSURE if doubted(said) or doubted(paragraph) else Visibility.SEEN),
        is_set(said, "strike") or is_set(said, "dstrike"),
        said.get("vertAlign") in ("superscript", "subscript") or said.get("position", "0") not in ("0", ""),
        points,
        max(shown, Visibility.UNSURE if any(hides_words(*item) for item in both) else Visibility.SEEN),
        said.get("?bdr", "") == FRAMED,
    )


def _of_shape(said: Properties, points: float) -> Visibility:
    scale, shift = number(said.get("w") or "100"), number(said.get("position") or "0", 2)
    spacing = number(said.get("spacing") or "0")
    if scale is None or shift is None or spacing is None or points > LARGEST_POINTS:
        return Visibility.UNSURE
    room = spacing / 20
    fine = LEAST_SCALE <= scale <= LARGEST_SCALE and abs(shift) <= LARGEST_SHIFT
    fine = fine and LEAST_SPACING * points <= room <= LARGEST_SPACING
    return Visibility.SEEN if fine and said.get("vertAlign", "") in KNOWN_ALIGN else Visibility.UNSURE


KNOWN_ALIGN = ("", "baseline", "superscript", "subscript")


def line_points(paragraph: Properties, points: float) -> float:
    """The height of a line of letters of ``points``; 0 where it is stated in a way we do not know."""
    line = number(paragraph.get("line") or "240")
    rule = paragraph.get("lineRule", "auto")
    if line is None or rule not in ("auto", "exact", "atLeast"):
        return 0.0
    if rule == "exact" or line < 0:
        return abs(line) / 20
    usual = points * 1.2
    return usual * line / 240 if rule == "auto" else max(usual, line / 20)


def _of_line(paragraph: Properties, points: float) -> Visibility:
    cut = line_points(paragraph, points) < points * LEAST_LINE
    return Visibility.UNSURE if cut else Visibility.SEEN


def _of_paper(said: Properties, paragraph: Properties, paper: Paper) -> Visibility:
    marked = said.get("highlight", "")
    ground = marked or said.get("paper", "") or paragraph.get("paper", "")
    if ground:
        paper = colours(ground)
    if said.get("fill") == UNKNOWN:
        return Visibility.UNSURE
    ink = said.get("fill") or said.get("ink", AUTO)
    if ink == AUTO:
        # Word prints such letters black or white, whichever shows on the shading; on a highlight we cannot say.
        pale = any(of_colours(BLACK, ground) for ground in paper) if marked else len(paper) != 1
        return Visibility.UNSURE if pale else Visibility.SEEN
    return _of_inks(colours(ink) + _beside(said), paper)


def _beside(said: Properties) -> Paper:
    """The colour of letters beside their fill: not all programs know both."""
    return colours(said["ink"]) if said.get("fill") and said.get("ink", AUTO) != AUTO else ()


def _of_inks(inks: Paper, paper: Paper) -> Visibility:
    if not inks or not paper:
        return Visibility.UNSURE
    return max(_of_ink(own, ground) for own in inks for ground in paper)


def _of_ink(ink: Colour, ground: Colour) -> Visibility:
    """Letters on a fill that is no mere tint have to stand out from it as large print has to."""
    if contrast(ground, WHITE) > PALE and contrast(ink, ground) < LEAST_ON_FILL:
        return Visibility.UNSURE
    return of_colours(ink, ground)
