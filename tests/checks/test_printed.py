"""What the checks of family A and those between years reckon stands in the forms' files, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.checks import check_report
from generator.checks.base import Subject
from generator.checks.printed import printed_sums, sums_between_years
from generator.checks.sheets import plan_of
from generator.corpus import build_corpus
from generator.model.results import Result, Verdict
from tests.checks.test_cases import NEXT, read_case
from tests.forms.revising import Data, revised_2021
from tests.inspecting import resources


def results(given: str, folder: Path, change: Callable[[Data], None]) -> dict[str, Result]:
    """What is found about a case whose form of 2021 is another one."""
    reports = [read_case(part, number) for number, part in enumerate(given.split(NEXT))]
    subject = Subject(reports[-1], build_corpus(reports), revised_2021(folder, change))
    return {result.code: result for result in check_report(subject, resources().catalogue)}


def one_sum_more(data: Data) -> None:
    more = {"id": "secrets", "check": "A02", "across": "rows", "in": ["total"], "left": ["denied_state_secret"]}
    data["requests"]["relations"].append(more | {"right": ["denied_other_law", "-unable_not_held"]})


def test_a_further_sum_of_a_form_is_reckoned_beside_the_others(tmp_path: Path) -> None:
    given = "格式 2021\n表三 其他法律行政法规禁止公开 总计 = 2\n表三 总计 总计 = 4\n表三 属于国家秘密 总计 = 2"
    whole = results(given, tmp_path, one_sum_more)["A02"]
    assert (whole.verdict, tuple(whole.counts)) == (Verdict.PASS, (8, 0, 0))
    given = given.replace("禁止公开 总计 = 2", "禁止公开 总计 = 1").replace("总计 总计 = 4", "总计 总计 = 3")
    assert results(given, tmp_path, lambda data: None)["A02"].verdict is Verdict.PASS
    broken = results(given, tmp_path, one_sum_more)["A02"]
    (failing,) = [one for one in broken.instances if one.verdict is Verdict.FAIL]
    assert tuple(broken.counts) == (7, 1, 0)
    assert (failing.where, failing.where_zh) == ("secrets.total", "总计（其他法律行政法规禁止公开）")


def without_relations(data: Data) -> None:
    for name in ("disclosure", "requests", "disputes"):
        data[name] |= {"relations": [], "between_years": []}


def test_a_form_without_a_relation_has_nothing_to_check(tmp_path: Path) -> None:
    titles = [f"格式 2021\n标题 同心县下马关镇人民政府{year}年政府信息公开工作年度报告" for year in (2022, 2023)]
    before, after = (results(NEXT.join(titles), tmp_path, one) for one in (lambda data: None, without_relations))
    printed = ("A01", "A02", "A03", "A04", "A05", "A06", "A08", "F01", "F02", "F10")
    assert {before[code].verdict for code in printed} == {Verdict.PASS}
    assert {after[code].verdict for code in printed} == {Verdict.NOT_CHECKABLE}
    assert {after[code].reason for code in printed} == {"format_not_applicable"}


def test_a_sum_bears_its_relations_name() -> None:
    forms = resources().reader.forms
    requests, disputes = (plan_of(forms.table(number, "2021")) for number in (3, 4))
    assert [one.name for one in printed_sums(requests, "A03")][:2] == ["balance.natural_person", "balance.business"]
    assert [one.name for one in printed_sums(disputes, "A05")] == ["block_total.litigation_direct"]
    assert {one.name for one in sums_between_years(requests, requests, "F01")} == {""}  # no reading rests on it


def test_last_years_table_may_be_of_the_older_form() -> None:
    forms = resources().reader.forms
    old, new = ({number: plan_of(forms.table(number, form)) for number in (2, 3, 4)} for form in ("2019", "2021"))
    assert len(sums_between_years(old[3], new[3], "F01")) == 7
    assert len(sums_between_years(old[2], old[2], "F03")) == 5
    assert len(sums_between_years(new[2], new[2], "F02")) == 2
    assert not sums_between_years(old[2], new[2], "F02") and not sums_between_years(old[2], new[2], "F03")
