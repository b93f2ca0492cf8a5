"""The home page's numbers: the share of reports that add up, of those of which it can be said, and the widest gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from generator.archive.badges import SUMS
from generator.archive.types import Entry
from generator.checks.equations import off_by, widest
from generator.model.results import Counts, Equation, Instance, Term, Verdict
from generator.pages.adding_up import MOST_GAPS, adds_up, widest_gaps, year_shares
from tests.pages import samples
from tests.pages.markup import parsed, words

PASS, FAIL, OPEN = Verdict.PASS, Verdict.FAIL, Verdict.NOT_CHECKABLE


def term(value: int | None) -> Term:
    return Term("合计", None if value is None else Decimal(value), "空白" if value is None else str(value))


def failing(left: Sequence[int | None], right: int, relation: str = "=") -> Instance:
    return Instance("x", "某行", FAIL, Equation(tuple(map(term, left)), relation, (term(right),), False))


def entry(
    verdicts: Mapping[str, Verdict], instances: tuple[Instance, ...] = (), organ: str = "a", year: int = 2020
) -> Entry:
    report = samples.report(organ_id=organ, year=year)
    results = tuple(
        samples.result(code, verdict, counts=Counts(1), instances=instances if verdict is FAIL else ())
        for code, verdict in verdicts.items()
    )
    return Entry(report, results, samples.badges(), f"/region/{organ}/{year}/")


def all_of(verdict: Verdict, **others: Verdict) -> dict[str, Verdict]:
    return {**dict.fromkeys(SUMS, verdict), **others}


def test_only_what_can_be_said_is_counted() -> None:
    assert adds_up(entry(all_of(PASS))) is True
    assert adds_up(entry(all_of(OPEN, A02=FAIL))) is False
    assert adds_up(entry(all_of(PASS, A05=OPEN))) is None
    assert adds_up(entry({"A01": PASS})) is None
    assert adds_up(entry({})) is None
    reports = [entry(all_of(PASS), organ=str(n)) for n in range(1999)]
    mixed = [*reports, entry(all_of(FAIL)), entry(all_of(OPEN))]
    most, none = year_shares({2021: mixed, 2020: [entry({})]})
    assert (most.year, most.adding, most.failing, most.checked, most.open) == ("2021", 1999, 1, 2000, 1)
    assert most.share == "99.9%", "what is not all is never shown as all"
    assert (none.checked, none.share) == (0, "")


@pytest.mark.parametrize(
    ("adding", "failing", "share"),
    [(14, 4, "77.8%"), (1, 2, "33.3%"), (1, 15, "6.3%"), (1, 2999, "0.1%"), (0, 3, "0%"), (3, 0, "100%")],
)
def test_a_share_is_rounded_but_never_to_all_or_nothing(adding: int, failing: int, share: str) -> None:
    entries = [entry(all_of(PASS))] * adding + [entry(all_of(FAIL))] * failing
    assert next(iter(year_shares({2021: entries}))).share == share


def test_a_gap_is_that_of_a_sum_whose_operands_are_all_there() -> None:
    assert widest([one := failing([3, 4], 9)]) == one and one.equation and off_by(one.equation) == 2
    for other in (failing([3, None], 9), failing([3], 9, ">="), failing([3], 9, "<=>")):
        assert other.equation is not None and off_by(other.equation) is None
    assert widest([failing([1], 2), failing([1], 9), failing([None], 99), failing([9], 1)]) == failing([1], 9)
    assert widest([failing([None], 1), Instance("x", "y", FAIL)]) is None


def test_the_widest_gaps_come_first_one_an_organ() -> None:
    entries = [
        entry(all_of(PASS, A01=FAIL), (failing([1], 2), failing([10], 310)), "a", 2020),
        entry(all_of(PASS, A01=FAIL), (failing([1], 3),), "a", 2021),
        entry(all_of(PASS, A03=FAIL), (failing([5], 1005),), "b", 2019),
        entry(all_of(PASS, A03=FAIL), (failing([5], 305),), "c", 2021),
        entry(all_of(PASS), (), "d"),
        *(entry(all_of(PASS, A02=FAIL), (failing([5], 6),), f"e{n}", 2021) for n in range(MOST_GAPS)),
    ]
    found = widest_gaps(entries)
    assert len(found) == MOST_GAPS
    assert [(gap.url, gap.by) for gap in found[:3]] == [
        ("/region/b/2019/#A03", "1000"),
        ("/region/c/2021/#A03", "300"),
        ("/region/a/2020/#A01", "300"),
    ]
    assert found[2].said == "某行：合计 10 ≠ 合计 310"
    assert widest_gaps(reversed(entries)) == found


def test_the_home_page_tells_the_denominator_and_no_reasons(rendered: Mapping[str, str]) -> None:
    home = rendered["index.html"]
    table = next(one for one in parsed(home).iter("table") if one.get("class") == "list rates")
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert [row[0] for row in rows[1:]] == ["2022", "2021", "2020", "2019"]
    assert [row[2] for row in rows[1:]] == ["0／0"] * 4, "how many add up, and the denominator"
    assert "不在分母里" in home
