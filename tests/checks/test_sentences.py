"""What a failure shows is arithmetic between numbers, or a sentence: never a sign between words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from generator.checks import CHECKS
from generator.checks.sentences import SLOT, gloss, in_short, in_words, names_place, said, sentences
from generator.model.results import Instance, Verdict
from tests.cases import read_cases
from tests.checks.test_cases import FOLDER, results_of
from tests.filled import filled

CODES = [check.code for check in CHECKS]
SIGNS = re.compile("[≠<>≤≥∈∉⇒⇏⇔≈]")
HAN = re.compile("[\u4e00-\u9fff]")


@cache
def decided(code: str) -> tuple[Instance, ...]:
    """What the cases of a check show: applications that pass or fail, with their sides."""
    return tuple(_decided(FOLDER / f"{code}.txt"))


def _decided(path: Path) -> Iterator[Instance]:
    for case in read_cases(path):
        instances = results_of(case.given)[path.stem].instances
        yield from (one for one in instances if one.equation and one.verdict is not Verdict.NOT_CHECKABLE)


@pytest.mark.parametrize("code", CODES)
def test_signs_stand_between_numbers(code: str) -> None:
    for one in filled([one for one in decided(code) if one.verdict is Verdict.FAIL]):
        words = in_words(code, one)
        assert one.equation and words and in_short(code, one)
        assert not SLOT.search(words + gloss(code, one))
        if SIGNS.search(re.sub("“[^”]*”", "", words)):
            assert all(term.value is not None for term in (*one.equation.left, *one.equation.right)), words


@pytest.mark.parametrize("code", CODES)
def test_what_agrees_is_said_in_words_too(code: str) -> None:
    for one in filled([one for one in decided(code) if one.verdict is Verdict.PASS]):
        words = in_words(code, one)
        if re.search("[=≤≥∈⇒⇔]", words):
            assert one.equation
            terms = (*one.equation.left, *one.equation.right)
            assert all(term.value is not None or term.shown == "“/”" for term in terms), words


@pytest.mark.parametrize("code", sorted(sentences()))
def test_a_sentence_has_its_gloss_and_its_links(code: str) -> None:
    failing = filled([one for one in decided(code) if one.verdict is Verdict.FAIL])
    for one in failing:
        assert gloss(code, one) and not HAN.search(re.sub("“[^”]*”", "", gloss(code, one))), gloss(code, one)
        terms = [piece.term for piece in said(code, one) if piece.term]
        assert len({term.span for term in terms if term.span}) == len([term for term in terms if term.span])


EXPECTED = {
    "B01": "未见应有的章节：“六、其他需要报告的事项”",
    "B05": "未见本年度应有的表格：表四",
    "B13": "标题中没有机关：“2021年政府信息公开工作年度报告”",
    "B14": "文中有 1 处文字处理软件的书签标记",
    "F08": "2021→2022 年 行政许可·本年处理决定数量：20 → 101",
    "F06": "与浙江省安吉县梅溪镇人民政府 2021 年报告：相同文字占 100%，达到 85%",
    "C02": "统计期限写作 2020-01-01 至 2020-12-31，报告年度是 2021-01-01 至 2021-12-31",
    "A03": "总计：本年新收 3 + 上年结转 1 = 4 ≠ 5 = 总计 4 + 结转下年度 1",
}


@pytest.mark.parametrize("code", EXPECTED)
def test_it_reads_like_this(code: str) -> None:
    first = next(one for one in decided(code) if one.verdict is Verdict.FAIL)
    assert in_short(code, first) == EXPECTED[code]


def test_a_jump_leads_from_the_earlier_year_to_the_later_one() -> None:
    told = [in_words("F08", one) for one in decided("F08") if one.verdict is Verdict.FAIL]
    assert "101 → 20" in told and "20 → 101" in told


def test_a_place_is_said_once() -> None:
    for code in ("B04", "B05", "C02"):
        one = next(one for one in decided(code) if one.verdict is Verdict.FAIL)
        assert names_place(code, one) and in_words(code, one).count(one.where_zh) == 1


def test_what_could_not_be_checked_is_no_sentence() -> None:
    one = next(one for one in decided("B05") if one.verdict is Verdict.FAIL)._replace(verdict=Verdict.NOT_CHECKABLE)
    assert gloss("B05", one) == "" and not names_place("B05", one)
