"""The parts of the PDF reader, on glyphs put down by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.sources.pdf.flow import flow
from generator.sources.pdf.frames import PageTable, ruled_tables
from generator.sources.pdf.labels import assign
from generator.sources.pdf.page import UNREAD, Char, PdfPage, RuledLine, TextLine, page_of, spell, text_lines
from generator.sources.pdf.radicals import without_radicals
from generator.sources.pdf.wrapping import cell_text, is_parted, joined


def chars(text: str, x: float, base: float, size: float = 10, step: float = 1.0) -> list[Char]:
    """``text`` from ``x`` on: Han a size wide, ASCII half, times ``step`` to the next."""
    found = []
    for char in text:
        wide = size / 2 if char.isascii() else size
        found.append(Char(char, x, x + wide, base, size))
        x += wide * step
    return found


def line(text: str, x: float = 0, base: float = 100, size: float = 10) -> TextLine:
    return TextLine(tuple(chars(text, x, base, size)))


def page(glyphs: Sequence[Char], rules: Sequence[RuledLine] = (), number: int = 1) -> PdfPage:
    return PdfPage(number, 595, 842, tuple(glyphs), tuple(rules))


def box(left: float, top: float, right: float, bottom: float) -> list[RuledLine]:
    return [
        RuledLine(True, top, left, right),
        RuledLine(True, bottom, left, right),
        RuledLine(False, left, top, bottom),
        RuledLine(False, right, top, bottom),
    ]


@pytest.mark.parametrize(
    ("first", "then", "full", "text"),
    [
        ("共收到31", "19件", True, "共收到3119件"),
        ("共收到31", "19件", False, "共收到31 19件"),
        ("收费961", ".6万元", True, "收费961.6万元"),
        ("商业企", "业", False, "商业企业"),
        ("2021", "年", False, "2021年"),
        ("Open", "Data", False, "Open Data"),
        ("", "5", True, "5"),
    ],
)
def test_lines_are_joined(first: str, then: str, full: bool, text: str) -> None:
    assert joined(first, then, full) == text


def test_whether_digits_below_digits_are_one_number_the_reading_decides() -> None:
    """It knows the row's sum: 168 over 5 is 1685, or a number and what somebody wrote below it."""
    assert cell_text([line("11398", 2, 100), line("889", 2, 112)], 0, 29) == "11398 889"
    assert cell_text([line("75394", 2, 100), line("432.5", 2, 112)], 0, 29) == "75394432.5"
    assert cell_text([line("753944", 2, 100), line("2.52元", 2, 112)], 0, 34) == "7539442.52元"


def test_two_numbers_in_a_wide_cell_stay_two() -> None:
    """And none of the two is the cell's for sure."""
    assert cell_text([line("113", 2, 100), line("889", 2, 112)], 0, 60) == f"113{UNREAD}889"
    assert cell_text([line("113", 2, 100), line("889", 2, 160)], 0, 20) == f"113{UNREAD}889"
    assert cell_text([line("113", 2, 100), line("88900", 2, 112)], 0, 20) == f"113{UNREAD}88900"


@pytest.mark.parametrize(
    ("text", "gaps", "parted"),
    [
        ("128", (0, 0), False),
        ("128", (0, 0.4), False),
        ("128", (0, 0.7), True),
        ("128", (0.7, 0.7), False),
        ("128", (1, 1), True),
        ("128", (4, 0), True),
        ("12", (0.6,), False),
        ("12", (1,), True),
        ("1280", (0.6, 0, 0), False),
        ("1280", (0, 0.6, 0), True),
        ("1234567", (0.6, 0, 0, 0.6, 0, 0), False),
        ("23.5", (0, 0.8, 0), True),
        ("12件", (0, 1.5), False),
        ("1件2", (1.5, 1.5), False),
        ("12甲乙丙丁", (3, 0, 0, 0, 0), False),
    ],
)
def test_digits_far_or_unevenly_apart_may_be_two_numbers(text: str, gaps: Sequence[float], parted: bool) -> None:
    """Gaps are in widths of a digit. Letters part numbers by themselves; nobody counts those of a label."""
    glyphs, x = [], 0.0
    for char, gap in zip(text, (*gaps, 0), strict=True):
        glyphs += chars(char, x, 100)
        x = glyphs[-1].x1 + gap * 5
    assert is_parted([TextLine(tuple(glyphs))]) is parted
    rules = [*box(0, 80, 100, 110), *box(0, 110, 100, 140), *box(100, 80, 150, 110), *box(100, 110, 150, 140)]
    (table,), _ = ruled_tables(page([*glyphs, *chars("甲", 5, 130), *chars("乙", 105, 100)], rules))
    assert (UNREAD in table.rows[0][0].text) is parted


def test_how_much_fits_on_a_line_is_seen_from_the_whole_table() -> None:
    """With margins as narrow as the label shows them, a third digit had room beside the 59."""
    rules = [*box(0, 0, 21, 40), *box(21, 0, 42, 40), *box(0, 40, 21, 80), *box(21, 40, 42, 80)]
    values = [*chars("59", 24, 55), *chars("0", 26, 67), *chars("5", 2, 55)]
    (wide,), _ = ruled_tables(page([*chars("甲", 2, 15), *chars("乙丙", 22, 15), *values], rules))
    (narrow,), _ = ruled_tables(page([*chars("甲", 2, 15), *chars("乙", 26, 15), *values], rules))
    assert wide.rows[1][1].text == f"59{UNREAD}0"
    assert narrow.rows[1][1].text == "59 0"


def test_digits_set_wide_are_one_number_where_their_gaps_are_alike() -> None:
    assert cell_text([TextLine(tuple(chars("276", 0, 100, step=1.4)))], 0, 60) == "276"
    assert cell_text([TextLine(tuple(chars("276", 0, 100, step=1.7)))], 0, 60) == "2 7 6"
    uneven = (*chars("27", 0, 100, step=1.1), *chars("6", 13, 100))
    assert cell_text([TextLine(uneven)], 0, 60) == "27 6"


def test_a_mark_over_the_border_belongs_to_its_word() -> None:
    rules = [*box(0, 0, 50, 20), *box(50, 0, 100, 20), *box(0, 20, 50, 40), *box(50, 20, 100, 40)]
    glyphs = [*chars("甲", 5, 15), *chars("乙", 55, 15), *chars("不再处理、", 8, 35), *chars("0", 80, 35)]
    (table,), _ = ruled_tables(page(glyphs, rules))
    assert [cell.text for cell in table.rows[1]] == ["不再处理、", "0"]


def test_blanks_come_from_gaps_between_digits_only() -> None:
    assert spell([*chars("12", 0, 0), *chars("34", 13, 0)]) == "12 34"
    assert spell(chars("总计", 0, 0, step=1.8)) == "总计"
    assert spell(chars("1234", 0, 0)) == "1234"


def test_a_glyph_printed_twice_counts_once_and_two_on_one_another_are_unread() -> None:
    bold = [*chars("31", 0, 100), *chars("31", 0.3, 100)]
    assert [found.text for found in text_lines(bold)] == ["31"]
    assert text_lines([*chars("31", 0, 100), *chars("77", 0.5, 100)])[0].text == UNREAD * 2


def test_radicals_become_characters() -> None:
    assert without_radicals("⼀、⼈⺠政府⻅") == "一、人民政府见"
    plain = {"width": 595, "height": 842, "image": 0, "hidden": 0, "rules": [], "chars": [["⼀", 1, 11, 100, 10]]}
    assert page_of(1, plain).chars[0].text == "一"


def test_a_digit_that_leaves_its_cell_makes_both_unread() -> None:
    rules = [*box(0, 0, 50, 20), *box(50, 0, 100, 20), *box(0, 20, 50, 40), *box(50, 20, 100, 40)]
    glyphs = [*chars("甲", 5, 15), *chars("乙", 55, 15), *chars("12345", 35, 35), *chars("9", 80, 35)]
    (table,), rest = ruled_tables(page(glyphs, rules))
    assert not rest
    assert [cell.text[-1] for cell in table.rows[1]] == [UNREAD, UNREAD]


def test_a_double_border_makes_no_cells() -> None:
    rules = [*box(0, 0, 106, 46), *box(3, 3, 53, 23), *box(53, 3, 103, 23), *box(3, 23, 53, 43), *box(53, 23, 103, 43)]
    rules += [RuledLine(True, 23, 0, 106), RuledLine(False, 53, 0, 46)]
    glyphs = [*chars("甲", 5, 15), *chars("乙", 55, 15), *chars("5", 60, 35)]
    (table,), _ = ruled_tables(page(glyphs, rules))
    filled = [[cell.text for cell in row if not cell.covered] for row in table.rows]
    assert [row for row in filled if row] == [["甲", "乙"], ["", "5"]]


def test_labels_are_centred_on_their_numbers() -> None:
    lines = [line("甲", base=b) for b in (100, 120, 133, 146, 166)]
    assert assign(lines, [100, 133, 166], 33) == ((0, 0, 1), (1, 1, 4), (2, 4, 5))


def test_labels_begin_beside_their_numbers() -> None:
    lines = [line("甲", base=b) for b in (100, 113, 140, 160)]
    assert assign(lines, [100, 140, 160], 20) == ((0, 0, 2), (1, 2, 3), (2, 3, 4))


def test_labels_end_beside_their_numbers() -> None:
    lines = [line("甲", base=b) for b in (100, 127, 140, 160)]
    assert assign(lines, [100, 140, 160], 20) == ((0, 0, 1), (1, 1, 3), (2, 3, 4))


def test_a_header_at_the_foot_of_a_page_is_that_of_the_values_overleaf() -> None:
    head = [*chars("乙", 200, 700), *chars("丙", 300, 700)]
    first = page([*chars("二、情况", 50, 650), *head])
    over = page([*chars("甲", 50, 80), *chars("3", 202, 80), *chars("0", 302, 80)], number=2)
    title, table = flow((first, over)).blocks
    assert title == "二、情况" and isinstance(table, PageTable)
    assert [[cell.text for cell in row] for row in table.rows] == [["", "乙", "丙"], ["甲", "3", "0"]]


def test_a_group_over_the_gap_between_its_columns_is_no_column() -> None:
    head = [*chars("甲乙丙丁", 213, 75), *chars("乙", 200, 95), *chars("丙", 250, 95), *chars("丁", 300, 95)]
    values = [*chars("甲", 50, 110), *chars("3", 202, 110), *chars("0", 252, 110), *chars("1", 302, 110)]
    (table,) = flow((page([*head, *values]),)).blocks
    assert isinstance(table, PageTable)
    assert [cell.text for cell in table.rows[-1]] == ["甲", "3", "0", "1"]
    assert [cell.text for cell in table.rows[-2]] == ["", "乙", "丙", "丁"]


def unruled(*glyphs: Char) -> list[list[str]]:
    """The only table of a page without rules."""
    (table,) = flow((page(list(glyphs), []),)).blocks
    assert isinstance(table, PageTable)
    return [[cell.text for cell in row] for row in table.rows]


def test_columns_as_close_as_a_third_of_a_letter_are_told_apart() -> None:
    rows = [("甲乙", "1.丙丁戊己庚", 110), ("", "2.丙丁", 130), ("", "3.戊己", 150)]
    glyphs = [*chars("乙", 200, 80), *chars("丙", 250, 80)]
    for group, label, base in rows:
        glyphs += [*chars(group, 50, base), *chars(label, 73, base), *chars("3", 202, base), *chars("0", 252, base)]
    assert [row[-3:] for row in unruled(*glyphs) if row[-1] in "03"] == [[label, "3", "0"] for _, label, _ in rows]


def test_a_label_with_a_blank_in_it_is_one() -> None:
    """Its end stands below the ends of others, as that of every label set to the right."""
    glyphs = [*chars("乙", 200, 80), *chars("丙", 250, 80)]
    for label, x, base in (("甲甲甲甲", 110, 110), ("乙乙乙", 120, 130), ("丙丙丙", 120, 150)):
        glyphs += [*chars(label, x, base), *chars("3", 202, base), *chars("0", 252, base)]
    glyphs += [*chars("（总", 117, 170), *chars("计", 140, 170), *chars("3", 202, 170), *chars("0", 252, 170)]
    found = unruled(*glyphs)
    assert found[-1] == ["（总计", "3", "0"]


def test_a_column_without_numbers_is_known_by_its_header_also_overleaf() -> None:
    head = [*chars("乙", 200, 700), *chars("丙", 250, 700), *chars("丁", 300, 700)]
    rows = [[*chars("甲甲", 50, base), *chars("5", 302, base)] for base in (720, 735, 750)]
    over = [*chars("甲甲", 50, 80), *chars("7", 202, 80), *chars("8", 302, 80)]
    (table,) = flow((page([*head, *rows[0], *rows[1], *rows[2]], []), page(over, [], number=2))).blocks
    assert isinstance(table, PageTable)
    assert [[cell.text for cell in row] for row in table.rows][-2:] == [["甲甲", "", "", "5"], ["甲甲", "7", "", "8"]]


def test_the_heading_of_a_table_between_two_of_its_columns_is_no_column() -> None:
    head = [*chars("甲乙", 150, 60), *chars("子", 50, 80), *chars("丙", 120, 80), *chars("丁", 200, 80)]
    found = unruled(*head, *chars("寅", 50, 100), *chars("3", 122, 100), *chars("0", 202, 100))
    assert found[1:] == [["子", "丙", "丁"], ["寅", "3", "0"]]


def test_words_far_above_values_crash_nothing() -> None:
    far = [
        *chars("乙", 200, 80),
        *chars("丙", 250, 80),
        *chars("甲", 50, 180),
        *chars("3", 202, 180),
        *chars("0", 252, 180),
    ]
    assert flow((page(far, []),)).blocks


def test_a_letter_that_hangs_out_of_a_low_cell_does_not_end_its_table() -> None:
    rules = [*box(0, 0, 60, 40), *box(60, 0, 100, 40), *box(0, 40, 60, 80), *box(60, 40, 100, 80)]
    top = [*chars("甲", 5, 20), *chars("乙", 70, 20), *chars("丙", 5, 60), *chars("3", 70, 60), *chars("丁", 5, 92)]
    rest = [*chars("戊", 5, 20), *chars("0", 70, 20), *chars("己", 5, 60), *chars("1", 70, 60)]
    table, hung = flow((page(top, rules), page(rest, rules, number=2))).blocks
    assert isinstance(table, PageTable) and hung == "丁"
    assert [row[1].text for row in table.rows] == ["乙", "3", "0", "1"]


def test_lines_between_rows_that_could_be_either_are_nobodys() -> None:
    """Two lines between two numbers, as near to the one as to the other."""
    lines = [line("甲", base=b) for b in (100, 113, 126)]
    found = assign(lines, [106.5, 119.5], 40)
    assert found is None or len(found) == 1
