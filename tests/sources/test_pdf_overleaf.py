"""Tables over page breaks, and rows that a page break cuts in two."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.sources.pdf.flow import flow
from generator.sources.pdf.frames import PageTable
from generator.sources.pdf.page import UNREAD, Char, PdfPage, RuledLine
from tests.sources.test_pdf_parts import box, chars, page

COLUMNS = (50.0, 110.0, 140.0, 170.0)
"""A label, as wide as five characters and margins of 10, and two numbers."""
Cells = Sequence[str]


def row(top: float, cells: Cells, columns: Sequence[float] = COLUMNS) -> tuple[list[Char], list[RuledLine]]:
    """A row 20 high; the lines of a cell are parted by "|"."""
    glyphs: list[Char] = []
    rules: list[RuledLine] = []
    for text, left, right in zip(cells, columns, columns[1:], strict=False):
        rules += box(left, top, right, top + 20)
        for i, line in enumerate(text.split("|")):
            glyphs += chars(line, left + 5, top + 9 + 10 * i)
    return glyphs, rules


def sheet(number: int, top: float, rows: Sequence[Cells], columns: Sequence[float] = COLUMNS) -> PdfPage:
    drawn = [row(top + 20 * i, cells, columns) for i, cells in enumerate(rows)]
    return page([g for glyphs, _ in drawn for g in glyphs], [r for _, rules in drawn for r in rules], number)


HEADER = ("信息内容", "甲", "乙")


def texts(foot: Cells, over: Cells, *more: Cells, columns: Sequence[float] = COLUMNS) -> list[list[str]]:
    """The rows below the header of a table that breaks between ``foot`` and ``over``."""
    pages = sheet(1, 700, [HEADER, foot]), sheet(2, 80, [over, *more, ("四、末行", "5", "5")], columns)
    tables = [block for block in flow(pages).blocks if isinstance(block, PageTable)]
    assert len(tables) == 1
    return [[cell.text for cell in cells if not cell.covered] for cells in tables[0].rows[1:-1]]


@pytest.mark.parametrize(
    ("foot", "over", "whole"),
    [
        (("二、本年新", "3", "0"), ("收数量", "", ""), ("二、本年新收数量", "3", "0")),
        (("二、本年新", "", ""), ("收数量", "3", "0"), ("二、本年新收数量", "3", "0")),
        (("二、新收", "", ""), ("", "3", "0"), ("二、新收", "3", "0")),
        (("", "3", ""), ("二、新收", "", ""), ("二、新收", "3", "")),
        (("二、新收", "3", "0"), ("", "", ""), ("二、新收", "3", "0")),
    ],
)
def test_a_row_cut_by_a_page_break_is_one(foot: Cells, over: Cells, whole: Cells) -> None:
    assert texts(foot, over) == [list(whole)]


def test_a_row_over_three_pages_is_one_table() -> None:
    pages = (
        sheet(1, 700, [HEADER, ("一、本年新", "3", "0")]),
        sheet(2, 80, [("收数量", "", ""), ("二、上年结", "1", "2")]),
        sheet(3, 80, [("转数量", "", ""), ("四、末行", "5", "5")]),
    )
    (table,) = flow(pages).blocks
    assert isinstance(table, PageTable)
    assert [[cell.text for cell in cells] for cells in table.rows[1:]] == [
        ["一、本年新收数量", "3", "0"],
        ["二、上年结转数量", "1", "2"],
        ["四、末行", "5", "5"],
    ]


@pytest.mark.parametrize(
    ("foot", "over"),
    [
        (("二、本年新", "3", "0"), ("三、上年", "1", "0")),  # an item begins
        (("二、新", "3", "0"), ("上年结转", "", "")),  # there was room for more on the line
        (("行政许可项", "3", "0"), ("行政处罚", "1", "0")),  # no room, and numbers that nothing cut
        (("二、本年新", "", ""), ("三、上年", "3", "0")),
    ],
)
def test_two_rows_stay_two(foot: Cells, over: Cells) -> None:
    assert texts(foot, over) == [list(foot), list(over)]


def test_numbers_are_not_put_together_over_a_break() -> None:
    """Nor is one taken for whole, or a blank for a blank, where a number may go on."""
    assert texts(("二、本年新", "3105", "0"), ("收数量", "7", "")) == [
        ["二、本年新收数量", f"31057{UNREAD}", f"0{UNREAD}"]
    ]


def test_where_columns_do_not_agree_blanks_before_bare_values_are_unread() -> None:
    found = texts(("二、新收", "", ""), ("", "3", "0"), columns=(50.0, 100.0, 135.0, 170.0))
    assert found == [["二、新收", UNREAD, UNREAD], ["", "3", "0"]]


def test_a_header_at_the_foot_keeps_its_rows_overleaf() -> None:
    pages = sheet(1, 720, [HEADER]), sheet(2, 80, [("7", "3", "0")])
    (table,) = flow(pages).blocks
    assert isinstance(table, PageTable)
    assert [[cell.text for cell in cells] for cells in table.rows] == [list(HEADER), ["7", "3", "0"]]


def test_a_repeated_header_parts_no_row() -> None:
    found = texts(("二、本年新", "3", "0"), HEADER, ("收数量", "", ""))
    assert found == [["二、本年新收数量", "3", "0"], list(HEADER)]


def test_page_numbers_in_two_styles_part_no_table() -> None:
    feet = [chars("- 1 -", 290, 800), chars("2", 295, 800)]
    first, second = sheet(1, 720, [HEADER]), sheet(2, 80, [("四、末行", "3", "0")])
    pages = tuple(
        page([*sheet.chars, *foot], sheet.rules, sheet.number)
        for sheet, foot in zip((first, second), feet, strict=True)
    )
    assert len(flow(pages).blocks) == 1
