"""An organ's years side by side: gaps stay gaps, and a change of form is a break."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

import pytest

from generator.pages.organ.series import Series, series
from tests.filled import filled
from tests.pages import samples
from tests.pages.markup import by_class, parsed, words


@pytest.fixture(scope="module")
def town() -> dict[str, Series]:
    shelf = samples.archive().organs["990101/bingding-zhen"]
    return {s.key: s for s in series(shelf.entries, samples.FORMS)}


def test_years_are_complete_and_oldest_first(town: dict[str, Series]) -> None:
    years = [(y.year, bool(y.url), y.breaks) for y in town["requests"].years]
    assert years == [(2019, True, False), (2020, True, False), (2021, False, False), (2022, True, True)]
    stretches = [(s.name, s.years, s.breaks) for s in town["requests"].stretches]
    assert stretches == [("2019 年表式", 2, False), ("未收录", 1, False), ("2021 年表式", 1, True)]


def test_every_figure_of_either_form_has_one_row(town: dict[str, Series]) -> None:
    assert {key: len(s.rows) for key, s in town.items()} == {
        "disclosure": 22 + 5,  # repealed and in force for two rows, and the amount of fees
        "requests": 23 + 3,
        "disputes": 15,
    }
    labels = [row.label for row in town["requests"].rows]
    # What the later form adds stands where that form has it.
    at = labels.index("其他处理：逾期不补正")
    assert labels[at - 1].startswith("不予处理：") and labels.index("总计") > at


def test_a_figure_the_form_lacks_is_neither_blank_nor_nought(town: dict[str, Series]) -> None:
    rows = {row.label: row for row in town["disclosure"].rows}
    kinds = [(c.gap, c.cell.shown if c.cell else None) for c in rows["规范性文件：本年新公开数量"].cells]
    assert kinds == [(False, "0"), (False, "10"), (True, None), (False, None)]
    assert rows["规范性文件：本年新制作数量"].also == "2021 年表式称“行政规范性文件：本年制发件数”"
    assert rows["规范性文件：本年新公开数量"].also == ""


def test_figures_lead_to_their_report(rendered: Mapping[str, str]) -> None:
    tree = parsed(rendered["region/990101/bingding-zhen/index.html"])
    links = [a.get("href", "") for table in by_class(tree, "series") for a in table.iter("a")]
    assert "/region/990101/bingding-zhen/2020/#requests.new_requests.total" in links
    headers: list[Element] = [th for t in by_class(tree, "series") for th in t.iter("th")]
    assert all(th.get("scope") in ("col", "colgroup", "row") for th in filled(headers))
    assert "2021 年未收录" in words(next(by_class(tree, "note"))).replace(" 2021", "2021")


def test_an_organ_without_tables_has_no_series() -> None:
    shelf = samples.archive().organs["990101/wuji-xiang"]
    legacy = tuple(entry for entry in shelf.entries if entry.year == 2020)
    assert series(legacy, samples.FORMS) == ()
    assert [s.stretches[0].name for s in series(shelf.entries, samples.FORMS)] == ["未读出此表"] * 3
