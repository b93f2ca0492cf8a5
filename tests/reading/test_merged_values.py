"""Values merged with one another are refused, and move none: by the cases of ``cases/merged_values.txt``."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from generator.inspection import read_here
from generator.model.figures import Reading
from tests.inspecting import resources
from tests.sources.office_files import Rows, Slot, docx, excel_sheet, paragraph, table_rows, word_table, xlsx
from tests.writing import FORMS

CASES = Path(__file__).parent / "cases" / "merged_values.txt"
Key = tuple[str, str]


def cases() -> list[tuple[str, int, str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.strip() and not line.startswith("#")]
    return [(name, int(table), one.strip(), other.strip()) for name, table, one, other in rows]


def web_table(rows: Rows) -> str:
    lines = []
    for row in rows:
        cells = "".join(f"<td colspan={s.width} rowspan={s.height}>{escape(s.text)}</td>" for s in row)
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>"


def written(rows: Rows, kind: str) -> bytes:
    title = "测试县甲镇人民政府2021年政府信息公开工作年度报告"
    if kind == "xlsx":
        return xlsx({"年报": excel_sheet([[Slot(title, 4)], *rows])})
    if kind == "docx":
        return docx(paragraph(title) + word_table(rows))
    return f"<!DOCTYPE html><html><body><h1>{title}</h1>{web_table(rows)}</body></html>".encode()


def merged(rows: Rows, kept: str, lost: str, across: bool) -> list[list[Slot]]:
    """``rows`` with the cell of one text grown over that of another."""
    (gone,) = [slot for row in rows for slot in row if slot.text == lost]
    return [
        [
            slot
            if slot.text != kept
            else replace(slot, width=slot.width + gone.width)
            if across
            else replace(slot, height=slot.height + 1)
            for slot in row
            if slot.text != lost
        ]
        for row in rows
    ]


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
@pytest.mark.parametrize(("number", "one", "other"), [case[1:] for case in cases()], ids=[c[0] for c in cases()])
def test_values_merged_with_one_another(kind: str, number: int, one: str, other: str, tmp_path: Path) -> None:
    table = FORMS.table(number, "2021")
    values = {address: str(1000 + at) for at, address in enumerate(table.addresses())}
    first, second = (tuple(said.removesuffix("=").split()) for said in (one, other))
    rows = merged(
        table_rows(table, {(number, *address): value for address, value in values.items()}),
        values[first],
        values[second],
        first[0] == second[0],
    )
    blank = one.endswith("=")
    if blank:
        rows = [[replace(s, text="") if s.text == values[first] else s for s in row] for row in rows]
    file = tmp_path / f"2021.{kind}"
    file.write_bytes(written(rows, kind))
    (report,) = read_here(file, resources()).reports
    (read,) = [found for found in report.tables if found is not None and found.number == number]
    refused = Reading.BLANK if blank else Reading.ILLEGIBLE
    lost = [key for key in values if key[0] == first[0]] if first[0] == second[0] else [first, second]
    told = {key: cell.reading if cell.value is None else str(int(cell.value)) for key, cell in read.cells.items()}
    assert told == {**values, **dict.fromkeys(lost, refused)}
