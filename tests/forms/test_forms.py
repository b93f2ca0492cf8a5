"""A form's file is checked on the way in: nothing in it may name what is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.forms.loader import load_forms
from tests.forms.revising import Data, revised, revised_2021


def no_such_operand(data: Data) -> None:
    data["requests"]["relations"][0]["left"].append("nobody")


def no_such_line(data: Data) -> None:
    data["disclosure"]["relations"][0]["in"].append("granted")


def no_such_cell(data: Data) -> None:
    data["disclosure"]["relations"][0]["in"].append("administrative_fees")  # has no such columns


def a_line_without_check(data: Data) -> None:
    del data["disputes"]["relations"][0]["check"]["reconsideration"]


def unknown_sign(data: Data) -> None:
    data["requests"]["relations"][0]["relation"] = "≈"


def unknown_direction(data: Data) -> None:
    data["requests"]["relations"][0]["across"] = "cells"


def last_year_without_such_a_cell(data: Data) -> None:
    data["requests"]["between_years"][0]["left"] = ["last_year.nobody"]


def last_year_within_a_year(data: Data) -> None:
    data["requests"]["relations"][2]["left"] = ["last_year.new_requests", "carried_over"]


BROKEN = (
    no_such_operand, no_such_line, no_such_cell, a_line_without_check, unknown_sign, unknown_direction,
    last_year_without_such_a_cell, last_year_within_a_year,
)  # fmt: skip


@pytest.mark.parametrize("change", BROKEN, ids=lambda change: change.__name__)
def test_a_file_that_contradicts_itself_is_refused(change: Callable[[Data], None], tmp_path: Path) -> None:
    with pytest.raises(GongkaiError):
        revised_2021(tmp_path, change)


def test_forms_are_named_by_their_files_or_paths(tmp_path: Path) -> None:
    same = revised_2021(tmp_path, lambda data: None)
    shipped = load_forms()
    assert [form.id for form in same.all] == [form.id for form in shipped.all] == ["2019", "2021"]
    for one, other in zip(same.all, shipped.all, strict=True):
        assert [tuple(table.addresses()) for table in one.tables] == [tuple(t.addresses()) for t in other.tables]
        assert [table.relations for table in one.tables] == [table.relations for table in other.tables]


def test_an_open_ended_form_ends_where_the_next_begins(tmp_path: Path) -> None:
    later = revised(tmp_path, lambda data: data.update(form="2027", years={"first": 2027, "last": None}))
    forms = load_forms(("2019.yaml", "2021.yaml", later))
    assert [(form.first, form.last) for form in forms.all] == [(2019, 2020), (2021, 2026), (2027, None)]
    assert [forms.for_year(year) for year in (2018, 2020, 2021, 2026, 2027, 2031)] == [
        "legacy", "2019", "2021", "2021", "2027", "2027",
    ]  # fmt: skip


def test_forms_stand_in_order_and_each_once() -> None:
    for files in (("2021.yaml", "2019.yaml"), ("2019.yaml", "2019.yaml")):
        with pytest.raises(GongkaiError):
            load_forms(files)


def test_last_year_may_be_of_another_form(tmp_path: Path) -> None:
    def renamed(data: Data) -> None:
        data["disputes"]["between_years"][0]["right"] = ["last_year.pending"]
        data["disclosure"]["between_years"][0]["in"] = ["normative_documents"]
        data["disclosure"]["between_years"][0]["right"] = ["last_year.total_public", "made", "-repealed"]

    (relation,) = revised_2021(tmp_path, renamed).table(2, "2021").between_years  # total_public is the form of 2019's
    assert [(one.id, one.sign, one.last_year) for one in relation.right] == [
        ("total_public", 1, True), ("made", 1, False), ("repealed", -1, False),
    ]  # fmt: skip
