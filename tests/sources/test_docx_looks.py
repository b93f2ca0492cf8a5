"""What Word strikes out, hides or prints so that nobody sees it is never counted for a value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from tests.sources.office_files import W, docx, paragraph, random_cells, run, word_report
from tests.sources.test_docx import assert_exact, read

MARK = "31415"
"""Stands in one cell and is replaced by what is under test."""
ADDRESS = (3, "granted", "business")
STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{id}"/>'
    f'<w:basedOn w:val="{base}"/><w:rPr>{properties}</w:rPr></w:style>'
    for kind, id, base, properties in (
        ("character", "Struck", "", "<w:strike/>"),
        ("character", "Hid", "", "<w:vanish/>"),
        ("character", "HidToo", "Middle", ""),
        ("character", "Middle", "Hid", '<w:color w:val="FF0000"/>'),
        ("character", "Shown", "Hid", '<w:vanish w:val="0"/>'),
        ("character", "Round", "Trip", "<w:vanish/>"),
        ("character", "Trip", "Round", ""),
        ("character", "Pale", "", '<w:color w:val="FEFEFE"/>'),
        ("character", "Note", "", '<w:vertAlign w:val="superscript"/>'),
        ("paragraph", "HidLine", "", "<w:vanish/>"),
        ("paragraph", "StruckLine", "", "<w:strike/>"),
        ("paragraph", "PaleLine", "", '<w:color w:val="FFFFFF"/>'),
    )
)
INNER = "<w:tbl><w:tblPr/><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>"


def styled(name: str) -> str:
    return run("9", f'<w:rStyle w:val="{name}"/>')


def line(style: str, text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text, properties)}</w:p>'


CELLS: dict[str, tuple[str, str, str]] = {
    "strike": (run("9", "<w:strike/>") + run("0"), "illegible", "struck_out"),
    "dstrike": (run("9", "<w:dstrike/>") + run("0"), "illegible", "struck_out"),
    "all struck": (run("9", "<w:strike/>"), "illegible", "struck_out"),
    "struck behind a blank": (run("4 ") + run("9", "<w:strike/>"), "illegible", "struck_out"),
    "struck in two runs": (run("1", "<w:strike/>") + run("2", "<w:strike/>") + run("3"), "illegible", "struck_out"),
    "strike by style": (styled("Struck") + run("0"), "illegible", "struck_out"),
    "strike by paragraph": ("</w:p>" + line("StruckLine", "9") + "<w:p>", "illegible", "struck_out"),
    "strike turned off": (run("9", '<w:rStyle w:val="Struck"/><w:strike w:val="0"/>'), "9", ""),
    "hidden by style": (styled("Hid") + run("4"), "4", "hidden_text"),
    "hidden by a style's base": (styled("HidToo") + run("4"), "4", "hidden_text"),
    "hidden by a style in a ring": (styled("Round") + run("4"), "4", "hidden_text"),
    "shown again by a style": (styled("Shown") + run("4"), "94", ""),
    "shown again by the run": (run("9", '<w:rStyle w:val="Hid"/><w:vanish w:val="0"/>') + run("4"), "94", ""),
    "hidden by paragraph": ("</w:p>" + line("HidLine", "9") + f"<w:p>{run('4')}", "4", "hidden_text"),
    "hidden twice": ("</w:p>" + line("HidLine", "9", '<w:rStyle w:val="Hid"/>') + "<w:p>", "illegible", "faint_digits"),
    "white": (run("9", '<w:color w:val="FFFFFF"/>') + run("0"), "illegible", "faint_digits"),
    "nearly white by style": (styled("Pale") + run("0"), "illegible", "faint_digits"),
    "white by paragraph": ("</w:p>" + line("PaleLine", "9") + "<w:p>", "illegible", "faint_digits"),
    "dark again": ("</w:p>" + line("PaleLine", "9", '<w:color w:val="auto"/>') + "<w:p>", "9", ""),
    "tiny": (run("9", '<w:sz w:val="2"/>') + run("0"), "illegible", "faint_digits"),
    "small": (run("9", '<w:sz w:val="10"/>'), "9", ""),
    "raised": (run("2") + run("1", '<w:vertAlign w:val="subscript"/>'), "illegible", ""),
    "raised by style": (run("2 ") + styled("Note"), "illegible", ""),
    "raised by a few points": (run("2") + run("1", '<w:position w:val="6"/>'), "illegible", ""),
    "all raised": (run("2", '<w:position w:val="6"/>') + styled("Note"), "29", ""),
    "not raised": (run("2", '<w:position w:val="0"/>') + run("9"), "29", ""),
    "table around a value": ("</w:p>" + INNER.format(run("7")) + "<w:p>", "7", ""),
    "table around nothing": ("</w:p>" + INNER.format("") + "<w:p>", "blank", ""),
    "table beside a value": (run("1") + "</w:p>" + INNER.format(run("7")) + "<w:p>", "illegible", ""),
    "two lines": (run("1") + "</w:p><w:p>" + run("7"), "illegible", ""),
    "line break": (run("1") + "<w:r><w:br/></w:r>" + run("7"), "illegible", ""),
    "tab": (run("1") + "<w:r><w:tab/></w:r>" + run("7"), "illegible", ""),
    "gap": (run("1   7"), "illegible", ""),
}


def report(markup: str, tmp_path: Path, filled: bool) -> tuple[dict[str, Any], dict[tuple[int, str, str], str]]:
    cells = random_cells("2021", 4)
    if filled:
        cells = dict.fromkeys(cells, "1")
    body = word_report("2021", cells | {ADDRESS: MARK})
    assert body.count(run(MARK)) == 1
    styles = f"<w:styles {W}>{STYLES}</w:styles>"
    return read(tmp_path, docx(body.replace(run(MARK), markup), {"styles.xml": styles})), cells


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("name", CELLS)
def test_a_cell(name: str, filled: bool, tmp_path: Path) -> None:
    markup, expected, doubt = CELLS[name]
    data, cells = report(markup, tmp_path, filled)
    found = data["readings"]["requests.granted.business"]
    value = data["requests"]["granted"]["business"]
    if expected.isdigit():
        assert (found["reading"], str(value)) == ("stated", expected)
    else:
        assert (found["reading"], value) == (expected, None)
    codes = {item["code"] for item in data["doubts"]}
    assert not doubt or doubt in codes
    assert ("illegible_cell" in codes) == (expected == "illegible")
    assert_exact(data, {address: text for address, text in cells.items() if address != ADDRESS})


def test_struck_words_of_a_paragraph_are_left_out_and_pale_ones_kept() -> None:
    pale = run("甲", '<w:color w:val="FFFFFF"/>')
    body = f"<w:p>{run('公开')}{run('90', '<w:strike/>')}{run('80条')}{pale}</w:p>"
    document = read_bytes("a.docx", ".docx", docx(body), Sidecar())
    assert isinstance(document, Document) and document.text.decoded == "公开80条甲\n"
    assert [doubt.code for doubt in document.doubts] == ["struck_out"]


def test_pale_digits_of_a_paragraph_make_no_number() -> None:
    pale = '<w:color w:val="FFFFFF"/>'
    title = f"<w:p>{run('2021', pale)}{run('年度报告', pale)}</w:p>"
    body = f"{title}<w:p>{run('公开9')}{run('4', pale)}{run('2条')}</w:p>"
    document = read_bytes("a.docx", ".docx", docx(body), Sidecar())
    assert isinstance(document, Document) and document.text.decoded == "2021年度报告\n公开9〔¦4¦2〕条\n"


def test_tables_in_the_cells_of_a_frame_are_told_one_after_the_other() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('1')}</w:tc><w:tc>{paragraph('2')}</w:tc></w:tr></w:tbl>"
    cell = f"<w:tc>{inner}{paragraph('')}</w:tc>"
    document = read_bytes("a.docx", ".docx", docx(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"), Sidecar())
    assert isinstance(document, Document) and len(document.grids) == 2
