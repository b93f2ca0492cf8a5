"""Every way in which the tables of a report arrive, numbered as in the notes on real reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from benchmarks.corpus.rows_glued import glued
from benchmarks.corpus.rows_odd import ocr_tables, pdf_layout, pdf_raw
from benchmarks.corpus.rows_text import (
    Tear,
    bare_cells,
    leading_pipe,
    lone_pipes,
    pipe_cells,
    pipe_rows,
    pipe_rows_tight,
    tab_cells,
    tab_rows,
)

TEXT = ("txt", "txt", "txt", "txt", "md")
FORMATS = ("txt", "md", "html", "docx", "xlsx", "pdf")


@dataclass(frozen=True, slots=True)
class Layout:
    """``tear`` makes lines of a sheet, None where the format has tables of its own.

    ``plain``: only digits in cells; ``blanks``: many blank cells; ``vague``: even the form may be beyond reading;
    ``narrative``: no tables at all; ``deduplicate``: repeated lines are removed afterwards;
    ``beside``: a second report stands in the right-hand column of the same text; ``ruled``: a PDF's cells have rules.
    ``every``: the layout has its turn in one of so many rounds only (those slow to read).
    """

    name: str
    formats: tuple[str, ...]
    tear: Tear | None = None
    plain: bool = False
    blanks: bool = False
    vague: bool = False
    narrative: bool = False
    deduplicate: bool = False
    beside: bool = False
    ruled: bool = True
    every: int = 1


LAYOUTS: tuple[Layout, ...] = (
    Layout("01-tab-rows", TEXT, tab_rows),
    Layout("02-tab-cells", TEXT, tab_cells),
    Layout("03-bare-cells", TEXT, bare_cells),
    Layout("04-pipe-rows", TEXT, pipe_rows),
    Layout("05-pipe-rows-tight", TEXT, pipe_rows_tight),
    Layout("06-pipe-cells", TEXT, pipe_cells),
    Layout("07-leading-pipe", TEXT, leading_pipe),
    Layout("08-lone-pipes", TEXT, lone_pipes),
    Layout("09-blank-pipes", TEXT, pipe_cells, blanks=True),
    Layout("10-glued", TEXT, glued, plain=True, vague=True),
    Layout("11-html", ("html",)),
    Layout("12-pdf-layout-text", ("txt",), pdf_layout),
    Layout("12-pdf-raw-text", ("txt",), pdf_raw, vague=True),
    Layout("13-side-by-side", ("txt",), pdf_layout, vague=True, beside=True),
    Layout("14-ocr-tables", ("md",), ocr_tables, vague=True),
    Layout("15-narrative", TEXT, narrative=True),
    Layout("16-deduplicated", ("txt",), bare_cells, vague=True, deduplicate=True),
    Layout("17-docx", ("docx",)),
    Layout("18-xlsx", ("xlsx",)),
    Layout("19-pdf-ruled", ("pdf",), every=2),
    Layout("19-pdf-unruled", ("pdf",), ruled=False, every=2),
)
"""In turn; see ``Layout.every``."""


def in_turn(layouts: Sequence[Layout]) -> Iterator[Layout]:
    """Round after round of those whose turn it is, without end; a layout alone is always in turn."""
    for number in count():
        yield from (one for one in layouts if len(layouts) == 1 or number % one.every == 0)
