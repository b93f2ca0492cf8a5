"""The gate before every accusation at level error: what it rests on is certain, and whole in our copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.archive.addresses import with_address
from generator.checks import CHECKS
from generator.checks.base import Subject, evaluate
from generator.checks.gate import AUTHOR_UNCERTAIN, CUT_OFF, YEAR_UNCERTAIN, Use
from generator.corpus import build_corpus
from generator.model.reports import Ending, Report, Sourced
from generator.model.results import Result, Severity, Verdict
from tests.inspecting import resources
from tests.reading.test_identity import report_of
from tests.writing import write_report

TITLE = "浙江省安吉县梅溪镇人民政府{year}年政府信息公开工作年度报告"


def result(code: str, report: Report, *company: Report) -> Result:
    check = next(check for check in CHECKS if check.code == code)
    gazetteer = resources().reader.gazetteer
    report, *others = [with_address(one, gazetteer) for one in (report, *company)]
    corpus = build_corpus((report, *others))
    return evaluate(check, resources().catalogue[code], Subject(report, corpus, resources().reader.forms))


def lacking() -> Report:
    """A signed report without its section on problems, numbered on."""
    text = write_report("2021", title=TITLE.format(year=2021), ending="浙江省安吉县梅溪镇人民政府\n2022年1月20日")
    start, end = text.index("五、"), text.index("六、")
    return report_of(text[:start] + text[end:].replace("六、", "五、", 1))


def test_a_certain_year_lets_the_accusation_through() -> None:
    found = result("B01", lacking())
    assert (found.verdict, found.severity) == (Verdict.FAIL, Severity.ERROR)


@pytest.mark.parametrize("origin", ["path", "body"])
def test_an_uncertain_year_holds_it_back(origin: str) -> None:
    found = result("B01", replace(lacking(), year=Sourced(2021, origin)))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, YEAR_UNCERTAIN)


def test_a_torn_text_holds_it_back() -> None:
    found = result("B01", replace(lacking(), ending=Ending("sentence", closed=False)))
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, CUT_OFF)


def two_years() -> tuple[Report, Report]:
    first = write_report("2021", {(3, "carried_forward", "total"): "3"}, title=TITLE.format(year=2021))
    return report_of(first), report_of(write_report("2021", title=TITLE.format(year=2022)))


def test_years_are_compared_only_of_a_certain_author() -> None:
    first, second = two_years()
    assert result("F01", second, first).verdict is Verdict.FAIL
    guessed = replace(second, organ=replace(second.organ, origin="contact"))
    found = result("F01", guessed, first)
    assert (found.verdict, found.reason) == (Verdict.NOT_CHECKABLE, AUTHOR_UNCERTAIN)


def test_a_number_that_ends_the_text_may_be_cut() -> None:
    whole = write_report(
        "2021", {(4, "litigation_after_reconsideration", "total"): "12"}, title=TITLE.format(year=2021)
    )
    cut = whole[: whole.index("五、")].rstrip()
    report = report_of(cut)
    found = result("A06", report)
    assert found.verdict is Verdict.NOT_CHECKABLE
    assert result("A06", report_of(whole)).verdict is Verdict.FAIL


def test_what_checks_use_is_said_where_it_matters() -> None:
    uses = {check.code: check.uses for check in CHECKS if check.uses}
    assert uses == {
        "B01": {Use.YEAR, Use.WHOLE},
        "B05": {Use.YEAR, Use.WHOLE},
        "C02": {Use.YEAR},
        "C03": {Use.YEAR},
        "F01": {Use.YEAR, Use.AUTHOR},
    }


def test_years_of_which_one_shows_part_of_a_table_are_compared_where_both_do() -> None:
    """Table 4 of one year is told by a part that would fit any form, the other has none: their forms look alike."""
    first, second = two_years()
    disputes = first.tables.disputes
    assert disputes is not None
    part = replace(first, tables=replace(first.tables, disputes=replace(disputes, form_told=False)))
    without = replace(second, tables=replace(second.tables, disputes=None))
    assert part.forms == without.forms
    assert result("F07", without, part).verdict is Verdict.PASS  # 3 requests carried forward, and none
    same = replace(part, tables=replace(without.tables, disputes=part.tables.disputes))
    assert result("F07", without, same).verdict is Verdict.NOT_CHECKABLE
