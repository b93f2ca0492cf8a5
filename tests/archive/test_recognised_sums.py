"""What a program read from pictures is in no sum, is said to be left out, and search says that it was recognised."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from generator.archive.totals import key_figures, totals
from generator.archive.types import Archive, Entry, Total
from generator.model.figures import Reading
from generator.model.reports import Scope
from generator.pages.region.sheet_cells import columns_of
from generator.pages.region.sheet_sums import sums_of
from generator.pages.region.sums_by_year import _behind
from generator.reading.confirmations import reading_code
from generator.search.copying import reading_copy
from generator.search.entries import search_document
from generator.search.figures import UNKNOWN, steps_of
from generator.settings import load_settings
from tests.inspecting import resources
from tests.pictures import TITLE, Readings, fake_eye, picture_file, read_scan, scanned
from tests.whole_archive import whole_archive
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
ROWS = ("new_requests", "granted", "results_total")
READ: Readings = {(3, row, column): "5" for row in ROWS for column in ("natural_person", "total")}
TOWNS = ("梅溪镇", "天荒坪镇", "鄣吴镇", "杭垓镇")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A text with 7 requests; scans with 5, without a number, and with 5 that a person confirmed."""
    content = tmp_path_factory.mktemp("sums") / "content"
    reports = content / "reports"
    reports.mkdir(parents=True)
    text, scan, blank, seen = (TITLE.replace("梅溪镇", town) for town in TOWNS)
    cells = {(3, row, column): "7" for row in ROWS for column in ("natural_person", "total")}
    (reports / "a.txt").write_text(write_report("2021", cells, title=text), encoding="utf-8")
    (reports / "b.png").write_bytes(picture_file(READ, title=scan))
    (reports / "c.png").write_bytes(picture_file({(3, "new_requests", "total"): ""}, title=blank, mixed=True))
    (reports / "d.png").write_bytes(picture_file(READ, title=seen))
    code = reading_code(read_scan(scanned(READ)).tables, "requests")
    (reports / "d.yaml").write_text(
        f"confirmed:\n- {{target: requests, read: '{code}', why: 看过}}\n", encoding="utf-8"
    )
    with fake_eye():
        return whole_archive(replace(load_settings({}, root=ROOT), content=content))


def entry(archive: Archive, town: str) -> Entry:
    return next(one for one in archive.entries if town in (one.report.organ.known_as or ""))


def test_sums_leave_out_what_nobody_has_checked(archive: Archive) -> None:
    found = totals(archive.entries)[2021]["new_requests"][Scope.UNKNOWN]
    assert found == Total(Decimal(12), 2, 0, 0, recognised=2)
    assert _behind(found) == "2 份相加，识别所得 2 份未计"


def test_a_blank_of_a_picture_is_no_blank_of_the_report(archive: Archive) -> None:
    figure = key_figures(entry(archive, TOWNS[2]).report)["new_requests"]
    assert figure is not None and (figure.value, figure.reading, figure.recognised) == (None, Reading.BLANK, True)
    confirmed = key_figures(entry(archive, TOWNS[3]).report)["new_requests"]
    assert confirmed is not None and (confirmed.value, confirmed.recognised) == (Decimal(5), False)


def test_sheets_tell_which_are_left_out(archive: Archive) -> None:
    named = [(town, entry(archive, town)) for town in TOWNS]
    columns = columns_of(archive.entries, resources().reader.forms)
    (scope,) = sums_of(named, columns)
    told = next(one for one in scope.sums if one.id.endswith("-new_requests"))
    assert (told.shown, [one.name for one in told.unread], told.blank) == ("12", [TOWNS[1], TOWNS[2]], ())
    denied = next(one for one in scope.sums if one.id.endswith("-denied"))
    assert [one.name for one in denied.unread] == [TOWNS[1], TOWNS[2]]


def test_search_says_what_was_recognised(archive: Archive) -> None:
    copies = [json.loads(reading_copy(search_document(entry(archive, town)))) for town in TOWNS]
    assert [copy.get("recognised") for copy in copies] == [None, 1, None, 1]  # of the third only tables are pictures
    assert any("本年收到申请" in text for *_, text in copies[1]["passages"])
    assert dict(steps_of(entry(archive, TOWNS[1]).body))["requests"] == UNKNOWN
    assert dict(steps_of(entry(archive, TOWNS[3]).body))["requests"] > 0
