"""Word files: every number and blank of the official tables, with its address, however the page is framed."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from tests.inspecting import inspect_file
from tests.sources.office_files import Slot, docx, paragraph, random_cells, run, table_rows, word_report, word_table
from tests.writing import FORMS

KEYS = {2: "disclosure", 3: "requests", 4: "disputes"}
READINGS = {"": "blank", "/": "slash"}


def opened(body: str, **options: Any) -> Document:
    document = read_bytes("a.docx", ".docx", docx(body, **options), Sidecar())
    assert isinstance(document, Document), document.doubts
    return document


def read(tmp_path: Path, data: bytes, name: str = "a.docx") -> dict[str, Any]:
    (tmp_path / name).write_bytes(data)
    return inspect_file(tmp_path / name)


def assert_exact(data: dict[str, Any], cells: dict[tuple[int, str, str], str]) -> None:
    for (table, row, column), text in cells.items():
        reading = data["readings"][f"{KEYS[table]}.{row}.{column}"]
        assert reading["reading"] == READINGS.get(text, "stated"), (table, row, column, text, reading)
        assert reading["raw"] == text
        if reading["reading"] == "stated":
            found = data[KEYS[table]][row][column]
            found = found["amount"] if isinstance(found, dict) else found
            assert Decimal(str(found)) == Decimal(text)


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(3))
def test_every_cell_of_a_report(form: str, seed: int, tmp_path: Path) -> None:
    cells = random_cells(form, seed)
    data = read(tmp_path, docx(word_report(form, cells)))
    assert_exact(data, cells)
    assert data["format"] == form and data["year"] == 2021
    assert [s["number"] for s in data["sections"]] == [1, 2, 3, 4, 5, 6]
    assert data["organ"]["name"] == "测试县甲镇人民政府"


def test_cells_lead_back_to_the_text_and_to_their_place_in_the_table() -> None:
    cells = random_cells("2021", 5)
    document = opened(word_report("2021", cells))
    decoded = document.text.decoded
    for number, grid in enumerate(document.grids, 1):
        for row, line in enumerate(grid.rows, 1):
            for column, cell in enumerate(line.cells, 1):
                assert document.text.back(cell.span).of(decoded).strip() == cell.text
                if cell.covered:
                    assert cell.text == "" and cell.where is None
                else:
                    assert cell.where is not None
                    assert (cell.where.table, cell.where.row, cell.where.column) == (number, row, column)
    assert {len(row.cells) for row in document.grids[1].rows} == {10}


def dirtied(match: re.Match[str], dice: random.Random) -> str:
    """A number as an edited file holds it: cut over runs, inserted, beside what was deleted, behind a bookmark."""
    digits = match[1]
    at = dice.randrange(len(digits) + 1)
    first, second = run(digits[:at]), run(digits[at:], "<w:b/>")
    old = f"<w:del><w:r><w:delText>{dice.randrange(99)}</w:delText></w:r></w:del>"
    return dice.choice(
        [
            first + '<w:bookmarkStart w:name="_GoBack"/><w:bookmarkEnd/>' + second,
            f"{old}<w:ins>{first}</w:ins>{second}",
            f"<w:smartTag>{first}</w:smartTag><w:proofErr/>{second}{old}",
            f"<w:sdt><w:sdtPr/><w:sdtContent>{first}{second}</w:sdtContent></w:sdt>",
        ]
    )


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_of_an_edited_report(seed: int, tmp_path: Path) -> None:
    cells = random_cells("2021", seed)
    dice = random.Random(seed)
    number = re.compile(r'<w:r><w:t xml:space="preserve">([\d.]+)</w:t></w:r>')
    body = number.sub(lambda match: dirtied(match, dice), word_report("2021", cells))
    data = read(tmp_path, docx(body))
    assert_exact(data, cells)
    assert "tracked_changes" in {doubt["code"] for doubt in data["doubts"]}


def test_a_changed_digit_changes_the_value(tmp_path: Path) -> None:
    cells = random_cells("2021", 1) | {(3, "granted", "research"): "407"}
    before = read(tmp_path, docx(word_report("2021", cells)))
    after = read(tmp_path, docx(word_report("2021", cells | {(3, "granted", "research"): "417"})))
    changed = [k for k in before["readings"] if before["readings"][k]["raw"] != after["readings"][k]["raw"]]
    assert changed == ["requests.granted.research"]


def frame(inner: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:tcPr/>{inner}<w:p/></w:tc></w:tr></w:tbl>"


def beside(inner: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{paragraph('导航')}</w:tc><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def box(inner: str) -> str:
    shape = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return f"<w:p><w:r>{shape}</w:r></w:p>"


@pytest.mark.parametrize("around", [frame, beside, control, lambda x: frame(beside(frame(x)))])
def test_a_frame_around_the_whole_report_swallows_nothing(around: Any, tmp_path: Path) -> None:
    cells = random_cells("2021", 3)
    data = read(tmp_path, docx(around(word_report("2021", cells))))
    assert_exact(data, cells)
    assert [s["number"] for s in data["sections"]] == [1, 2, 3, 4, 5, 6]


def test_a_box_around_the_whole_report_swallows_nothing_and_is_not_believed(tmp_path: Path) -> None:
    """A box does not go on over the end of its page, and this one does not even say how tall it is."""
    data = read(tmp_path, docx(box(word_report("2021", random_cells("2021", 3)))))
    assert [s["number"] for s in data["sections"]] == [1, 2, 3, 4, 5, 6]
    assert {cell["reading"] for cell in data["readings"].values()} == {"illegible"}


def test_a_report_that_is_one_long_table(tmp_path: Path) -> None:
    cells = random_cells("2021", 4)
    form = FORMS.get("2021")
    rows = [[Slot("测试县甲镇人民政府2021年政府信息公开工作年度报告", 15)], [Slot(form.sections[0], 15)]]
    rows.append([Slot("我镇认真落实各项要求。" * 8, 15)])
    for table in form.tables:
        own = table_rows(table, cells)
        width = {2: 4, 3: 10, 4: 15}[table.number]
        rows.append([Slot(form.sections[table.number - 1], 15)])
        rows += own if width == 15 else [list(row) for row in own]
    data = read(tmp_path, docx(word_table(rows)))
    assert_exact(data, cells)
    assert [s["number"] for s in data["sections"]] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("cell", "reading"),
    [
        (paragraph("1") + paragraph("2"), "illegible"),
        (f"<w:p>{run('12')}{run('3', '<w:vertAlign w:val=' + repr('superscript') + '/>')}</w:p>", "illegible"),
        (paragraph("5", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), "illegible"),
        (box(paragraph("7")), "illegible"),
        ("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>", "illegible"),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', "illegible"),
        (f"<w:p>{run('40')}<w:r><w:br/></w:r>{run('7')}</w:p>", "illegible"),
        (f"<w:p>{run('4')}{run('07')}</w:p>", "stated"),
    ],
)
def test_a_cell_that_shows_more_than_a_number(cell: str, reading: str, tmp_path: Path) -> None:
    cells = dict.fromkeys(random_cells("2021", 0), "0") | {(3, "granted", "research"): "88776"}
    body = word_report("2021", cells).replace(paragraph("88776"), cell)
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    data = read(tmp_path, docx(body, {"numbering.xml": numbering}))
    found = data["readings"]["requests.granted.research"]
    assert found["reading"] == reading
    assert data["requests"]["granted"]["research"] == (407 if reading == "stated" else None)
    assert data["requests"]["granted"]["business"] == 0


def test_a_merge_over_value_cells_is_refused_and_not_spread(tmp_path: Path) -> None:
    cells = dict.fromkeys(random_cells("2021", 0), "0") | {(3, "granted", "business"): "31"}
    rows = table_rows(FORMS.table(3, "2021"), cells)
    at = next(i for i, row in enumerate(rows) if any(slot.text == "31" for slot in row))
    rows[at] = [*rows[at][:-7], Slot("0"), Slot("31", 2), *rows[at][-4:]]
    data = read(tmp_path, docx(word_report("2021", cells, tables={3: word_table(rows)})))
    assert set(data["requests"]["granted"].values()) == {None}
    assert data["requests"]["partly_granted"]["total"] == 0
    assert any(doubt["code"] in ("cells_misaligned", "rows_missing") for doubt in data["doubts"])


def test_a_row_of_table_4_whose_cells_do_not_stand_under_the_header(tmp_path: Path) -> None:
    """As LibreOffice writes tables without column widths: fifteen positions, and not fifteen values."""
    cells = dict.fromkeys(random_cells("2021", 0), "0")
    rows = table_rows(FORMS.table(4, "2021"), cells)
    rows[3] = [Slot("0"), Slot("1", 2), *(Slot(str(i)) for i in range(2, 14))]
    data = read(tmp_path, docx(word_report("2021", cells, tables={4: word_table(rows)})))
    stated = [v for block in data["disputes"].values() for v in block.values() if v is not None]
    assert stated == []
    assert any(doubt["code"] == "cells_misaligned" for doubt in data["doubts"])


def test_headers_and_footers_are_furniture_and_evidence_of_the_place() -> None:
    header = docx_part("hdr", paragraph("测试县人民政府办公室文件"))
    document = opened(paragraph("政府信息公开工作年度报告"), parts={"header1.xml": header})
    assert document.text.repaired.strip() == "政府信息公开工作年度报告"
    assert [edit.removed for edit in document.text.edits] == ["测试县人民政府办公室文件"]


def docx_part(root: str, inner: str) -> str:
    return f'<w:{root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:{root}>'
