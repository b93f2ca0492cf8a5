"""Names that a picture shows with a character unread name nobody: not what is left of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.places import Confidence
from generator.model.spans import RepairedSpan, Span
from generator.reading.identification import _furniture
from generator.reading.torn import without_torn
from generator.text.lines import Line
from tests.pictures import read_scan, scanned


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("浙江省�吉县人民政府", "����������"),
        ("浙江省安吉县2021�年", "浙江省安吉县2021��"),
        ("某县�镇信息公开工作年度报告", "����信息公开工作年度报告"),
        ("某县人民政府20�1年1月", "某县人民政府20�1年1月"),
        ("公开，�镇", "公开，��"),
        ("没有缺字", "没有缺字"),
    ],
)
def test_what_is_left_of_a_torn_name_is_no_name(line: str, left: str) -> None:
    (told,) = without_torn([Line(line, RepairedSpan(Span(5, 5 + len(line))))])
    assert told.text == left and told.span == Span(5, 5 + len(line))


@pytest.mark.parametrize(
    "torn", ["�江省安吉县梅溪镇人民政府", "浙江省�吉县梅溪镇人民政府", "浙江省安吉县梅溪�人民政府"]
)
def test_a_torn_title_names_nobody(torn: str) -> None:
    title = f"{torn}2021年政府信息公开工作年度报告"
    report = read_scan(scanned(title=title, path="2021.png"))
    assert report.title is not None and report.title.value == title
    assert report.organ.known_as is None and not report.place.known
    assert report.place.confidence is not Confidence.HIGH
    assert report.year is not None and report.year.value == 2021
    assert {"organ_unknown", "place_unknown"} <= {doubt.code for doubt in report.doubts}


def test_a_torn_text_that_nobody_recognised_is_read_as_ever() -> None:
    title = "浙江省安吉县梅溪�人民政府2021年政府信息公开工作年度报告"
    document = replace(scanned(title=title, path="2021.png"), recognised=(), engine="", pictures=())
    assert read_scan(document).place.known


def test_what_is_torn_before_a_title_is_shown() -> None:
    report = read_scan(scanned(title="\ufffd\ufffd镇\ufffd民政府2021年政府信息公开工作年度报告", path="2021.png"))
    assert report.title is not None and report.title.value.startswith("\ufffd\ufffd镇\ufffd民政府2021年")
    assert report.text.decoded[report.title.span.start :].startswith(report.title.value)  # type: ignore[union-attr]


def test_a_speck_behind_a_title_is_no_part_of_it() -> None:
    title = "浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报告"
    report = read_scan(scanned(title=f"{title}·", path="2021.png"))
    assert report.title is not None and report.title.value == title


def test_a_title_whose_last_character_did_not_fit_is_whole() -> None:
    title = "浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报"
    report = read_scan(scanned(title=f"{title}\n告"))
    assert report.title is not None and report.title.value == f"{title}告"


def test_torn_words_around_a_report_name_no_place() -> None:
    document = scanned()
    assert _furniture(document, "浙江省\ufffd吉县\n安吉县") == 6 * "\ufffd" + "\n安吉县"
    assert _furniture(replace(document, recognised=()), "浙江省\ufffd吉县") == "浙江省\ufffd吉县"
