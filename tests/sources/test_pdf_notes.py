"""What notes, frames, giants and pictures put into a cell is never overlooked: no figure under it, and no blank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.eyes import pdf_more
from benchmarks.eyes.pdf_report import Parts, write
from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from generator.sources.pdf.flow import flow
from generator.sources.pdf.frames import PageTable, ruled_tables
from generator.sources.pdf.page import UNREAD, Box
from tests.sources.test_pdf_parts import box, chars, page

TRICKS = {**dict(pdf_more.everyday()), **dict(pdf_more.hostile())}
HARMLESS = dict(pdf_more.harmless())


def probe(parts: Parts) -> str:
    """What is read in the probe cell; unread where its label is."""
    outcome = read_bytes("报告.pdf", ".pdf", write(parts), Sidecar())
    assert isinstance(outcome, Document)
    rows = [[cell.text for cell in row.cells if cell.text] for row in outcome.grids[0].rows]
    found = {row[0]: row[1:] for row in rows if row}
    return "".join(found.get("行政许可", [UNREAD]))


@pytest.mark.parametrize("name", TRICKS)
def test_a_marked_or_altered_figure_is_unread(name: str) -> None:
    assert UNREAD in probe(TRICKS[name])


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_notes_and_borders_leave_it_read(name: str) -> None:
    assert probe(HARMLESS[name]) == "4"


def test_a_frame_inside_a_cell_leaves_no_blank() -> None:
    """A frame that meets the borders makes a ring of its cell and a cell of its inside: the ring is no blank cell."""
    rules = [*box(0, 0, 100, 20), *box(100, 0, 200, 20), *box(0, 20, 100, 60), *box(100, 20, 200, 60)]
    rules += box(103, 23, 150, 57)
    glyphs = [*chars("甲", 5, 15), *chars("乙", 105, 15), *chars("丙", 5, 40), *chars("12", 110, 45)]
    (table,), _ = ruled_tables(page(glyphs, rules))
    shown = [cell.text for row in table.rows for cell in row if not cell.covered]
    assert "" not in shown
    assert {"甲", "乙", "12"} <= set(shown)


def test_a_blank_of_a_table_without_rules_has_no_ink() -> None:
    head = [*chars("乙", 200, 80), *chars("丙", 250, 80), *chars("丁", 300, 80)]
    rows = [[*chars("甲甲", 50, base), *chars("5", 202, base), *chars("6", 302, base)] for base in (100, 115, 130)]
    rows[0] += chars("7", 252, 100)

    def read(blots: tuple[Box, ...]) -> list[str]:
        shown = replace(page([*head, *rows[0], *rows[1], *rows[2]], []), blots=blots)
        (table,) = flow((shown,)).blocks
        assert isinstance(table, PageTable)
        return [row[-2].text for row in table.rows[-3:]]

    assert read(()) == ["7", "", ""]
    assert read(((240.0, 108.0, 246.0, 114.0),)) == ["7", UNREAD, ""]


def test_a_page_of_blanks_is_looked_at_as_well() -> None:
    """Without any numeral on the page, pictures of digits in its cells are seen."""
    nine = "q 1 0 0 1 {x} {y} cm 0 G 1.1 w 0 0 m 0 8.4 l S 0 8.4 m 5 8.4 l S 5 8.4 m 5 0 l S Q"
    drawn = write(Parts(nine)).replace(b"(7) Tj", b"( ) Tj")
    outcome = read_bytes("报告.pdf", ".pdf", drawn, Sidecar())
    assert isinstance(outcome, Document)
    rows = [[cell.text for cell in row.cells] for row in outcome.grids[0].rows]
    assert next(row for row in rows if row[0] == "行政许可")[1] == UNREAD
