"""A spreadsheet's cells are read where their readers see them; what is in doubt is no number."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.sources.office_files import OFFICE, xlsx, zipped
from tests.sources.test_xlsx import opened, texts

LABEL = '<c r="A1" t="inlineStr"><is><t>规章</t></is></c>'
SECOND = '<row r="2"><c r="A2" t="inlineStr"><is><t>文件</t></is></c><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c></row>'
DOUBTED = "〔¦7¦〕"


def sheet(cells: str, *, row: str = "", before: str = "", after: str = "") -> str:
    return f'{before}<sheetData><row r="1" {row}>{LABEL}{cells}</row>{SECOND}</sheetData>{after}'


def first(cells: str, styles: str = "", **options: str) -> str:
    """What is read of B1."""
    document = opened({"表": sheet(cells, **options)}, styles=styles)
    return texts(document)[0]


def with_parts(content: str, parts: Mapping[str, str], related: str, styles: str = "") -> Document | Refused:
    """A workbook with further parts, which the first sheet names."""
    archive = zipfile.ZipFile(io.BytesIO(xlsx({"表": content}, styles=styles)))
    files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{package}">{related}</Relationships>'
    return unpacked(zipped({**files, **parts, "xl/worksheets/_rels/sheet1.xml.rels": rels}))


def unpacked(data: bytes) -> Document | Refused:
    return read_bytes("a.xlsx", ".xlsx", data, Sidecar())


def looks(font: str = "", fill: str = "", xf: str = "", more: str = "", code: str = "") -> str:
    """Style 1 has this look."""
    form = f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>' if code else ""
    return (
        f"{form}<fonts><font/><font>{font}</font></fonts><fills><fill/><fill/><fill>{fill}</fill></fills>"
        f'<cellXfs><xf/><xf numFmtId="{170 if code else 0}" fontId="1" fillId="{2 if fill else 0}">{xf}</xf></cellXfs>'
        f"{more}"
    )


SOLID = '<patternFill patternType="solid"><fgColor rgb="FF{}"/></patternFill>'
HALF = "".join(f'<stop position="{i}"><color rgb="FF{c}"/></stop>' for i, c in enumerate(("FFFFFF", "000000")))


INDEXED = '<rgbColor rgb="00FFFFFF"/>' * 20
PALETTE = f"<colors><indexedColors>{INDEXED}</indexedColors></colors>"


@pytest.mark.parametrize(
    ("styles", "text"),
    [
        (looks('<color rgb="FFF2F2F2"/>'), DOUBTED),
        (looks('<color rgb="FFC0C0C0"/>'), "7"),
        (looks('<color theme="1" tint="0.95"/>'), DOUBTED),
        (looks('<color theme="0" tint="-0.9"/>'), "7"),
        (looks('<color theme="77"/>'), DOUBTED),
        (looks('<color rgb="FF000000" theme="0"/>'), DOUBTED),
        (looks('<color indexed="9"/>'), DOUBTED),
        (looks('<color indexed="64"/>'), "7"),
        (looks('<color rgb="FFFFFFFF"/>', SOLID.format("1F4E78")), "7"),
        (looks('<color rgb="FF1F4E78"/>', SOLID.format("1F4E78")), DOUBTED),
        (looks("", SOLID.format("000000")), DOUBTED),
        (looks("", '<patternFill patternType="solid"/>'), DOUBTED),
        (looks("", '<patternFill patternType="darkGrid"><fgColor rgb="FF101010"/></patternFill>'), DOUBTED),
        (looks("", f"<gradientFill>{HALF}</gradientFill>"), DOUBTED),
        (looks('<name val="Wingdings 2"/>'), DOUBTED),
        (looks('<name val="Arial"/><charset val="2"/>'), DOUBTED),
        (looks('<name val="宋体"/><charset val="134"/>'), "7"),
        (looks(xf='<alignment horizontal="fill"/>'), DOUBTED),
        (looks(xf='<alignment textRotation="255"/>'), DOUBTED),
        (looks(xf='<alignment readingOrder="2"/>'), DOUBTED),
        (looks(xf='<alignment horizontal="center" wrapText="1"/>'), "7"),
        (looks(code="[White]0"), DOUBTED),
        (looks(code="[Red]0"), "7"),
        (
            looks('<color indexed="10"/>', more=PALETTE),
            DOUBTED,
        ),
    ],
)
def test_a_look(styles: str, text: str) -> None:
    assert first('<c r="B1" s="1"><v>7</v></c>', styles) == text


@pytest.mark.parametrize(("text", "read"), [("-", "〔¦-¦〕"), ("/", "〔¦/¦〕"), ("无", "¦")])
def test_a_dash_that_is_not_seen_is_none(text: str, read: str) -> None:
    assert first(f'<c r="B1" s="1" t="inlineStr"><is><t>{text}</t></is></c>', looks('<color theme="0"/>')) == read


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ('<c r="B1"><v>7</v></c><c r="B1"><v>8</v></c>', "〔¦8¦〕"),
        ('<c r="B1"><v>7</v></c><c r="B1"/>', DOUBTED),
        ('<c r="C1"><v>9</v></c><c r="B1"><v>7</v></c>', DOUBTED),
        ('<c r="B9"><v>7</v></c>', DOUBTED),
        ('<c r="B1"><v>8</v><v>7</v></c>', DOUBTED),
        ('<c r="B1" t="inlineStr"><v>8</v><is><t>7</t></is></c>', DOUBTED),
        ('<c r="B1" t="inlineStr"><is><t>7</t><r><t>8</t></r></is></c>', "〔¦78¦〕"),
        ('<c r="B1" ph="1"><v>7</v></c>', DOUBTED),
        ('<c r="B1" t="x"><v>7</v></c>', DOUBTED),
        ('<c r="B1" t="d"><v>2022-01-20</v></c>', "2022年1月20日"),
        ('<c r="B1" t="d"><v>7</v></c>', "7〔?〕"),
    ],
)
def test_what_contradicts_itself(cells: str, text: str) -> None:
    assert first(cells) == text


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"row": 'ht="2" customHeight="1"'}, DOUBTED),
        ({"row": 'ht="0"'}, DOUBTED),
        ({"row": 'ht="20" customHeight="1"'}, "7"),
        ({"before": '<cols><col min="2" max="2" width="0"/></cols>'}, DOUBTED),
        ({"before": '<cols><col min="2" max="2" width="1"/></cols>'}, DOUBTED),
        ({"before": '<cols><col min="2" max="2" width="9"/><col min="2" max="2" width="8"/></cols>'}, DOUBTED),
        ({"before": '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'}, DOUBTED),
        ({"before": '<sheetFormatPr zeroHeight="1"/>'}, DOUBTED),
        ({"before": '<sheetFormatPr defaultColWidth="0"/>'}, DOUBTED),
        ({"before": '<sheetViews><sheetView showFormulas="1"/></sheetViews>'}, DOUBTED),
        ({"before": '<sheetViews><sheetView showZeros="0"/></sheetViews>'}, "7"),
        ({"after": '<picture r:id="p"/>'}, DOUBTED),
        ({"after": '<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="A1:B1"/></mergeCells>'}, DOUBTED),
    ],
)
def test_sizes_and_views(options: dict[str, str], text: str) -> None:
    assert first('<c r="B1"><v>7</v></c>', **options) == text


def test_zeros_that_a_view_hides_are_no_number() -> None:
    off = '<sheetViews><sheetView showZeros="0"/></sheetViews>'
    assert first('<c r="B1"><v>0</v></c>', before=off) == "0〔?〕"
    assert first('<c r="B1" t="inlineStr"><is><t>0</t></is></c>', before=off) == "0"


def test_hidden_columns_and_rows_of_no_height_are_not_read() -> None:
    hidden = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>'
    assert first('<c r="B1"><v>7</v></c><c r="C1"><v>8</v></c>', before=hidden) == "8"
    content = f'<sheetData><row r="1" ht="0" customHeight="1">{LABEL}<c r="B1"><v>7</v></c></row>{SECOND}</sheetData>'
    assert opened({"表": content}).text.decoded.strip() == "文件\t1\t2"


def test_a_merged_range_shows_the_content_of_its_hidden_first_cell() -> None:
    hidden = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>'
    merged = '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>'
    assert first('<c r="B1"><v>7</v></c>', before=hidden, after=merged) == DOUBTED


@pytest.mark.parametrize(
    ("value", "width", "text"),
    [("12345678", 9.14, "12345678"), ("123456789", 9.14, "〔¦123456789¦〕"), ("123456789", 14, "123456789")],
)
def test_a_number_that_is_wider_than_its_column_is_a_row_of_hashes(value: str, width: float, text: str) -> None:
    columns = f'<cols><col min="2" max="2" width="{width}" customWidth="1"/></cols>'
    assert first(f'<c r="B1"><v>{value}</v></c>', before=columns) == text


def test_a_string_is_cut_off_by_its_neighbour_only() -> None:
    columns = '<cols><col min="2" max="2" width="4" customWidth="1"/></cols>'
    long = '<c r="B1" t="inlineStr"><is><t>1234567</t></is></c>'
    assert first(long + '<c r="C1"><v>1</v></c>', before=columns) == "〔¦1234567¦〕"


BETWEEN = "<formula>9</formula><formula>5</formula>"
RED = '<font><color rgb="FFFF0000"/></font>'
WHITE = '<font><color rgb="FFFFFFFF"/></font>'


@pytest.mark.parametrize(
    ("dxf", "rule", "text"),
    [
        (WHITE, '<cfRule type="cellIs" dxfId="0" operator="equal"><formula>7</formula></cfRule>', DOUBTED),
        (WHITE, '<cfRule type="cellIs" dxfId="0" operator="equal"><formula>8</formula></cfRule>', "7"),
        (
            WHITE,
            '<cfRule type="cellIs" dxfId="0" operator="between"><formula>9</formula><formula>5</formula></cfRule>',
            DOUBTED,
        ),
        (WHITE, '<cfRule type="expression" dxfId="0"><formula>B1=LEN(C1)</formula></cfRule>', DOUBTED),
        (
            '<font><color rgb="FFFF0000"/></font>',
            '<cfRule type="expression" dxfId="0"><formula>1</formula></cfRule>',
            "7",
        ),
        ('<numFmt numFmtId="9" formatCode=";;;"/>', '<cfRule type="top10" dxfId="0"/>', DOUBTED),
        ("<font><strike/></font>", '<cfRule type="top10" dxfId="0"/>', DOUBTED),
        ("", '<cfRule type="dataBar"><dataBar showValue="0"/></cfRule>', DOUBTED),
        ("", '<cfRule type="dataBar"><dataBar><color rgb="FF638EC6"/></dataBar></cfRule>', "7"),
        ("", '<cfRule type="colorScale"><colorScale><color rgb="FF000000"/></colorScale></cfRule>', DOUBTED),
        ("", '<cfRule type="iconSet"><iconSet showValue="0"/></cfRule>', DOUBTED),
        ("", '<cfRule type="cellIs" dxfId="99" operator="equal"><formula>7</formula></cfRule>', DOUBTED),
    ],
)
def test_a_conditional_format(dxf: str, rule: str, text: str) -> None:
    after = f'<conditionalFormatting sqref="B1:B9">{rule}</conditionalFormatting>'
    assert first('<c r="B1"><v>7</v></c>', f"<dxfs><dxf>{dxf}</dxf></dxfs>", after=after) == text


@pytest.mark.parametrize(
    ("formula", "stored", "text"),
    [
        ("SUM(B2:C2)", "3", "3"),
        ("SUM(B2:C2)", "7", DOUBTED),
        ("B2+C2*2", "5", "5"),
        ("B2+C2*2", "7", DOUBTED),
        ("(B2+C2)*2-1", "5", "5"),
        ("SUM(B2,C2,4)", "7", "7"),
        ("'表'!B2+6", "7", "7"),
        ("其他!B2", "7", "7"),
        ("VLOOKUP(1,A:B,2)", "7", "7"),
        ('TEXT(4,"0")', "7", DOUBTED),
        ("TOTAL", "7", DOUBTED),
        ("RAND()", "7", DOUBTED),
        ("AVERAGE(B2:C2)", "1.5", "1.5"),
        ("IF(B2>0,7,8)", "7", "7"),
        ("IF(B2>0,8,7)", "7", DOUBTED),
        ("ROUND(6.6,0)", "7", "7"),
        ("ROUND(6.4,0)", "7", DOUBTED),
        ("SUBTOTAL(9,B2:C2)", "7", DOUBTED),
        ("COUNT(B2:C2)", "7", DOUBTED),
        ('INDIRECT("B2")', "7", DOUBTED),
        ("1/0", "7", DOUBTED),
        ("C1", "7", "7"),
        ("D1+1", "7", DOUBTED),
    ],
)
def test_a_formula_counts_by_its_stored_result_unless_it_cannot_be(formula: str, stored: str, text: str) -> None:
    more = '<c r="C1"><f>B1</f><v>7</v></c><c r="D1"><f>B2</f><v>6</v></c>'
    escaped = formula.replace(">", "&gt;")
    assert first(f'<c r="B1"><f>{escaped}</f><v>{stored}</v></c>{more}') == text


@pytest.mark.parametrize(
    ("text", "read"),
    [("_x0039_4", "〔¦94¦〕"), ("_x005F_x0039_4", "¦"), ("4_x000D_", "4"), ("_x0001_4", "\ufffd4")],
)
def test_characters_by_number(text: str, read: str) -> None:
    assert first(f'<c r="B1" t="inlineStr"><is><t>{text}</t></is></c>') == read


TWO_COLOURS = '<color rgb="FF000000"/><color rgb="FFFFFFFF"/>'
NOT = 'applyNumberFormat="0"'


@pytest.mark.parametrize(
    "styles",
    [
        "<fonts><font/></fonts><fonts><font/></fonts><cellXfs><xf/><xf/></cellXfs>",
        f"<fonts><font/><font>{TWO_COLOURS}</font></fonts><cellXfs><xf/><xf fontId='1'/></cellXfs>",
        '<fonts><font/></fonts><cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf/></cellXfs>',
        '<cellStyleXfs><xf numFmtId="1"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="2" {NOT}/></cellXfs>'.replace(
            "{NOT}", NOT
        ),
    ],
)
def test_styles_that_programs_take_in_several_ways(styles: str) -> None:
    assert first('<c r="B1" s="1"><v>7</v></c>', styles) == DOUBTED


def test_a_cell_without_a_style_may_take_that_of_its_row_or_column() -> None:
    styles = looks('<color theme="0"/>')
    styled = '<cols><col min="2" max="2" width="9" style="1"/></cols>'
    assert first('<c r="B1"><v>7</v></c>', styles, before=styled) == DOUBTED
    assert first('<c r="B1"><v>7</v></c>', styles, row='s="1" customFormat="1"') == DOUBTED
    assert first('<c r="B1" s="0"><v>7</v></c>', styles, before=styled) == "7"


def test_a_format_that_is_defined_twice() -> None:
    formats = '<numFmt numFmtId="170" formatCode="0"/><numFmt numFmtId="170" formatCode="&quot;9&quot;0"/>'
    styles = f'<numFmts>{formats}</numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'
    assert first('<c r="B1" s="1"><v>7</v></c>', styles) == "7〔?〕"


def test_a_sparkline_lies_over_its_cell() -> None:
    after = "<extLst><sparkline><sqref>B1</sqref></sparkline></extLst>"
    assert first('<c r="B1"><v>7</v></c>', after=after) == DOUBTED


def test_a_shared_formula_is_written_out() -> None:
    cells = '<c r="B1"><f t="shared" ref="B1:C1" si="0">B2+$B$2</f><v>2</v></c>'
    cells += '<c r="C1"><f t="shared" si="0"/><v>{}</v></c>'
    assert texts(opened({"表": sheet(cells.format(3))})) == ["2", "3"]
    assert texts(opened({"表": sheet(cells.format(7))})) == ["2", DOUBTED]


DRAWN = f'<Relationship Id="d" Type="{OFFICE}/drawing" Target="/xl/d.xml"/>'


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("<from><row>0</row><col>1</col></from><to><row>1</row><col>2</col></to>", DOUBTED),
        ("<from><row>4</row><col>5</col></from><to><row>9</row><col>9</col></to>", "7"),
        ("", DOUBTED),
    ],
)
def test_a_shape_over_a_cell(place: str, text: str) -> None:
    drawing = f"<wsDr><twoCellAnchor>{place}<sp/></twoCellAnchor></wsDr>"
    content = sheet('<c r="B1"><v>7</v></c>', after='<drawing r:id="d"/>')
    document = with_parts(content, {"xl/d.xml": drawing}, DRAWN)
    assert isinstance(document, Document)
    assert texts(document)[0] == text


def test_a_shape_over_a_blank_may_hold_a_number() -> None:
    place = "<from><row>0</row><col>1</col></from><to><row>1</row><col>2</col></to>"
    drawing = f"<wsDr><twoCellAnchor>{place}</twoCellAnchor></wsDr>"
    document = with_parts(sheet('<c r="C1"><v>7</v></c>', after='<drawing r:id="d"/>'), {"xl/d.xml": drawing}, DRAWN)
    assert isinstance(document, Document)
    assert texts(document) == ["¦", "7"]


def test_a_note_is_shown_where_it_is_fixed() -> None:
    note = '<x:ClientData ObjectType="Note">{}<x:Anchor>1, 0, 0, 0, 2, 0, 1, 0</x:Anchor></x:ClientData>'
    related = f'<Relationship Id="d" Type="{OFFICE}/vmlDrawing" Target="/xl/d.vml"/>'
    content = sheet('<c r="B1"><v>7</v></c>', after='<legacyDrawing r:id="d"/>')
    for visible, text in (("", "7"), ("<x:Visible/>", DOUBTED)):
        document = with_parts(content, {"xl/d.vml": note.format(visible)}, related)
        assert isinstance(document, Document)
        assert texts(document)[0] == text


def test_a_table_style_of_the_file_may_hide_digits() -> None:
    own = '<tableStyle name="t"><tableStyleElement dxfId="0"/></tableStyle>'
    styles = f"<dxfs><dxf>{WHITE}</dxf></dxfs><tableStyles>{own}</tableStyles>"
    related = f'<Relationship Id="t" Type="{OFFICE}/table" Target="/xl/t.xml"/>'
    for name, text in (("t", DOUBTED), ("TableStyleMedium2", "7")):
        table = f'<table ref="A1:C2"><tableStyleInfo name="{name}"/></table>'
        document = with_parts(sheet('<c r="B1"><v>7</v></c>'), {"xl/t.xml": table}, related, styles)
        assert isinstance(document, Document)
        assert texts(document)[0] == text


MERGES = f"<mergeCells>{'<mergeCell/>' * 20_001}</mergeCells>"
TALL = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 1_000))
WIDE = '<row r="1000"><c r="GA1000"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (sheet('<mc xmlns="urn:x"><c r="B1"><v>7</v></c></mc>'), "not_understood"),
        (f'<sheetData><row r="1">{LABEL * 2}</row></sheetData>{MERGES}', "too_complex"),
        (f"<sheetData>{TALL}{WIDE}</sheetData>", "too_complex"),
    ],
)
def test_what_is_no_report_is_refused(content: str, code: str) -> None:
    assert [doubt.code for doubt in unpacked(xlsx({"表": content})).doubts] == [code]


def test_a_string_counts_wherever_it_is_used() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 200))
    refused = read_bytes(
        "a.xlsx", ".xlsx", xlsx({"表": f"<sheetData>{rows}</sheetData>"}, strings=["九" * 32_000]), Sidecar()
    )
    assert [doubt.code for doubt in refused.doubts] == ["too_long"]
