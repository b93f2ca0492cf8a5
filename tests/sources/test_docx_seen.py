"""A cell of a Word table states what its reader sees, or nothing: cases of cells, and the documents of the eyes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.eyes.docx_drawing import cell, draw
from benchmarks.eyes.trick import Kind
from benchmarks.eyes.tricks_docx import EVERYDAY, tricks
from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes

CASES = Path(__file__).parent / "cases"
REFUSED, BLANK = "?", "blank"


def reading(data: bytes) -> str:
    """What is read of the framed cell."""
    document = read_bytes("a.docx", ".docx", data, Sidecar())
    if not isinstance(document, Document):
        return REFUSED
    rows = [row.cells for grid in document.grids for row in grid.rows if row.cells[0].text == "行政许可"]
    if len(rows) != 1:
        return REFUSED
    text = "".join(cell.text for cell in rows[0][1:])
    return BLANK if not text else text if re.fullmatch(r"[\d.]+", text) else REFUSED


def lines(name: str) -> list[tuple[str, str]]:
    """(reading, what stands behind it) of each case."""
    found = (line for line in (CASES / name).read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [(said.strip(), markup.strip()) for said, _, markup in (line.partition("|") for line in found)]


def markup_of(short: str) -> str:
    """The XML that a case writes short."""
    short = re.sub(r"<r ((?:<[^>]*>)+)>", r"<w:r><w:rPr>\1</w:rPr><w:t>", short).replace("<r>", "<w:r><w:t>")
    return short.replace("</r>", "</w:t></w:r>").replace("<p>", "<w:p>").replace("</p>", "</w:p>")


@pytest.mark.parametrize(("expected", "short"), lines("docx_cells.txt"))
def test_a_cell(expected: str, short: str) -> None:
    assert reading(draw(whole_cell=cell(markup_of(short), span=3))) == expected


def test_a_placeholder_names_no_other_cell() -> None:
    """It asks for a value with words and digits that are not told; those below it are."""
    asks = "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent>"
    document = read_bytes(
        "a.docx", ".docx", draw(whole_cell=cell(asks.format("请填写1") + "</w:sdt></w:p>", span=3)), Sidecar()
    )
    assert isinstance(document, Document)
    below = [row.cells[1].text for grid in document.grids for row in grid.rows if row.cells[0].text == "行政处罚"]
    assert len(below) == 1 and below[0].isdigit()


TRICKS = {trick.name: trick for trick in tricks()}


@pytest.mark.parametrize(("expected", "name"), lines("docx_tricks.txt"))
def test_a_document_of_the_eyes(expected: str, name: str) -> None:
    assert reading(TRICKS[name].data) == expected


def test_every_document_of_the_eyes_has_a_reading() -> None:
    assert sorted(name for _, name in lines("docx_tricks.txt")) == sorted(TRICKS)
    assert len(TRICKS) - len(EVERYDAY) > len(EVERYDAY)
    assert all(said != REFUSED for said, name in lines("docx_tricks.txt") if TRICKS[name].kind is Kind.HARMLESS)
