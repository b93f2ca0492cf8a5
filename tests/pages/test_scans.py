"""The page of a scan: the picture beside the table, every number and its box lead to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest

from generator.archive.types import Entry
from generator.model.figures import Cell, Reading
from generator.model.pictures import Seen
from generator.model.reports import Report
from generator.pages.report.page import report_pages
from generator.pages.report.scan import box_label
from generator.publish.render import Renderer
from generator.reading.confirmations import reading_code
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, by_id, parsed, words
from tests.pictures import ENGINE, Readings, read_scan, scanned

ASKED = (3, "new_requests", "natural_person")
READ: Readings = {ASKED: Seen(("3", "8"), 0.75), (3, "new_requests", "business"): "", (3, "granted", "business"): "/"}


def page_of(report: Report, renderer: Renderer) -> Element:
    """The page of ``report``, put in the place of one of the sample archive."""
    site = samples.site()
    entry = next(one for one in site.archive.entries if one.url.endswith("/2020/"))
    put: Entry = replace(entry, report=report, results=(), versions=())
    archive = replace(site.archive, entries=(put,), by_id={report.id: put}, older=())
    (page,) = (page for page in report_pages(replace(site, archive=archive)) if page.url == entry.url)
    return parsed(renderer.render(page).decode("utf-8"))


@pytest.fixture(scope="module")
def report() -> Report:
    return read_scan(scanned(READ))


@pytest.fixture(scope="module")
def tree(report: Report, renderer: Renderer) -> Element:
    return page_of(report, renderer)


@pytest.fixture(scope="module")
def ids(tree: Element) -> Mapping[str, Element]:
    return by_id(tree)


def test_every_number_leads_to_its_box_and_back(report: Report, ids: Mapping[str, Element]) -> None:
    keys = {2: "disclosure", 3: "requests", 4: "disputes"}
    cells = [(keys[table.number], at, cell) for table in report.tables for at, cell in table.cells.items()]
    for key, (row, column), cell in filled(cells):
        path = f"{key}.{row}.{column}"
        link, box = ids[path].find("a"), ids[f"at.{path}"]
        assert link is not None and link.get("href") == f"#at.{path}", path
        assert box.get("href") == f"#{path}" and box.get("aria-label"), path
        (rect,) = box
        left, top, right, bottom = cell.where.box  # type: ignore[union-attr,misc]
        drawn = {name: float(rect.get(name, "")) for name in ("x", "y", "width", "height")}
        assert drawn["x"] < left and drawn["y"] < top
        assert drawn["x"] + drawn["width"] > right and drawn["y"] + drawn["height"] > bottom


def test_pictures_come_late_and_say_what_they_are(report: Report, tree: Element) -> None:
    pictures = [image for figure in by_class(tree, "scan") for image in figure.iter("img")]
    assert [image.get("src") for image in pictures] == [page.url for page in report.scan.pages]
    assert [image.get("alt") for image in pictures] == [f"原件图片第 {number} 页" for number in (1, 2, 3)]
    assert {(image.get("loading"), image.get("width"), image.get("height")) for image in pictures} == {
        ("lazy", "595", "842")
    }


def test_it_says_that_a_program_read_it(tree: Element, ids: Mapping[str, Element]) -> None:
    (notice,) = by_class(tree, "notice")
    assert "由程序从图片识别" in words(notice) and ENGINE in words(notice)
    assert "识别文字" in words(tree)
    assert words(ids["figure-1"]) == "本年收到申请0 件识由图片识别"
    dash = ids["requests.granted.business"]
    assert words(dash) == "/识斜线，由图片识别"
    cell = ids["requests.granted.total"]
    assert words(cell) == "0识由图片识别" and "recognised" in (cell.get("class") or "")


def test_tables_say_what_the_sums_say(tree: Element, report: Report) -> None:
    whole = {one.get("aria-labelledby"): words(one) for one in by_class(tree, "table")}
    assert "识别结果与全部合计相符" in whole["disputes"] and "识别结果与全部合计相符" not in whole["requests"]
    assert "无法辨读，识别为“3”或“8”：几次识别结果不同" in whole["requests"]
    assert reading_code(report.tables, "requests") in whole["requests"]
    assert "推定所依的算式" not in whole["disputes"]


def test_what_was_confirmed_says_by_whom(renderer: Renderer) -> None:
    plain = read_scan(scanned())
    sidecar = f"confirmed:\n- {{target: all, read: '{reading_code(plain.tables)}', why: 看过}}\n"
    tree = page_of(read_scan(scanned(sidecar=sidecar)), renderer)
    cell = by_id(tree)["requests.granted.total"]
    assert words(cell) == "0核识别后经人核对"
    assert "表中数字已经人对照图片核对" in words(next(iter(by_class(tree, "notice"))))
    assert "全部表格：识别结果经人对照图片核对看过" in words(tree)
    assert plain.tables.requests is not None
    assert f"{len(plain.tables.requests.cells)} 个数经人对照图片核对：看过" in words(
        tree
    ) and "未经人核对，请对照图片" not in words(tree)


def test_without_pictures_numbers_lead_to_characters(renderer: Renderer) -> None:
    """Where words are withheld no picture is published."""
    report = read_scan(scanned(sidecar="withhold:\n- {text: 改进, why: 测试}\n"))
    assert report.scan.pages == () and report.tables.requests is not None
    tree = page_of(report, renderer)
    assert not list(by_class(tree, "scan"))
    link = by_id(tree)["requests.granted.total"].find("a")
    assert link is not None and not (link.get("href") or "").startswith("#at.")
    assert report.tables.requests.cells["granted", "total"].reading is Reading.RECOGNISED


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Cell(Decimal(5), Reading.RECOGNISED, "5", None, seen=Seen(("5",), 0.99)), "识别为5"),
        (Cell(None, Reading.ILLEGIBLE, "5", None, seen=Seen(("5", "6"), 0.9)), "无法辨读，识别为“5”或“6”"),
        (Cell(None, Reading.ILLEGIBLE, "", None, seen=Seen((), 0.0)), "无法辨读"),
        (Cell(Decimal(1234), Reading.CONFIRMED, "1234", None), "1,234"),
        (Cell(None, Reading.BLANK, "", None), "空白"),
    ],
)
def test_a_box_says_how_sure_its_number_is(cell: Cell, said: str) -> None:
    assert box_label("本年新收", "总计", cell) == f"本年新收，总计：{said}"
