"""The tables of a report by key and by number."""

from __future__ import annotations

import pytest

from generator.model.figures import TABLE_NAMES, TABLE_NUMBERS, Table, Tables
from generator.model.spans import Span
from tests.filled import filled
from tests.inspecting import resources

REQUESTS = Table(3, "2021", {}, Span(0, 0), "tab")


def test_tables_are_a_mapping_in_printed_order() -> None:
    tables = Tables(requests=REQUESTS)
    assert tables.items() == (("disclosure", None), ("requests", REQUESTS), ("disputes", None))
    assert [tables[name] for name in TABLE_NAMES] == [None, REQUESTS, None]
    assert list(tables) == [REQUESTS] and not any(Tables())
    assert [tables.numbered(number) for number in (1, 2, 3, 4)] == [None, None, REQUESTS, None]


def test_no_other_attribute_is_a_table() -> None:
    with pytest.raises(KeyError, match="items"):
        Tables()["items"]


def test_keys_and_numbers_are_those_of_the_forms() -> None:
    for form in filled(resources().reader.forms.all):
        assert {table.key: table.number for table in form.tables} == TABLE_NUMBERS
