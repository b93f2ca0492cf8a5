"""What lies over cells, and what only stands beside a table or goes around a number."""

from __future__ import annotations

import pytest

from generator.model.documents import Document
from tests.sources.office_files import OFFICE
from tests.sources.test_xlsx import opened, texts
from tests.sources.test_xlsx_visibility import DOUBTED, DRAWN, sheet, with_parts

NOTE = '<v:shape style="visibility:{}"><x:ClientData ObjectType="Note">{}{}</x:ClientData></v:shape>'
HERE = "<x:Anchor>1, 0, 0, 0, 2, 0, 1, 0</x:Anchor>"
THERE = "<x:Anchor>6, 0, 6, 0, 9, 0, 9, 0</x:Anchor>"


def noted(data: str) -> str:
    related = f'<Relationship Id="d" Type="{OFFICE}/vmlDrawing" Target="/xl/d.vml"/>'
    content = sheet('<c r="B1"><v>7</v></c>', after='<legacyDrawing r:id="d"/>')
    document = with_parts(content, {"xl/d.vml": data}, related)
    assert isinstance(document, Document)
    return texts(document)[0]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (NOTE.format("hidden", "", HERE), "7"),
        (NOTE.format("visible", "", HERE), DOUBTED),
        (NOTE.format("hidden", "<x:Visible/>", HERE), DOUBTED),
        (NOTE.format("hidden", '<x:Visible xmlns:x="x"/>', HERE), DOUBTED),
        (NOTE.format("hidden", "<x:Visible>True</x:Visible>", HERE.replace(">1", ' xmlns:x="x">1')), DOUBTED),
        (NOTE.format("visible", "", THERE), "7"),
        (NOTE.format("visible", "", ""), DOUBTED),
        (NOTE.format("hidden", "", HERE) + NOTE.format("visible", "", THERE), "7"),
        (NOTE.format("visible", "", THERE) + NOTE.format("hidden", "", HERE), "7"),
        (NOTE.format("hidden", "", THERE) + NOTE.format("visible", "", HERE), DOUBTED),
        ('<v:shape style="visibility:visible"/>', DOUBTED),
    ],
)
def test_a_note_covers_where_it_is_shown(data: str, text: str) -> None:
    assert noted(data) == text


def test_a_part_in_letters_of_two_bytes_is_not_understood() -> None:
    related = f'<Relationship Id="d" Type="{OFFICE}/vmlDrawing" Target="/xl/d.vml"/>'
    content = sheet('<c r="B1"><v>7</v></c>', after='<legacyDrawing r:id="d"/>')
    data = "".join(f"{char}\x00" for char in NOTE.format("visible", "", THERE))
    document = with_parts(content, {"xl/d.vml": data}, related)
    assert isinstance(document, Document)
    assert texts(document)[0] == DOUBTED


def placed(corners: str, shape: str, content: str) -> list[list[str]]:
    """The rows under a shape between two corners: column, part, row, part of each, from 0."""
    names = ("col", "colOff", "row", "rowOff")
    both = [f"<{name}>{value}</{name}>" for name, value in zip(names * 2, corners.split(), strict=True)]
    place = f"<from>{''.join(both[:4])}</from><to>{''.join(both[4:])}</to>"
    drawing = f'<wsDr xmlns:a="a"><twoCellAnchor>{place}{shape}<clientData/></twoCellAnchor></wsDr>'
    document = with_parts(f'{content}<drawing r:id="d"/>', {"xl/d.xml": drawing}, DRAWN)
    assert isinstance(document, Document)
    return [[cell.text for cell in row.cells] for grid in document.grids for row in grid.rows]


def words(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


ABOVE = "".join(f'<c r="{c}1"><v>1</v></c>' for c in "BCDEF")
HEADING = "三、收到和处理政府信息公开申请情况"
TABLES = (
    f'<sheetData><row r="1">{words("A1", "规章")}{ABOVE}</row>'
    f'<row r="2">{words("A2", HEADING)}</row>'
    f'<row r="3">{words("A3", "自然人")}<c r="B3"><v>3</v></c><c r="C3"><v>4</v></c></row>'
    f'<row r="4">{words("A4", "企业")}<c r="B4"><v>5</v></c></row>'
    f'<row r="5">{words("A5", "其他")}</row></sheetData>'
)


def test_a_shape_beside_a_table_covers_none_of_its_cells() -> None:
    rows = placed("4 0 2 0 6 0 5 0", "<sp/>", TABLES)
    assert [row[3:] for row in rows[-3:]] == [["", "", ""]] * 3


def test_a_shape_over_the_blanks_of_a_table_may_hold_its_numbers() -> None:
    rows = placed("2 0 3 0 6 0 5 0", "<sp/>", TABLES)
    assert [row[1:] for row in rows[-2:]] == [["5", "¦", "", "", ""], ["", "¦", "", "", ""]]


def test_a_shape_over_a_part_of_a_merged_blank() -> None:
    merged = '<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'
    content = f'<sheetData><row r="1">{words("A1", "规章")}<c r="B1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
    content += f'<row r="2">{words("A2", "文件")}</row></sheetData>{merged}'
    assert placed("2 0 1 0 3 0 2 0", "<sp/>", content)[1] == ["文件", "¦", ""]


PLAIN = '<prstGeom prst="{}"/><noFill/><ln w="9525"/>'
OUTLINE = f"<sp><spPr>{PLAIN.format('ellipse')}</spPr></sp>"
FAR = int(9.14 * 7 * 9_525 / 2)
WIDE = '<cols><col min="1" max="9" width="12"/></cols>'


@pytest.mark.parametrize(
    ("corners", "shape", "text"),
    [
        ("1 9000 0 9000 2 0 1 0", OUTLINE, "7"),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace("ellipse", "rect"), "7"),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace("ellipse", "line"), DOUBTED),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace("<noFill/>", "<solidFill/>"), DOUBTED),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace("<noFill/>", ""), DOUBTED),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace('"9525"', '"60000"'), DOUBTED),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace("</sp>", "<txBody><p><r><t>9</t></r></p></txBody></sp>"), DOUBTED),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace("</sp>", "<txBody><p/></txBody></sp>"), "7"),
        ("1 0 0 0 2 0 1 0", OUTLINE.replace("<noFill/>", "<noFill/><effectLst><a/></effectLst>"), DOUBTED),
        ("1 0 0 0 2 0 1 0", f"<pic>{OUTLINE}</pic>", DOUBTED),
        ("1 0 0 0 2 0 1 0", OUTLINE * 2, DOUBTED),
        (f"1 {FAR} 0 0 2 0 1 0", OUTLINE, DOUBTED),
        (f"1 0 0 0 1 {FAR} 1 0", OUTLINE, DOUBTED),
        ("1 0 0 90000 2 0 1 0", OUTLINE, DOUBTED),
        ("1 0 0 0 2 0 0 90000", OUTLINE, DOUBTED),
        ("1 0 0 0 1 0 1 0", OUTLINE, DOUBTED),
    ],
)
def test_an_outline_without_a_fill_hides_nothing_that_it_goes_around(corners: str, shape: str, text: str) -> None:
    content = sheet('<c r="B1"><v>7</v></c><c r="C1"><v>8</v></c>')
    assert placed(corners, shape, content)[0][1] == text


@pytest.mark.parametrize(("corners", "text"), [("1 0 0 0 2 0 1 0", ""), ("1 0 0 0 2 0 2 0", "¦")])
def test_a_round_outline_in_an_empty_cell_may_be_a_nought(corners: str, text: str) -> None:
    content = sheet('<c r="C1"><v>8</v></c>')
    assert placed(corners, OUTLINE, content)[0][1] == text


CROSSED = (
    '<borders><border/><border diagonalUp="1"><diagonal style="thin"/></border>'
    '<border diagonalUp="1"><diagonal/></border></borders>'
    '<cellXfs><xf/><xf borderId="1"/><xf borderId="2"/></cellXfs>'
)


@pytest.mark.parametrize(("style", "text", "blank"), [(0, "7", ""), (1, DOUBTED, "¦"), (2, "7", "")])
def test_a_line_from_corner_to_corner(style: int, text: str, blank: str) -> None:
    """Through a number it strikes it out; in an empty cell it is a stroke; in the corner of a header it parts it."""
    head = f'<row r="1"><c r="A1" s="{style}" t="inlineStr"><is><t>项目</t></is></c>{words("B1", "件数")}</row>'
    rows = f'<row r="2">{words("A2", "规章")}<c r="B2" s="{style}"><v>7</v></c></row>'
    rows += f'<row r="3">{words("A3", "文件")}<c r="B3" s="{style}"/></row>'
    document = opened({"表": f"<sheetData>{head}{rows}</sheetData>"}, styles=CROSSED)
    assert [cell.text for row in document.grids[0].rows for cell in row.cells] == [
        *("项目", "件数", "规章"),
        text,
        "文件",
        blank,
    ]
