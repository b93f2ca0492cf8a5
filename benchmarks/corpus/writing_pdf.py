"""Documents as PDF, with rules round every cell or with columns that only their places tell."""

from __future__ import annotations

import re
from random import Random

from benchmarks.corpus.document import Document
from benchmarks.corpus.pdf_pages import Pages, printable
from benchmarks.corpus.pdf_style import draw_style
from benchmarks.corpus.pdf_tables import set_table
from benchmarks.corpus.sheets import Sheet, Verdicts

NO_RULES = "nothing is drawn where the cell would be"


def as_pdf(document: Document, random: Random, verdicts: Verdicts, *, ruled: bool) -> bytes:
    """The report as a .pdf. Ruled, every cell can be told; unruled, a person may hesitate over blank ones."""
    style = draw_style(random, ruled)
    pages = Pages(style)
    title = style.prose + random.choice((2.0, 4.0, 6.0))
    for block in document.blocks:
        if block.sheet is not None:
            lying = style.orientation == "tables" and block.sheet.name == "requests"
            if lying:
                pages.turn(lying=True)
            set_table(pages, block.sheet, random)
            if lying:
                pages.turn(lying=False)
            if not ruled:
                _judge_unruled(block.sheet, verdicts)
        elif block.kind == "title":
            pages.prose(block.text, title, align="center")
        elif block.kind == "sign":
            pages.prose(block.text, style.prose, align="right")
        elif block.kind == "furniture":
            pages.prose(block.text, 9.0, indent=0)
        else:
            pages.prose(block.text, style.prose)
    return pages.finish()


def can_print(document: Document) -> bool:
    """The font has all characters of the document."""
    fit = True

    def look(kind: str, text: str) -> str:
        nonlocal fit
        fit = fit and printable(text)
        return text

    document.map_text(look)
    return fit


def _judge_unruled(sheet: Sheet, verdicts: Verdicts) -> None:
    for row in sheet.rows:
        values = [box for box in row if box.address is not None]
        blank = [box.address for box in values if box.address and box.blank]
        verdicts.mark(blank, "arguable", NO_RULES)
        if any(re.search(r"\d \d", box.text) for box in values):
            verdicts.mark([box.address for box in values if box.address], "arguable", "a number of the row is in two")
