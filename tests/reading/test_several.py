"""A file of several reports is read one by one: each is a text of its own, at its own place in the file."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from generator.inspection import Resources, load_resources
from generator.model.documents import Text
from generator.model.doubts import Loudness
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.model.spans import Span
from generator.pages.report.original import Anchors
from generator.reading import report as reading
from generator.reading.report import read_reports
from generator.repairs import repair
from generator.sources.base import Refused
from generator.sources.decode import MAX_CHARACTERS, MAX_TEXT
from generator.sources.fetching import read_bytes
from tests.writing import write_report

TOWNS = tuple(f"{a}{b}镇" for a in "东西南北中上下左右前" for b in "山水河湖江")


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


def year(count: int, words: int = 1) -> str:
    """A year of reports: each with its own number of new requests, and so many lines of text."""
    reports = []
    for number in range(count):
        cells = {(3, "new_requests", column): str(number + 1) for column in ("business", "total")}
        title = f"测试县{TOWNS[number % len(TOWNS)]}人民政府2021年政府信息公开工作年度报告"
        reports.append(write_report(cells=cells, title=title, overview="我镇认真落实各项要求。\n" * words))
    return "\n".join(reports)


def read(text: str, resources: Resources) -> tuple[tuple[Report, ...], list[str]]:
    document = read_bytes("a.txt", ".txt", text.encode(), Sidecar())
    if isinstance(document, Refused):
        return (), [doubt.code for doubt in document.doubts]
    reports, doubts = read_reports(document, resources.reader)
    return reports, [doubt.code for doubt in doubts]


def test_a_year_of_reports_is_read_one_by_one(resources: Resources) -> None:
    text = year(30, 1300)
    assert MAX_CHARACTERS < len(text) < MAX_TEXT
    began = time.process_time()
    reports, doubts = read(text, resources)
    assert time.process_time() - began < 10
    assert len(reports) == 30 and not doubts
    for number, report in enumerate(reports):
        own = report.text
        assert report.organ.name == f"测试县{TOWNS[number]}人民政府"
        assert text[own.begins :].startswith(own.decoded) and len(own.decoded) < len(text) / 20
        assert text[: own.begins].count("\n") == own.above
        assert report.tables.requests is not None
        cell = report.tables.requests.cells["new_requests", "total"]
        assert cell.span is not None and cell.span.of(own.decoded) == str(number + 1)
        line = text.split("\n")[own.line_of(cell.span.start) - 1]
        assert line.startswith("一、本年新收") and line.endswith(f"\t{number + 1}")


def test_a_report_that_is_too_long_costs_itself_alone(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 5_000)
    long = year(3).replace("我镇认真落实各项要求。", "我镇认真落实各项要求。\n" * 1_000, 1)
    document = read_bytes("a.txt", ".txt", long.encode(), Sidecar())
    assert not isinstance(document, Refused)
    reports, (doubt,) = read_reports(document, resources.reader)
    assert [report.organ.name for report in reports] == [f"测试县{town}人民政府" for town in TOWNS[1:3]]
    assert (doubt.code, doubt.loudness) == ("too_long", Loudness.WARNING)
    assert read(year(1, 1_000), resources) == ((), ["too_long"])


def test_a_file_beyond_all_limits_is_refused(resources: Resources) -> None:
    assert read("我镇认真落实各项要求。\n" * (MAX_TEXT // 11), resources) == ((), ["too_long"])


def test_a_part_of_a_text_leads_back_to_the_same_characters() -> None:
    given = "甲县（jiǎ xiàn）公开\n[[bookmark]]  第一行 1 2\n乙县 ３４\n\n丙县\t５\n"
    whole = repair(given)
    lines = [at + 1 for at, c in enumerate(whole.repaired) if c == "\n"]
    edges = [0, *lines[:-1], len(whole.repaired)]
    parts = [whole.part(Span(a, b)) for a, b in pairwise(edges)]
    assert "".join(part.decoded for part in parts) == given
    assert "".join(part.repaired for part in parts) == whole.repaired
    assert sum(len(part.edits) for part in parts) == len(whole.edits)
    for begin, part in zip(edges, parts, strict=False):
        for at in range(len(part.repaired)):
            there = whole.back(Span(begin + at, begin + at + 1))
            here = part.back(Span(at, at + 1))
            assert there.of(given) == here.of(part.decoded)
            assert part.line_of(here.start) == whole.line_of(there.start)


def test_a_page_shows_its_own_part_of_the_original_with_the_file_s_line_numbers() -> None:
    part = Text.plain("一\n二\n三\n").part(Span(2, 6))
    anchors = Anchors(part, "/originals/x.txt")
    assert anchors.href(Span(2, 3)) == "#s2-3"
    lines = [(line.number, "".join(piece.text for piece in line.pieces)) for line in anchors.lines()]
    assert lines == [(2, "二"), (3, "三"), (4, "")]


def test_the_parts_of_a_plain_text() -> None:
    text = Text.plain("一\n二\n三\n")
    part = text.part(Span(2, 4))
    assert (part.decoded, part.repaired, part.begins, part.above, part.line_of(0)) == ("二\n", "二\n", 2, 1, 2)
    assert part.part(Span(0, 2)) == part


def test_what_stands_around_all_reports_is_the_page_s(resources: Resources) -> None:
    """The page names its owner once; each of its reports is somewhere in its place."""
    text = year(2)
    for invented, town in zip(TOWNS, ("古城镇", "河西镇"), strict=False):
        text = text.replace(f"测试县{invented}", town)
    assert [report.place.known for report in read(text, resources)[0]] == [False, False]
    reports, _ = read(f"{text}\n主办:同心县人民政府 网站标识码:6403240007\n", resources)
    assert ["同心县" in report.place.names for report in reports] == [True, True]
