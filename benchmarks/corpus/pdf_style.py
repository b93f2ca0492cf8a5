"""How a PDF is set: paper, margins, sizes, rules, where page numbers stand. Drawn once a report."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PAGE_NUMBERS = ("- {} -", "—{}—", "{}", "第 {} 页", "-{}-", "")


@dataclass(frozen=True, slots=True)
class Style:
    """Every field is one of the ways seen in real reports; lengths in points."""

    ruled: bool
    rules: str
    """``lines`` (a line a side), ``boxes`` (a stroked box a cell) or ``thin`` (filled thin boxes)."""
    prose: float
    size: float
    """Of the tables' text."""
    pitch: float
    row_gap: float
    margin: float
    bottom: float
    padding: float
    group_width: float
    """Of table 3's first column, in characters: 1 makes the label run down the side."""
    label_width: float
    align: str
    labels_left: bool
    top: bool
    """Texts stand at the top of their cells, not in the middle."""
    repeat_header: bool
    carry: bool
    """What has no room in the first part of a broken cell goes on overleaf; else it is squeezed in."""
    break_rows: bool
    """A row may be broken by the end of the page: the rest of its label stands overleaf, beside empty cells."""
    page_numbers: str
    number_size: float
    digits: str
    orientation: str
    """``portrait``, ``landscape``, ``tables`` (table 3 on pages of its own, lying) or ``turned`` (by the page's own
    rotation)."""


def draw_style(random: Random, ruled: bool) -> Style:
    """A style; without rules rows stand a little further apart, or nobody could follow them."""
    size = random.choice((7.5, 9.0, 10.0, 10.5, 10.5, 12.0))
    return Style(
        ruled=ruled,
        rules=random.choice(("lines", "lines", "boxes", "thin")),
        prose=random.choice((10.5, 12.0, 14.0, 16.0)),
        size=size,
        pitch=random.choice((1.15, 1.3, 1.5)),
        row_gap=random.choice((2.0, 6.0, 12.0)) if ruled else random.choice((6.0, 9.0, 14.0)),
        margin=random.choice((42.0, 60.0, 72.0)),
        bottom=random.choice((60.0, 72.0, 100.0)),
        padding=random.choice((1.5, 3.0, 5.4)),
        group_width=random.choice((1, 1, 2)),
        label_width=random.choice((0.22, 0.27, 0.32)),
        align=random.choices(("center", "left", "right"), (80, 10, 10))[0],
        labels_left=random.random() < 0.7,
        top=random.random() < 0.15,
        repeat_header=random.random() < 0.35,
        carry=random.random() < 0.6,
        break_rows=ruled and random.random() < 0.25,
        page_numbers=random.choice(PAGE_NUMBERS),
        number_size=random.choice((9.0, 10.5, 14.0)),
        digits=random.choice(("STSong-Light", "STSong-Light", "Times-Roman", "Helvetica")),
        orientation=random.choices(("portrait", "landscape", "tables", "turned"), (70, 12, 10, 8))[0],
    )
