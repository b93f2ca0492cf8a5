"""What of a spreadsheet nobody can be sure of: results reckoned anew, text beside its cell, what is out of reach."""

from __future__ import annotations

import pytest

from generator.model.documents import Document
from tests.sources.office_files import OFFICE
from tests.sources.test_xlsx import opened, texts
from tests.sources.test_xlsx_visibility import DOUBTED, sheet, with_parts

ANEW = '<calcPr calcId="191029" fullCalcOnLoad="1"/>'
SEVEN = '<c r="B1"><v>7</v></c>'


def reckoned(cells: str, workbook: str = ANEW) -> list[str]:
    """What is read of the first row behind its label."""
    return texts(opened({"表": sheet(cells)}, workbook=workbook))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("VLOOKUP(1,A:B,2)", DOUBTED),
        ('COUNTIF(B2:C2,"x")', DOUBTED),
        ("SUM((B2,C2))", DOUBTED),
        ("SUM(B:B)", DOUBTED),
        ("B1", DOUBTED),
        ("B1+0", DOUBTED),
        ("SUM(A1:A2)", DOUBTED),
        ("B2:C2", DOUBTED),
        ("C1+0", DOUBTED),
        ("", DOUBTED),
        ("B2+6", "7"),
    ],
)
def test_a_result_that_is_reckoned_anew_counts_where_we_know_it(formula: str, text: str) -> None:
    more = "<c r='C1'><f>INDEX(B2:C2,1)</f><v>7</v></c>"
    assert reckoned(f'<c r="B1"><f>{formula}</f><v>7</v></c>{more}')[0] == text


@pytest.mark.parametrize(
    ("workbook", "text"),
    [
        ('<calcPr calcId="191029"/>', "7"),
        ("<calcPr/>", "7"),
        ('<calcPr calcMode="manual" fullCalcOnLoad="true"/>', DOUBTED),
        ('<calcPr forceFullCalc="1"/>', DOUBTED),
        ('<calcPr fullCalcOnLoad="0"/>', "7"),
        ("", DOUBTED),
    ],
)
def test_when_a_file_is_reckoned_anew(workbook: str, text: str) -> None:
    assert reckoned('<c r="B1"><f>VLOOKUP(1,A:B,2)</f><v>7</v></c>', workbook)[0] == text


def test_cells_that_another_formula_fills() -> None:
    assert reckoned('<c r="B1"><f t="array" ref="B1:C1">B2:C2</f><v>7</v></c><c r="C1"><v>7</v></c>') == [DOUBTED] * 2


def test_words_of_a_formula_that_is_not_known_name_no_row() -> None:
    label = '<c r="B1" t="str"><f>INDEX(B2:C2,1)</f><v>3.其他</v></c>'
    assert reckoned(label)[0] == "¦"
    assert reckoned(label, '<calcPr calcId="191029"/>')[0] == "3.其他"


@pytest.mark.parametrize(
    ("table", "styles", "text"),
    [
        ('<tableStyleInfo name="own"/>', "", DOUBTED),
        ('<tableStyleInfo name="TableStyleDark1"/>', "", DOUBTED),
        ('<tableStyleInfo name="TableStyleLight9"/>', "", "7"),
        ('<tableColumns><tableColumn dataDxfId="0"/></tableColumns>', "", DOUBTED),
        ('<tableColumns><tableColumn dataDxfId="0"/></tableColumns>', "<dxfs><dxf/></dxfs>", "7"),
    ],
)
def test_a_table_with_looks_that_the_file_lacks(table: str, styles: str, text: str) -> None:
    own = '<tableStyles><tableStyle name="own"><tableStyleElement dxfId="9"/></tableStyle></tableStyles>'
    related = f'<Relationship Id="t" Type="{OFFICE}/table" Target="/xl/t.xml"/>'
    document = with_parts(sheet(SEVEN), {"xl/t.xml": f'<table ref="A1:C2">{table}</table>'}, related, styles + own)
    assert isinstance(document, Document)
    assert texts(document)[0] == text


def aligned(placed: str, indent: int = 0) -> str:
    """Styles of which number 1 has this place across."""
    return f'<cellXfs><xf/><xf><alignment horizontal="{placed}" indent="{indent}"/></xf></cellXfs>'


def with_code(code: str) -> str:
    """Styles of which number 1 has this number format."""
    form = f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
    return f'{form}<cellXfs><xf/><xf numFmtId="170"/></cellXfs>'


def words(at: str, text: str) -> str:
    return f'<c r="{at}" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


GAP = " " * 30
END = '<c r="E1"><v>5</v></c>'
DRESSED = '<c r="C1" s="1"/><c r="D1" s="1"/>'


@pytest.mark.parametrize(
    ("cells", "styles", "read"),
    [
        (words("C1", f"7{GAP}"), aligned("right"), ["¦", "〔¦7¦〕", "", "5"]),
        (words("B1", "7"), aligned("left", 15), ["〔¦7¦〕", "¦", "¦", "5"]),
        (words("B1", f"{GAP}7"), aligned("left"), ["〔¦7¦〕", "¦", "¦", "5"]),
        (words("C1", "7"), aligned("right", 15), ["¦", "〔¦7¦〕", "", "5"]),
        (words("C1", f"甲乙丙丁戊己{GAP}9"), aligned("center"), ["", f"甲乙丙丁戊己{GAP}9", "¦", "5"]),
        (words("B1", "甲乙丙丁戊己庚辛壬癸"), aligned("left"), ["甲乙丙丁戊己庚辛壬癸", "", "", "5"]),
        (words("B1", "7"), aligned("centerContinuous"), ["7", "", "", "5"]),
        (words("B1", "7") + DRESSED, aligned("centerContinuous"), ["〔¦7¦〕", "¦", "¦", "5"]),
        (words("B1", "7") + DRESSED, aligned("fill"), ["〔¦7¦〕", "¦", "¦", "5"]),
        (f'<c r="B1" s="1"><v>7</v></c>{DRESSED}', aligned("centerContinuous"), ["〔¦7¦〕", "¦", "¦", "5"]),
        (words("B1", "7"), aligned("left"), ["7", "", "", "5"]),
        (words("B1", f"甲{GAP}7"), aligned("distributed"), [f"甲{GAP}7", "", "", "5"]),
    ],
)
def test_text_that_runs_over_its_neighbours(cells: str, styles: str, read: list[str]) -> None:
    row = texts(opened({"表": sheet(cells + END)}, styles=styles))
    assert [" ".join(text.split()) for text in row] == [" ".join(text.split()) for text in read]


def test_a_paragraph_runs_over_empty_cells_as_a_matter_of_course() -> None:
    row = f'<row r="1">{words("A1", "二〇二一年制发文件3件，废止1件，现行有效12件。")}</row>'
    more = "".join(f'<row r="{r}">{words(f"A{r}", "规章")}<c r="B{r}"><v>1</v></c></row>' for r in (2, 3))
    document = opened({"表": f"<sheetData>{row}{more}</sheetData>"}, styles=aligned("left"))
    assert "¦" not in document.text.repaired


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("0_W_W_W_W", DOUBTED),
        ("0&quot;        &quot;", DOUBTED),
        ("&quot;　　　　&quot;0", DOUBTED),
        ("0_　_　_　", DOUBTED),
        ("0_ ", "7"),
        ("_ * #,##0_ ;_ * -#,##0_ ", "7"),
    ],
)
def test_the_gaps_of_a_format_take_room(code: str, text: str) -> None:
    styles = with_code(code)
    narrow = '<cols><col min="2" max="2" width="5"/></cols>'
    cell = '<c r="B1" s="1"><v>7</v></c>'
    assert texts(opened({"表": sheet(cell, before=narrow)}, styles=styles))[0] == text


@pytest.mark.parametrize(
    ("view", "read"),
    [
        ('topLeftCell="A2"><pane ySplit="1" state="frozen"/>', DOUBTED),
        ('topLeftCell="C1"><pane xSplit="1" state="frozenSplit"/>', DOUBTED),
        ('topLeftCell="A2"><pane xSplit="1" state="frozen"/>', "7"),
        ('><pane ySplit="1" topLeftCell="A9" state="frozen"/>', "7"),
        ('topLeftCell="A2"><pane ySplit="1"/>', "7"),
        ('topLeftCell="A2">', "7"),
        ('topLeftCell="?"><pane ySplit="1" state="frozen"/>', DOUBTED),
    ],
)
def test_what_lies_before_a_frozen_pane_is_out_of_reach(view: str, read: str) -> None:
    before = f"<sheetViews><sheetView {view}</sheetView></sheetViews>"
    assert texts(opened({"表": sheet(SEVEN, before=before)}))[0] == read


@pytest.mark.parametrize(("state", "text"), [("hidden", DOUBTED), ("veryHidden", DOUBTED), ("visible", "7")])
def test_a_workbook_whose_window_is_hidden(state: str, text: str) -> None:
    workbook = f'<bookViews><workbookView visibility="{state}"/></bookViews><calcPr/>'
    assert reckoned(SEVEN, workbook)[0] == text


@pytest.mark.parametrize(
    ("reference", "read"),
    [
        ("A1:B1", ["", "5"]),
        ("B1:A1", [DOUBTED, "5"]),
        ("a1:b1", [DOUBTED, "5"]),
        ("B2:A1", [DOUBTED, "5"]),
        ("C1:B1", [DOUBTED, "〔¦5¦〕"]),
        ("A1 B1", [DOUBTED, "〔¦5¦〕"]),
    ],
)
def test_a_merged_range_that_no_program_writes(reference: str, read: list[str]) -> None:
    merged = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    assert texts(opened({"表": sheet(f'{SEVEN}<c r="C1"><v>5</v></c>', after=merged)})) == read


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('t="e"><v>7</v>', "7〔?〕"),
        ('t="e"><v>#N/A</v>', "#N/A"),
        ('t="d"><v>7</v>', "7〔?〕"),
        ('t="b"><v>7</v>', "7〔?〕"),
        ('t="b"><v>true</v>', "是"),
        ('vm="1"><v>7</v>', DOUBTED),
        ('cm="1"><v>7</v>', DOUBTED),
        ('cm="1"><f t="array" ref="B1">B2+6</f><v>7</v>', "7"),
    ],
)
def test_a_value_of_another_kind(cell: str, text: str) -> None:
    assert reckoned(f'<c r="B1" {cell}</c>', "<calcPr/>")[0] == text


@pytest.mark.parametrize(("code", "text"), [("G/通用格式", "7"), ("G/通用格式&quot;件&quot;", "7件")])
def test_the_chinese_name_of_the_general_format(code: str, text: str) -> None:
    styles = with_code(code)
    assert texts(opened({"表": sheet('<c r="B1" s="1"><v>7</v></c>')}, styles=styles))[0] == text


def test_parts_whose_names_differ_in_capitals_only() -> None:
    document = with_parts(sheet(SEVEN), {"xl/worksheets/Sheet1.xml": "<worksheet/>"}, "")
    assert [doubt.code for doubt in document.doubts] == ["ambiguous_package"]


def test_a_pivot_table_is_made_anew() -> None:
    related = f'<Relationship Id="t" Type="{OFFICE}/pivotTable" Target="/xl/t.xml"/>'
    pivot = '<pivotTableDefinition><location ref="B1:B2"/></pivotTableDefinition>'
    document = with_parts(sheet(f'{SEVEN}<c r="C1"><v>5</v></c>'), {"xl/t.xml": pivot}, related)
    assert isinstance(document, Document)
    assert texts(document) == [DOUBTED, "5"]
