"""Which numbers of running text are taken down, and as what: reviewed wordings, and their traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.equations import plain
from generator.checks.stated import is_own
from generator.model.figures import FigureKind, StatedFigure
from generator.model.reports import Report
from generator.model.sidecars import Sidecar
from generator.reading.figures.indicators import IndicatorWording, load_indicators
from generator.reading.figures.nothing import Statement
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.text.numerals import numeral, written
from tests.cases import Case, read_cases
from tests.inspecting import resources
from tests.writing import write_report

INDICATORS = load_indicators()
CASES = read_cases(Path(__file__).parent / "cases" / "figures.txt")
LABELS = read_cases(Path(__file__).parent / "cases" / "labels.txt")


def report_of(sentence: str) -> Report:
    document = read_bytes("case.txt", ".txt", write_report(overview=sentence, tables=()).encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    return report


def own(report: Report) -> set[str]:
    return {figure.indicator for figure in report.figures if figure.indicator and is_own(report, figure)}


def described(report: Report, figure: StatedFigure) -> str:
    """A figure in the words of the cases."""
    marks = [
        "plan" if figure.kind is FigureKind.PLAN else "",
        figure.approx,
        figure.indicator if is_own(report, figure) else "",
        "loose" if figure.wording == "loose" else "",
        f"{figure.group}:{figure.role}" if figure.role else "",
    ]
    return " ".join([f"{plain(figure.value)}{figure.unit}", *(mark for mark in marks if mark)])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    report = report_of(case.given)
    assert [described(report, figure) for figure in report.figures] == case.expected.splitlines()


@pytest.mark.parametrize("case", LABELS, ids=str)
def test_label(case: Case) -> None:
    figures = report_of(case.given).figures
    assert [f"{f.label} | {plain(f.value)}{f.unit}" for f in figures] == case.expected.splitlines()


@pytest.mark.parametrize("wording", [*INDICATORS.wordings, *INDICATORS.nothing.statements], ids=lambda w: w.id)
def test_a_reviewed_wording_is_taken_and_its_traps_are_not(wording: IndicatorWording | Statement) -> None:
    missed = [example for example in wording.examples if wording.id not in own(report_of(example))]
    caught = [trap for trap in wording.traps if wording.id in own(report_of(trap))]
    assert (missed, caught) == ([], [])
    assert wording.examples
    assert wording.traps


def test_every_figure_leads_back_to_its_characters() -> None:
    report = report_of("2021年，我镇共收到政府信息公开申请１２件，主动公开政府信息1,300余条，未收到群众投诉。")
    assert [f.span.of(report.text.decoded) for f in report.figures] == ["１２件", "1,300余条"]
    report = report_of("2021年，我镇未收到政府信息公开申请。")
    assert [f.span.of(report.text.decoded) for f in report.figures] == ["我镇未收到政府信息公开申请"]


def test_a_list_with_a_numeral_that_was_left_out_is_not_the_whole() -> None:
    whole = report_of("2021年，我镇主动公开政府信息10条，分别为机构职能信息三条，政策法规信息七条。")
    assert [(plain(f.value), f.listing) for f in whole.figures] == [("10", "whole"), ("3", ""), ("7", "")]
    partial = report_of("2021年，我镇主动公开政府信息10条，分别为机构职能信息三四条，政策法规信息6条。")
    assert [(plain(f.value), f.listing) for f in partial.figures] == [("10", "of_which"), ("6", "")]


@pytest.mark.parametrize("value", [1, 2, 10, 11, 20, 99, 100, 105, 110, 120, 1000, 1001, 1010, 3050, 12_000, 100_500])
def test_a_numeral_is_read_as_it_is_written(value: int) -> None:
    assert numeral(written(value)) == value
    assert numeral(written(value).replace("零", "〇")) == value


@pytest.mark.parametrize("words", ["一百二", "三四", "二〇二一", "百", "两十", "十两", "一千二百五", "零", "万"])
def test_what_is_no_numeral_has_no_value(words: str) -> None:
    assert numeral(words) is None


def test_a_label_is_what_leads_up_to_the_number() -> None:
    report = report_of("主动公开政府信息数：305条")
    assert [f.label for f in report.figures] == ["主动公开政府信息数"]
    report = report_of("全年通过县人民政府门户网站、微信公众号等多种渠道主动公开政府信息\n305条。")
    assert [f.label[-8:] for f in report.figures] == ["主动公开政府信息"]
