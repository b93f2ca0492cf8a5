"""A label that nobody surely sees names no row, no column and no unit; titles and headings stay what they are."""

from __future__ import annotations

import pytest

from generator.model.documents import Document
from tests.sources.test_xlsx import opened
from tests.sources.test_xlsx_visibility import DRAWN, SOLID, looks, with_parts

UNIT = "金额（单位：万元）"
SECOND = '<row r="3"><c r="A3" t="inlineStr"><is><t>规章</t></is></c><c r="B3"><v>1</v></c><c r="C3"><v>2</v></c></row>'
PLAIN = "<t>行政处罚</t>"


def runs(*texts: str) -> str:
    """Rich text, the second run of which has the look of ``{}``."""
    return "".join(f"<r>{text}</r>" for text in texts)


def sheet(label: str, row: str = "", before: str = "", after: str = "", title: str = "") -> str:
    first = f'<row r="1"><c r="A1" t="inlineStr" s="1"><is><t>{title}</t></is></c></row>' if title else ""
    cells = f'<c r="A2" s="1" t="inlineStr"><is>{label}</is></c><c r="B2"><v>7</v></c><c r="C2"><v>8</v></c>'
    return f'{before}<sheetData>{first}<row r="2" {row}>{cells}</row>{SECOND}</sheetData>{after}'


def row_of(document: object) -> list[str]:
    """The texts of the row with the label."""
    assert isinstance(document, Document), document
    return [cell.text for cell in document.grids[0].rows[0].cells]


@pytest.mark.parametrize(
    ("styles", "text"),
    [
        ("", "行政处罚"),
        (looks('<color rgb="FFC00000"/>'), "行政处罚"),
        (looks('<color rgb="FFFFFFFF"/>'), "¦"),
        (looks('<color rgb="FFFFFFFF"/>', SOLID.format("1F4E78")), "行政处罚"),
        (looks('<color rgb="FF1F4E78"/>', SOLID.format("1F4E78")), "¦"),
        (looks('<sz val="1"/>'), "¦"),
        (looks('<name val="Wingdings"/>'), "¦"),
        (looks(xf='<alignment textRotation="255"/>'), "行政处罚"),
        (looks(xf='<alignment horizontal="left" indent="1"/>'), "行政处罚"),
        (looks(xf='<alignment horizontal="left" indent="60"/>'), "¦"),
        (looks(code='0;0;0;"行政强制"'.replace('"', "&quot;")), "行政强制"),
        (looks(code='@;@;@;"行政强制"'.replace('"', "&quot;")), "¦"),
    ],
)
def test_the_look_of_a_label(styles: str, text: str) -> None:
    assert row_of(opened({"表": sheet(PLAIN)}, styles=styles)) == [text, "7", "8"]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (runs("<t>金额（单位：</t>", "<rPr/><t>万</t>", "<t>元）</t>"), UNIT),
        (runs("<t>金额（单位：</t>", '<rPr><color rgb="FFFFFFFF"/></rPr><t>万</t>', "<t>元）</t>"), "¦"),
        (runs("<t>金额（单位：</t>", '<rPr><sz val="1"/></rPr><t>万</t>', "<t>元）</t>"), "¦"),
        (runs("<t>金额（单位：</t>", "<rPr><strike/></rPr><t>万</t>", "<t>元）</t>"), "金额（单位：〔划去〕元）"),
        (runs("<t>行政处罚</t>", '<rPr><color rgb="FFFFFFFF"/></rPr><t xml:space="preserve">  </t>'), "行政处罚"),
        ('<t xml:space="preserve">                              行政处罚</t>', "¦"),
    ],
)
def test_the_runs_of_a_label(label: str, text: str) -> None:
    wide = '<cols><col min="1" max="1" width="20"/></cols>'
    assert row_of(opened({"表": sheet(label, before=wide)}, styles=looks())) == [text, "7", "8"]


WRAPPED = looks(xf='<alignment wrapText="1"/>')
LONG = "<t>5.属于三类内部事务信息</t>"


@pytest.mark.parametrize(
    ("label", "styles", "row", "width", "text"),
    [
        (PLAIN, "", 'ht="20" customHeight="1"', 12, "行政处罚"),
        (PLAIN, "", 'ht="2" customHeight="1"', 12, "¦"),
        (PLAIN, "", "", 4.2, "¦"),
        (PLAIN, "", "", 7, "行政处罚"),
        (LONG, "", "", 9, "5.属于三类内部事务信息"),
        (LONG, "", "", 3, "¦"),
        (f"<t>{UNIT}</t>", "", "", 9, "¦"),
        (f"<t>{UNIT}</t>", "", "", 20, UNIT),
        (f"<t>{UNIT}</t>", WRAPPED, 'ht="14"', 10, "¦"),
        (f"<t>{UNIT}</t>", WRAPPED, 'ht="30"', 10, UNIT),
        (f"<t>{UNIT}</t>", WRAPPED, "", 10, UNIT),
        ("<t>金额\n（元）</t>", WRAPPED, 'ht="12"', 20, "¦"),
    ],
)
def test_the_room_of_a_label(label: str, styles: str, row: str, width: float, text: str) -> None:
    columns = f'<cols><col min="1" max="1" width="{width}"/></cols>'
    found = row_of(opened({"表": sheet(label, row, columns)}, styles=styles))
    assert "".join(found[0].split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("dxf", "text"),
    [
        ('<font><color rgb="FFFFFFFF"/></font>', "¦"),
        ("<font><strike/></font>", "¦"),
        ('<font><sz val="1"/></font>', "¦"),
        ('<font><color rgb="FFC00000"/></font>', "行政处罚"),
        ('<numFmt numFmtId="180" formatCode="0;0;0;&quot;行政强制&quot;"/>', "¦"),
        ('<numFmt numFmtId="180" formatCode="0.00"/>', "行政处罚"),
    ],
)
def test_a_conditional_format_of_a_label(dxf: str, text: str) -> None:
    rule = '<cfRule type="expression" dxfId="0"><formula>LEN($A2)&gt;3</formula></cfRule>'
    after = f'<conditionalFormatting sqref="A2:A3">{rule}</conditionalFormatting>'
    assert row_of(opened({"表": sheet(PLAIN, after=after)}, styles=f"<dxfs><dxf>{dxf}</dxf></dxfs>"))[0] == text


def drawn(place: str, label: str = PLAIN, after: str = "") -> list[str]:
    """What is read of the row with the label where a shape lies at ``place``: left, top, right, bottom from 0."""
    names = zip(("col", "row", "col", "row"), place.split(","), strict=True)
    corners = [f"<{name}>{at}</{name}>" for name, at in names]
    inner = f"<from>{''.join(corners[:2])}</from><to>{''.join(corners[2:])}</to><sp/>"
    content = sheet(label, after=f'{after}<drawing r:id="d"/>')
    return row_of(with_parts(content, {"xl/d.xml": f"<wsDr><twoCellAnchor>{inner}</twoCellAnchor></wsDr>"}, DRAWN))


def test_a_shape_over_a_label() -> None:
    assert drawn("0,1,1,2") == ["¦", "7", "8"]
    assert drawn("0,2,1,3") == ["行政处罚", "7", "8"]


def test_a_shape_over_a_part_of_a_merged_range() -> None:
    """Whatever cell of it holds the content."""
    merged = '<mergeCells><mergeCell ref="B2:D2"/></mergeCells>'
    assert drawn("3,1,4,2", after=merged) == ["行政处罚", "〔¦7¦〕", "", ""]


def test_where_all_figures_of_a_sheet_are_in_doubt_its_labels_stay() -> None:
    assert row_of(opened({"表": sheet(PLAIN, after="<picture/>")})) == ["行政处罚", "〔¦7¦〕", "〔¦8¦〕"]


@pytest.mark.parametrize("title", ["某县财政局2022年政府信息公开年报", "二〇二二年度报告"])
def test_a_title_is_kept(title: str) -> None:
    document = opened({"表": sheet("<t>行政处罚</t>", title=title)}, styles=looks('<color rgb="FFFFFFFF"/>'))
    assert document.text.decoded.startswith(title)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("单位：元", "¦"),
        ("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开申请情况"),
        (f"{'本年' * 20}收到申请12件。", f"{'本年' * 20}收到申请¦12¦件。"),
    ],
)
def test_what_stands_alone_in_its_row(text: str, read: str) -> None:
    row = f'<row r="4"><c r="A4" s="1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    content = sheet("<t>行政处罚</t>").replace("</sheetData>", f"{row}</sheetData>")
    document = opened({"表": content}, styles=looks('<color rgb="FFFFFFFF"/>'))
    assert document.text.decoded.strip().endswith(read)
