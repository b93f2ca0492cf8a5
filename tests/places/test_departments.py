"""The standard list of departments: ordinary names, by which organs are recognised."""

from __future__ import annotations

import pytest

from generator.model.places import Level
from generator.places.departments import LEVELS, standard_list
from generator.places.organ_names import full_name
from tests.filled import filled


def test_ordinary_names_are_recognised_and_full() -> None:
    known = standard_list()
    assert len({one.id for one in known.departments}) == len(known.departments)
    for level in LEVELS:
        for one in filled(known.of(level)):
            assert one.id in known.recognised(one.names[level])
            assert full_name(one.names[level]) == one.names[level]


@pytest.mark.parametrize(
    ("printed", "ids"),
    [
        ("发改委", {"development-reform"}),
        ("教体局", {"education"}),
        ("教科局", {"education", "science-technology"}),
        ("教育和科学技术局", {"education", "science-technology"}),
        ("水务局", {"water"}),
        ("政府办", {"general-office"}),
        ("文广旅局", {"culture-tourism"}),
        ("某某街道办事处", set()),
        ("财政所", set()),
        ("人民法院", set()),
    ],
)
def test_short_and_joined_names_are_recognised(printed: str, ids: set[str]) -> None:
    assert set(standard_list().recognised(full_name(printed))) == ids


def test_a_county_has_no_bureau_that_its_prefecture_runs() -> None:
    ids = {level: {one.id for one in standard_list().of(level)} for level in LEVELS}
    assert "environment" in ids[Level.PREFECTURE] - ids[Level.COUNTY]
