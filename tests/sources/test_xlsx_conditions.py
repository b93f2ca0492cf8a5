"""Conditional formats that are in force for no cell take nothing from its number: cases that anyone can add to."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from tests.sources.test_xlsx import opened, texts
from tests.sources.test_xlsx_visibility import DOUBTED, WHITE

CASES = Path(__file__).parent / "cases" / "conditional_formats.txt"
CELLS = {
    "text": '<c r="B2" t="inlineStr"><is><t>{}</t></is></c>',
    "=": '<c r="B2"><f>LOOKUP(A1,A1)</f><v>{}</v></c>',
    "": '<c r="B2"><v>{}</v></c>',
}


def cases() -> Iterator[tuple[str, str, str, str]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            held, kind, formula, read = (part.strip() for part in line.split("|"))
            yield held, kind, formula, read


def read(held: str, kind: str, formula: str, areas: str = "B1:C3") -> str:
    name, _, value = held.rpartition(" ")
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>规章</t></is></c><c r="C1"><v>5</v></c></row>'
    rows += f'<row r="2"><c r="A2" t="inlineStr"><is><t>文件</t></is></c>{CELLS[name].format(value)}</row>'
    rows += '<row r="3"><c r="C3"><f>LOOKUP(A1,A1)</f><v>1</v></c></row>'
    name, _, operator = kind.partition(" ")
    inner = f"<formula>{escape(formula)}</formula>" if formula else ""
    rule = f'<cfRule type="{name}" operator="{operator}" dxfId="0">{inner}</cfRule>'
    after = f'<conditionalFormatting sqref="{areas}">{rule}</conditionalFormatting>'
    content = f"<sheetData>{rows}</sheetData>{after}"
    document = opened({"表": content}, styles=f"<dxfs><dxf>{WHITE}</dxf></dxfs>")
    return next(cell.text for row in document.grids[0].rows for cell in row.cells if "7" in cell.text)


@pytest.mark.parametrize(("held", "kind", "formula", "is_read"), list(cases()))
def test_a_rule_counts_where_it_is_in_force(held: str, kind: str, formula: str, is_read: str) -> None:
    assert read(held, kind, formula) == ("7" if is_read == "yes" else DOUBTED)


@pytest.mark.parametrize(
    ("areas", "text"), [("B1:B3 C1:C2", "7"), ("C1:C2 B1:B3", DOUBTED), ("B2 C1", DOUBTED), ("B2", "7"), ("?", DOUBTED)]
)
def test_programs_differ_about_the_cell_that_a_formula_is_written_for(areas: str, text: str) -> None:
    start = "B2" if areas.startswith("B2") else "B1"
    assert read("7", "expression", f"ISERROR({start})", areas) == text


def test_a_format_of_numbers_is_no_rule_for_strings() -> None:
    for form, text in (("0.00", "七"), (";;;", "¦")):
        dxf = f'<dxfs><dxf><numFmt numFmtId="180" formatCode="{form}"/></dxf></dxfs>'
        rule = '<conditionalFormatting sqref="B1"><cfRule type="top10" dxfId="0"/></conditionalFormatting>'
        cells = '<c r="B1" t="inlineStr"><is><t>七</t></is></c><c r="C1"><v>1</v></c>'
        document = opened({"表": f'<sheetData><row r="1">{cells}</row></sheetData>{rule}'}, styles=dxf)
        assert document.grids[0].rows[0].cells[0].text == text
        assert texts(document) == ["1"]
