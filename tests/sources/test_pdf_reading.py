"""Reports set as PDF in many ways: every number and blank is read exactly or refused, with its place on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from generator.model.documents import EditKind
from generator.model.figures import Reading
from tests.filled import filled
from tests.sources.pdf_truth import compare, read, some_cells
from tests.sources.pdf_writing import FONT, FORMS, Style, write_pdf

RULED = {
    "plain": Style(),
    "boxes": Style(rules="boxes", page_numbers="第{}页"),
    "thin boxes, right": Style(rules="thin", align="right", padding=4),
    "open sides, narrow": Style(rules="open", size=8, label_width=90, padding=5.4, page_numbers="{}"),
    "over many pages": Style(bottom=300, repeat_header=True, running_head="测试县甲镇人民政府"),
    "over pages, no header": Style(bottom=250, vertical_groups=False),
    "no groups, tight": Style(groups=False, row_gap=3, pitch=1.15, align="left", digits="Times-Roman"),
    "turned": Style(rotate=90),
    "upside down": Style(rotate=180, bottom=150),
    "turned back": Style(rotate=270, rules="boxes", bottom=150),
}


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("name", RULED)
def test_ruled_tables_are_read_exactly(name: str, form: str, tmp_path: Path) -> None:
    cells = some_cells(form, Random(f"{name} {form}"), blanks=0.15)
    report = read(write_pdf(form, cells, RULED[name]), tmp_path)
    counts, wrong = compare(form, cells, report)
    assert not wrong
    assert counts["refused"] == 0
    assert report.format == form
    assert [section.title for section in report.sections if section.printed] == list(sections(form))


def sections(form: str) -> tuple[str, ...]:
    return FORMS.get(form).sections


UNRULED = {
    "centred": Style(ruled=False, padding=5, size=9),
    "upright groups": Style(ruled=False, padding=5.4, margin=40, row_gap=6),
    "left": Style(ruled=False, align="left", padding=5.4, size=9),
    "labels in the middle": Style(ruled=False, labels="center", padding=5, size=9, label_width=110),
    "labels to the right": Style(ruled=False, labels="right", align="right", padding=5, size=9, label_width=110),
}


@pytest.mark.parametrize("name", UNRULED)
def test_columns_without_rules_are_told_by_their_places(name: str, tmp_path: Path) -> None:
    cells = some_cells("2021", Random(name), most=100)
    report = read(write_pdf("2021", cells, UNRULED[name]), tmp_path)
    counts, wrong = compare("2021", cells, report)
    assert not wrong
    assert counts["exact"] >= 0.9 * len(cells), counts


@pytest.mark.parametrize("seed", range(6))
def test_blanks_without_rules_are_never_filled(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    cells = some_cells("2021", random, blanks=0.4)
    style = replace(random.choice(list(UNRULED.values())), align=random.choice(("left", "center", "right")))
    _, wrong = compare("2021", cells, read(write_pdf("2021", cells, style), tmp_path))
    assert not wrong


def test_a_number_wider_than_its_cell_is_not_read(tmp_path: Path) -> None:
    """It runs into its neighbour, or out of the table: whose digits are whose cannot be told."""
    cells = {(4, "reconsideration", "upheld"): "123456789", (2, "administrative_fees", "amount"): "7"}
    style = Style(margin=150, size=9, padding=0)
    report = read(write_pdf("2021", cells, style), tmp_path)
    cell = report.tables.disputes.cells["reconsideration", "upheld"]  # type: ignore[union-attr]
    assert cell.reading is Reading.ILLEGIBLE or cell.value == 123456789


def test_every_value_says_where_it_stands(tmp_path: Path) -> None:
    report = read(write_pdf("2021", {}, Style(bottom=250)), tmp_path)
    for table in filled(report.tables):
        for cell in filled(table.cells.values()):
            assert cell.span is not None and cell.where is not None and cell.where.box is not None
            assert cell.span.of(report.text.decoded) == cell.raw
            left, top, right, bottom = cell.where.box
            assert 0 <= left < right <= 596 and 0 <= top < bottom <= 842
    pages = {cell.where.page for cell in report.tables.requests.cells.values()}  # type: ignore[union-attr]
    assert len(pages) > 1


LONG = (
    "2021年，我镇共收到政府信息公开申请3119件，其中自然人申请3001件，商业企业53件，法律服务机构61件，其他4件，"
    "均在法定期限内答复，政府网站主动公开信息12345条，全年收费96171.6万元，发布政策解读21个，"
    "制作公报6期，举办新闻发布会12场，没有发生因政府信息公开引发的群体性事件，群众满意度进一步提高。"
)


@pytest.mark.parametrize("width", [300.0, 333.0, 377.0, 451.0])
def test_a_paragraph_is_one_line_again(width: float, tmp_path: Path) -> None:
    other = "一是加强组织领导。镇党委高度重视。"
    style = Style(prose_width=width, bottom=500, running_head="测试县甲镇人民政府")
    report = read(write_pdf(overview=(LONG, other, LONG), style=style), tmp_path)
    lines = [line.strip() for line in report.text.decoded.split("\n")]
    assert lines.count(LONG) == 2
    assert other in lines
    assert "测试县甲镇人民政府" not in [line.strip() for line in report.text.repaired.split("\n")]
    assert [edit.removed for edit in report.text.edited(EditKind.FURNITURE)] == ["测试县甲镇人民政府"]


@pytest.mark.parametrize("numbers", ["- {} -", "-{}-", "— {} —", "第{}页", "{}"])
def test_page_numbers_are_not_text(numbers: str, tmp_path: Path) -> None:
    style = Style(page_numbers=numbers, bottom=300)
    report = read(write_pdf(style=style), tmp_path)
    text = report.text.decoded
    for page in range(1, 4):
        assert numbers.format(page) not in [line.strip() for line in text.split("\n")]
    assert "2022年1月20日" in text


def test_identity_and_dates_come_from_the_pages(tmp_path: Path) -> None:
    report = read(write_pdf(), tmp_path)
    assert report.title is not None and report.title.value == "测试县甲镇人民政府2021年政府信息公开工作年度报告"
    assert report.year is not None and report.year.value == 2021
    assert report.dates.signed is not None and report.dates.signed.value.isoformat() == "2022-01-20"
    assert report.source.media_type == "application/pdf"


def test_the_same_bytes_are_read_alike(tmp_path: Path) -> None:
    data = write_pdf("2021", {}, Style(digits=FONT))
    assert read(data, tmp_path) == read(data, tmp_path)
