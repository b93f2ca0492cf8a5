"""The words that the page of comparison gives its script, and the links that lead to it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.forms.loader import load_forms
from generator.pages.compare import MOST, compare_url, merged
from tests.filled import filled
from tests.pages.markup import parsed

TOWN = "/region/990101/bingding-zhen/"


def words(rendered: Mapping[str, str]) -> dict[str, object]:
    tree = parsed(rendered["compare/index.html"])
    (found,) = (e for e in tree.iter("script") if e.get("type") == "application/json")
    return dict(json.loads(found.text or ""))


def test_every_cell_of_every_form_has_its_labels(rendered: Mapping[str, str]) -> None:
    tables = words(rendered)["tables"]
    assert isinstance(tables, list)
    told = {
        (table["key"], form, row["id"], column): (row["labels"][form], table["columns"][column]["labels"][form])
        for table in tables
        for row in table["rows"]
        for form, columns in row["columns"].items()
        for column in columns
    }
    wanted = {
        (table.key, form.id, row, column)
        for form in load_forms().all
        for table in form.tables
        for row, column in table.addresses()
    }
    assert set(told) == wanted
    assert told["requests", "2021", "new_requests", "total"] == ("本年新收", "总计")
    assert told["disclosure", "2019", "normative_documents", "made"][0] == "规范性文件"
    assert all(label for pair in filled(told.values()) for label in pair)


def test_what_a_later_form_adds_stands_behind_what_it_follows() -> None:
    assert merged([["a", "b", "d"], ["a", "c", "d", "e"]]) == ["a", "c", "b", "d", "e"]


def test_links_say_what_is_compared(rendered: Mapping[str, str]) -> None:
    links = [a.get("href") for a in parsed(rendered[f"{TOWN[1:]}2020/index.html"]).iter("a")]
    assert compare_url(f"{TOWN}2020/", f"{TOWN}2019/") == f"/compare/?r={TOWN}2020/&r={TOWN}2019/"
    assert compare_url(f"{TOWN}2020/", f"{TOWN}2019/") in links
    organ = [a.get("href") for a in parsed(rendered[f"{TOWN[1:]}index.html"]).iter("a")]
    assert compare_url(f"{TOWN}2022/", f"{TOWN}2020/") in organ


def test_the_page_says_how_many_stand_side_by_side(rendered: Mapping[str, str]) -> None:
    assert MOST == 4 and rendered["compare/index.html"].count("两到四份") >= 2
