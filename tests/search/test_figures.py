"""Numbers as filters: what is not known is neither nought nor over it."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise

import pytest
from search_samples import sample

from generator.forms.loader import load_forms
from generator.search.figures import CELLS, WORDS, step_of
from generator.search.indexing import build_index
from generator.search.steps import FIGURES, OVER, UNKNOWN, values_of
from tests.filled import filled


@pytest.mark.parametrize(
    ("parts", "step"),
    [
        ([0], 0), ([1], 1), ([10], 1), ([11], 2), ([100], 2), (["100.5"], 3), ([101], 3),
        ([None], UNKNOWN), ([None, 0], UNKNOWN), ([0, 0], 0), ([None, 1], 1), ([6, None, 5], 2),
        ([-3], UNKNOWN), ([], 0),
    ],
)  # fmt: skip
def test_a_sum_is_over_nought_where_a_part_is_and_nought_where_every_part_is(
    parts: list[int | str | None], step: int
) -> None:
    assert step_of(None if part is None else Decimal(part) for part in parts) == step


def test_who_is_over_ten_is_over_nought_too_and_unknown_is_neither() -> None:
    assert [values_of(step) for step in range(UNKNOWN, 4)] == [
        ("unknown",),
        ("none",),
        ("over0",),
        ("over0", "over10"),
        ("over0", "over10", "over100"),
    ]
    assert {value for step in range(UNKNOWN, 4) for value in values_of(step)} == set(WORDS)
    assert all(a < b for a, b in pairwise(OVER))


def test_all_forms_have_the_cells() -> None:
    assert tuple(CELLS) == FIGURES
    for name, places, _ in filled(CELLS.values()):
        for form in filled(load_forms().all):
            table = getattr(form, name)
            assert {row for row, _ in places} <= set(table.rows)
            assert {column for _, column in places} <= set(table.columns)


def test_a_report_is_counted_and_told_by_its_steps() -> None:
    documents = [sample(1, figures=(("requests", 2), ("denied", 0))), sample(2)]
    index = build_index(documents)
    table = json.loads(next(data for path, data in index.files.items() if path.endswith("/table.json")))
    assert (table["requests"], table["denied"], table["appeals"]) == ([2, UNKNOWN], [0, UNKNOWN], [UNKNOWN, UNKNOWN])
    guide = json.loads(next(data for path, data in index.files.items() if path.startswith("guide.")))
    assert guide["facets"]["requests"] == {"over0": 1, "over10": 1, "unknown": 1}
    assert guide["facets"]["denied"] == {"none": 1, "unknown": 1}
