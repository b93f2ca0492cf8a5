"""The ground room of text: folding, numerals, and the pattern of titles."""

from __future__ import annotations

import re

import pytest

from generator.text import titles
from generator.text.folding import half_width, squash, without_blanks
from generator.text.number_grammar import NUMBER_LIKE, NUMBER_PIECE, RISE_AND_FALL, UNIT_CHARACTERS, UNITS, UNSIGNED
from generator.text.numerals import SPELLED_YEAR, chinese_number, list_numeral, spelled_year, split_ordinal


def test_folding() -> None:
    assert half_width("１２\u3000（ａ）") == "12 (a)"
    assert without_blanks(" 政府\u3000信息\xa0公开\n") == "政府信息公开"
    assert squash("（一）　Ａb、十二 ") == "一ab十二"


@pytest.mark.parametrize("number", range(1, 100))
def test_list_numbers_are_read_as_they_are_written(number: int) -> None:
    assert chinese_number(list_numeral(number)) == number
    assert split_ordinal(f"（{list_numeral(number)}）其他") == (number, True, "其他")


@pytest.mark.parametrize("text", ["", "百", "十十", "二一", "甲", "十二三"])
def test_no_list_numbers(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [("二〇二一", 2021), ("二○一九", 2019), ("二零零八", 2008), ("二〇四〇", None), ("一九九九", None)],
)
def test_years_in_han_characters(text: str, year: int | None) -> None:
    match = re.fullmatch(SPELLED_YEAR, text)
    assert (spelled_year(match[0]) if match else None) == year


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("某镇2021年政府信息公开工作年度报告", True),
        ("2021年年报（政务公开）", True),
        ("政务公开工作要点", False),
        ("2021年财政预算报告", False),
    ],
)
def test_what_a_title_says(text: str, is_title: bool) -> None:
    assert bool(re.search(titles.TITLE, text)) == is_title


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("12", "unsigned like piece"), ("1,234.5", "unsigned like piece"), ("1,23", "like piece"), ("1.2.3", "like piece"),
     (".5", "piece"), ("-5", "piece"), ("+2/-1", "change"), ("2/1", "change"), ("", ""), ("十二", ""), ("5件", "")],
)  # fmt: skip
def test_what_is_a_number(text: str, kinds: str) -> None:
    patterns = {"unsigned": UNSIGNED, "like": NUMBER_LIKE, "piece": NUMBER_PIECE, "change": RISE_AND_FALL}
    assert " ".join(name for name, pattern in patterns.items() if re.fullmatch(pattern, text)) == kinds


def test_longer_units_go_before_what_they_end_with() -> None:
    for at, unit in enumerate(UNITS):
        assert not any(later.startswith(unit) for later in UNITS[at + 1 :])
        assert set(unit) <= UNIT_CHARACTERS
