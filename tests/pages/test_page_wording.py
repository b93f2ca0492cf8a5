"""Badges, citations and small words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator import labels
from generator.model.figures import Reading
from generator.model.reports import Dates, Organ, OrganKind, Sourced
from generator.model.results import Badge, Counts, Severity, Verdict
from generator.pages.badges import seals, shares, tally
from generator.pages.wording import grouped, in_thousands
from tests.pages import samples


def test_every_value_of_our_enums_has_words() -> None:
    for enum, table in (
        (Reading, labels.READINGS),
        (Verdict, labels.VERDICTS),
        (OrganKind, labels.ORGAN_KINDS),
    ):
        assert {member.value for member in enum} == set(table)
    assert {severity.value for severity in Severity} <= set(labels.FINDINGS)


def test_seals_have_four_characters_and_more_than_colour() -> None:
    assert set(labels.SEALS) == set(labels.BADGES)
    for name, looks in labels.SEALS.items():
        assert all(len(seal.stamp) == 4 for seal in looks.values()), name
        assert len({seal.stamp for seal in looks.values()}) == len(looks)
        assert len({seal.glyph for seal in looks.values()}) == len(looks)
        assert {seal.tone for seal in looks.values()} <= {"clash", "doubt", "agree", "mute", "void"}


@pytest.mark.parametrize(
    ("value", "kind", "published", "expected"),
    [
        ("on_time", OrganKind.TOWNSHIP_GOVERNMENT, False, "落款日期在惯例日期内"),
        ("late", OrganKind.TOWNSHIP_GOVERNMENT, False, "落款日期晚于惯例日期"),
        ("late", OrganKind.DEPARTMENT, True, "公布日期晚于法定期限"),
        ("unknown", OrganKind.DEPARTMENT, True, "没有可比的日期，或尚未核对"),
    ],
)
def test_timeliness_says_which_date_and_which_limit(
    value: str, kind: OrganKind, published: bool, expected: str
) -> None:
    entry = samples.entries()[0]
    found = Sourced(date(2020, 1, 1), "signature")
    dates = Dates(signed=found, published=found if published else None)
    report = replace(entry.report, organ=Organ("某机关", kind), dates=dates)
    entry = replace(entry, report=report, badges={"timeliness": Badge("timeliness", value, Counts())})
    assert [seal.words for seal in seals(entry)] == [expected]


def test_all_noughts_are_said_to_be_noughts() -> None:
    assert seals(samples.entries()[0])[0].words.endswith("全部为零")


def test_originality_never_claims_more_than_was_compared() -> None:
    entry = replace(samples.entries()[0], badges={"originality": Badge("originality", "original", Counts(1))})
    assert seals(entry)[0].words.startswith("未发现雷同")
    said = Badge("originality", "original", Counts(1), compared=9_941)
    assert seals(replace(entry, badges={"originality": said}))[0].words == "未发现雷同（已比对 9,900 份以上）"


@pytest.mark.parametrize(
    ("because", "words"),
    [
        (("F06",), "与本机关其他年度的报告有大段相同文字"),
        (("F05", "F06"), "与其他报告有大段相同文字"),
        (("F07",), "与其他报告有大段相同文字"),
    ],
)
def test_who_shares_a_text_with_itself_alone_is_told_so(because: tuple[str, ...], words: str) -> None:
    badge = Badge("originality", "shared_text", Counts(0, 1), because)
    (seal,) = seals(replace(samples.entries()[0], badges={"originality": badge}))
    assert seal.words == words


def test_shares_fill_the_bar() -> None:
    parts = shares({"consistent": 2, "inconsistent": 1}, {"year": "2020"})
    assert [(p.words, p.count) for p in parts] == [("勾稽不符", 1), ("勾稽相符", 2)]
    assert parts[0].start == 0 and parts[-1].start + parts[-1].width == pytest.approx(100, abs=0.1)
    assert tally(samples.entries()) == {
        "consistent": 2,
        "inconsistent": 1,
        "unchecked": 1,
        "partly_checked": 1,
    }
    assert shares({}, None) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("本年新收 12400 ≠ 12401", "本年新收 12,400 ≠ 12,401"),
        ("1234567.5 万元", "1,234,567.5 万元"),
        ("2023 年 15 → 2024 年 1398", "2023 年 15 → 2024 年 1,398"),
        ("标题年度 2020 ≠ 正文年度 2021", "标题年度 2020 ≠ 正文年度 2021"),
        ("表二行标签印作“12400 件”", "表二行标签印作“12400 件”"),
        ("国办函〔2021〕30号，0.12345，/region/640324/", "国办函〔2021〕30号，0.12345，/region/640324/"),
        (1383, "1,383"),
        ("999", "999"),
    ],
)
def test_large_numbers_have_commas_and_years_quotes_and_codes_have_none(text: object, shown: str) -> None:
    assert in_thousands(text) == shown


def test_a_number_keeps_its_decimals_and_its_sign() -> None:
    given = [*map(Decimal, ("1234.50", "-12345", "0", "1E+3", "0.0010")), 1000]
    assert [grouped(value) for value in given] == ["1,234.50", "-12,345", "0", "1,000", "0.0010", "1,000"]


def test_counts_behind_a_seal_have_their_gloss() -> None:
    clash = Badge("consistency", "inconsistent", Counts(11, 3, 2), ("A01", "A02"))
    late = Badge("timeliness", "late", Counts(0, 1))
    shown = seals(replace(samples.entries()[0], badges={"consistency": clash, "timeliness": late}))
    assert [seal.counts for seal in shown] == [
        '相符 11 项，不符 2 项，另有 1 项值得留意，不可核对 2 项<i lang="en">agree: 11, disagree: 2, '
        "worth knowing: 1, not checkable: 2</i>",
        '超出期限 1 项<i lang="en">late: 1</i>',
    ]
