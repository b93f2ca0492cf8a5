"""Tables that stand as pictures in web pages and Word files; what a page break does to tables that were seen."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.base import Inside
from generator.sources.children import ChildError
from generator.sources.extract import Extract
from generator.sources.fetching import read_bytes
from generator.sources.pictures import inside
from generator.sources.pictures.arranging import arrange, cell_words, words
from generator.sources.pictures.inside import read_inside, read_pages
from generator.sources.pictures.run import Looked
from tests.sources.office_files import docx


def png(wide: int = 600, high: int = 300) -> bytes:
    file = io.BytesIO()
    Image.new("L", (wide, high), 255).save(file, "PNG")
    return file.getvalue()


def cell(row: int, column: int, text: str, box: tuple[float, float], across: int = 1, **more: Any) -> dict[str, Any]:
    left, right = box
    sides = [left, 100.0 + 20 * row, right, 120.0 + 20 * row]
    told = {"at": [row, column, 1, across], "box": sides, "texts": (text,), "sure": 0.99, "empty": not text}
    return {**told, "last": 10.0, "lead": 9.0, **more}


def page(*rows: list[dict[str, Any]], lines: list[dict[str, Any]] | None = None) -> Looked:
    cells = [one for row in rows for one in row]
    stops = {one["box"][side] for one in cells for side in (0, 2)}
    box = [min(stops), 100.0, max(stops), 100.0 + 20 * len(rows)]
    table = {"box": box, "rows": len(rows), "columns": len(stops) - 1, "cells": cells}
    return Looked({"width": 595.0, "height": 842.0, "lines": lines or [], "tables": [table]}, b"a picture")


def halves(by: float = 0.0) -> tuple[Looked, Looked]:
    """The head of a table, of two columns, and the rest of it overleaf, of three, on a page that lies ``by`` aside."""
    head = page(
        [cell(0, 0, "事项", (60.0, 200.0)), cell(0, 1, "申请人情况", (200.0, 500.0))],
        [cell(1, 0, "新收", (60.0, 200.0)), cell(1, 1, "自然人", (200.0, 500.0))],
    )
    rest = page(
        [cell(0, 0, "一", (60.0 + by, 200.0 + by)), cell(0, 1, "7", (200.0 + by, 350.0 + by)),
         cell(0, 2, "8", (350.0 + by, 500.0 + by))],
    )  # fmt: skip
    return head, rest


@pytest.mark.parametrize("by", [0.0, 17.0])
def test_a_table_that_goes_on_has_the_columns_of_all_its_parts(by: float) -> None:
    _, (grid,) = arrange(halves(by), Extract()).finish()
    rows = [[(one.text, one.covered) for one in row.cells] for row in grid.rows]
    assert rows[1:] == [
        [("新收", False), ("自然人", False), ("", True)],
        [("一", False), ("7", False), ("8", False)],
    ]
    last = grid.rows[-1].cells[1].where
    assert last is not None and last.page == 2
    assert last.box == (200.0 + by, 100.0, 350.0 + by, 120.0), "where it stands on its own page"


def test_pages_too_far_aside_hold_tables_of_their_own() -> None:
    _, grids = arrange(halves(90.0), Extract()).finish()
    assert len(grids) == 2


def test_a_figure_put_together_over_a_page_break_is_sure_no_more() -> None:
    above = page([cell(0, 0, "新收", (60.0, 200.0)), cell(0, 1, "12", (200.0, 500.0))])
    below = page([cell(0, 0, "情况", (60.0, 200.0)), cell(0, 1, "7", (200.0, 500.0))])
    _, grids = arrange((above, below), Extract()).finish()
    cells = [one for grid in grids for row in grid.rows for one in row.cells if one.seen is not None]
    assert cells and all(one.seen.text == one.text for one in cells if one.seen)
    assert all(one.seen.confidence < 0.5 for one in cells if one.seen and one.text not in ("12", "7", "新收", "情况"))


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("结果 维持", "结果维持"),
        (".3.其他", "3.其他"),
        ("1 2", "1 2"),
        ("一项，,二项", "一项，二项"),
        (".5", ".5"),
    ],
)
def test_what_the_lines_of_a_cell_say_is_one_text(said: str, taken: str) -> None:
    assert cell_words(said) == taken
    assert words(f" {taken} ") == taken


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pictures were looked at; a table of six cells is seen on each."""
    looked: list[int] = []
    rows = [[cell(r, c, f"{r}{c}", (60.0 + 100 * c, 160.0 + 100 * c)) for c in range(3)] for r in range(2)]
    line = {"text": "图中的一行文字", "sure": 0.9, "box": [60.0, 40.0, 200.0, 52.0]}

    def look(kind: str, files: list[bytes], numbers: Sequence[int] = ()) -> tuple[Looked, ...]:
        looked.append(len(files))
        return tuple(page(*rows, lines=[line]) for _ in files)

    monkeypatch.setattr(inside, "look", look)
    monkeypatch.setattr(inside, "engine", lambda: "eye 1")
    return looked


PROSE = "<p>本年度认真做好信息公开各项工作，现将有关情况报告如下。</p>"


def web_page(*pictures: bytes) -> Document:
    shown = "".join(f'<p><img src="data:image/png;base64,{b64encode(one).decode()}"></p>' for one in pictures)
    markup = f"<html><head><meta charset=utf-8></head><body><h1>2023年年度报告</h1>{PROSE}{shown}</body></html>"
    document = read_bytes("a.html", ".html", markup.encode(), Sidecar())
    assert isinstance(document, Document)
    return document


def test_tables_on_pictures_of_web_pages_are_read(seen: list[int]) -> None:
    document = web_page(png(), png(30, 30), png(500, 300), png())
    assert seen == [2], "marks and buttons are not looked at, and no picture twice"
    assert [grid.layout for grid in document.grids] == ["recognised", "recognised"]
    heads = [cell for grid in document.grids for cell in grid.rows[0].cells if cell.where]
    assert [cell.where.page for cell in heads if cell.where] == [1, 1, 1, 2, 2, 2]
    (stretch,) = document.recognised
    told = stretch.of(document.text.decoded)
    assert "00\t01\t02" in told and "年度报告" not in told and "图中" not in document.text.decoded
    assert [one.number for one in document.pictures] == [1, 2] and document.engine == "eye 1"
    assert "recognised" in {doubt.code for doubt in document.doubts}
    assert "pictures_only" not in {doubt.code for doubt in document.doubts}


def test_tables_on_pictures_in_word_files_are_read(seen: list[int]) -> None:
    inline = "<w:p><w:r><w:drawing><pic:pic><a:blip r:embed='rId0'/></pic:pic></w:drawing></w:r></w:p>"
    data = docx("<w:p><w:r><w:t>本年度认真做好信息公开各项工作。</w:t></w:r></w:p>" + inline, {"image1.xml": "PICTURE"})
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(file, "w") as made:
        for name in package.namelist():
            part = package.read(name)
            made.writestr(name, png() if part == b"PICTURE" else part)
    document = read_bytes("a.docx", ".docx", file.getvalue(), Sidecar())
    assert isinstance(document, Document) and seen == [1]
    assert [grid.layout for grid in document.grids] == ["recognised"] and len(document.pictures) == 1
    assert {doubt.code for doubt in document.doubts} == {"recognised"}


def test_pages_of_a_pdf_that_are_pictures_are_read(seen: list[int]) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for line in range(10):
        canvas.drawString(60, 760 - 20 * line, "Annual report of a town, printed as text")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (600, 840), 250)), 0, 0, 595, 842)
    canvas.save()
    document = read_bytes("a.pdf", ".pdf", file.getvalue(), Sidecar())
    assert isinstance(document, Document) and seen == [1]
    assert [doubt.code for doubt in document.doubts] == ["recognised"] and "第 2 页" in document.doubts[0].message
    assert [one.number for one in document.pictures] == [2]
    assert {cell.where.page for row in document.grids[-1].rows for cell in row.cells if cell.where} == {2}
    told = [stretch.of(document.text.decoded) for stretch in document.recognised]
    assert len(told) == 1 and "图中的一行文字" in told[0] and "Annual" not in told[0]


@pytest.mark.parametrize(("trouble", "codes"), [("too_slow", ["picture_too_slow"]), ("broken", [])])
def test_pictures_that_were_not_seen_are_told_where_another_try_may_see_them(
    trouble: str, codes: list[str], seen: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert seen == []

    def ended(*_: object) -> None:
        raise ChildError(trouble)

    monkeypatch.setattr(inside, "look", ended)
    pages = read_pages(Extract(), b"%PDF", (2,))
    for doubts in (web_page(png()).doubts, pages.doubts):
        assert [doubt.code for doubt in doubts if doubt.passing] == codes
    assert not pages.pictures


def test_web_pages_without_pictures_of_their_own_are_as_before(seen: list[int]) -> None:
    document = web_page()
    assert (seen, document.recognised, document.pictures, document.engine) == ([], (), (), "")


def test_where_all_tables_are_printed_no_picture_is_looked_at(seen: list[int]) -> None:
    extract = Extract()
    for _ in range(3):
        extract.table([], "html")
    assert read_inside(extract, [png()]) == Inside() and seen == []


def test_a_document_of_nothing_but_pictures_gives_all_their_text(seen: list[int]) -> None:
    extract = Extract()
    found = read_inside(extract, [png()])
    text, _ = extract.finish()
    assert "图中的一行文字" in text.decoded and len(found.pictures) == 1


def test_without_the_extra_nothing_is_looked_at(seen: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inside, "engine", lambda: "")
    assert web_page(png()).grids == () and seen == []
