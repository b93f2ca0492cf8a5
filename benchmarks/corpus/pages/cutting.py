"""Where a text breaks off. What is missing then was lost on the way, not left out by its author."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.corpus.pages.printing import Segment, shortened

KINDS = ("border", "border", "heading", "table", "table", "label", "sentence")


def cut(segments: Sequence[Segment], random: Random) -> tuple[list[Segment], str]:
    """The beginning of ``segments`` (the report's own, without signature) and how it ends.

    Never within the first two paragraphs of the first section (the second is the mark of invention): what is left is
    always recognizable as a report.
    """
    first = next(at for at, segment in enumerate(segments) if segment.role == "heading") + 3
    kind = random.choice(KINDS)
    found = {"border": _border, "heading": _heading, "table": _in_table, "label": _label, "sentence": _sentence}[kind](
        segments, first, random
    )
    if found is None:
        kind, found = "border", _border(segments, first, random)
    at, keep = found
    if keep is None:
        return list(segments[:at]), kind
    return [*segments[:at], shortened(segments[at], keep)], kind


Place = tuple[int, int | None]
"""The first segment that is not whole, and how many characters of it are left (None: none of it)."""


def _border(segments: Sequence[Segment], first: int, random: Random) -> Place:
    return random.randint(first, len(segments) - 1), None


def _heading(segments: Sequence[Segment], first: int, random: Random) -> Place | None:
    places = [at for at in range(first, len(segments)) if segments[at].role == "heading"]
    at = random.choice(places)
    return at, random.randint(4, max(4, len(segments[at].text) - 2))


def _in_table(segments: Sequence[Segment], first: int, random: Random) -> Place | None:
    tables = [at for at in range(first, len(segments) - 1) if segments[at].role == "table"]
    inside = [at for at in tables if segments[at - 1].table == segments[at].table]
    return (random.choice(inside), None) if inside else None


def _label(segments: Sequence[Segment], first: int, random: Random) -> Place | None:
    """Inside the first words of a row, so no number is cut in two."""
    places: list[Place] = []
    for at in range(first, len(segments)):
        segment = segments[at]
        label = segment.text.strip()[:4]
        if segment.role == "table" and not segment.markup and len(label) == 4 and not any(c in "|\t" for c in label):
            digits = [i for i, char in enumerate(segment.text[:8]) if char.isdigit()]
            if not digits or digits[0] > 3:
                places.append((at, segment.text.index(label[0]) + 3))
    return random.choice(places) if places else None


def _sentence(segments: Sequence[Segment], first: int, random: Random) -> Place | None:
    places = [at for at in range(first, len(segments)) if segments[at].role == "text" and len(segments[at].text) > 24]
    if not places:
        return None
    at = random.choice(places)
    text = segments[at].text
    keep = random.randint(6, len(text) - 4)
    while keep > 4 and text[keep - 1].isdigit():
        keep -= 1
    return at, keep
