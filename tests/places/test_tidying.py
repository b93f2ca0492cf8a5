"""Names that the list prints behind their superiors' lose the prefix, and nothing else changes."""

from __future__ import annotations

import pytest

from generator.archive.addresses import organ_id
from generator.model.places import Confidence, Level, PlaceClues
from generator.model.reports import OrganKind
from generator.places.gazetteer import Gazetteer
from generator.places.resolver import resolve
from generator.places.tidying import tidied

ABOVE = ["64\t某省\t2015\t2023", "6403\t某市\t2015\t2023", "640303\t甲区\t2015\t2023"]


def towns(*lines: str) -> list[str]:
    """The township lines that come out, without blanks for tabs."""
    found = tidied([*ABOVE, *(line.replace(" ", "\t") for line in lines)])
    return [line.replace("\t", " ") for line in found if line not in ABOVE]


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("640303101 甲区河口镇 2015 2020", "640303101 河口镇 2015 2020"),
        ("640303101 某市甲区河口镇 2015 2020", "640303101 河口镇 2015 2020"),
        ("640303001 甲区城东街道 2015 2020", "640303001 城东街道 2015 2020"),
    ],
)
def test_a_superior_in_front_is_taken_off(given: str, plain: str) -> None:
    assert towns(given) == [plain]


def test_years_that_meet_are_one() -> None:
    assert towns("640303101 甲区河口镇 2015 2020", "640303101 河口镇 2021 2023") == ["640303101 河口镇 2015 2023"]
    assert towns("640303101 甲区河口镇 2015 2018", "640303101 河口镇 2021 2023") == [
        "640303101 河口镇 2015 2018",
        "640303101 河口镇 2021 2023",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("640303001 甲区街道 2015 2023",),
        ("640303101 甲区镇 2015 2023",),
        ("640303101 乙区河口镇 2015 2023",),
        ("640303400 甲区河口工业园区街道 2015 2023",),
        ("640303001 甲区城市管理委员会街道 2015 2023",),
        ("640303101 甲区河口镇 2015 2023", "640303102 河口镇 2015 2023"),
    ],
)
def test_what_is_a_name_of_its_own_stays(lines: tuple[str, ...]) -> None:
    assert towns(*lines) == list(lines)


def test_the_shipped_list_is_tidy(gazetteer: Gazetteer) -> None:
    rows = [row for row in gazetteer.rows if row not in set(gazetteer.extras.additions)]
    assert tidied(rows) == rows


@pytest.mark.parametrize("year", [2019, 2023])
def test_one_address_whatever_the_edition_prints(gazetteer: Gazetteer, year: int) -> None:
    title = f"红寺堡区太阳山镇人民政府{year}年政府信息公开工作年度报告"
    place = resolve(PlaceClues(title=title, level=Level.TOWNSHIP, year=year), gazetteer)
    assert (place.county, place.township, place.confidence) == ("红寺堡区", "太阳山镇", Confidence.HIGH)
    organ = organ_id(place, "红寺堡区太阳山镇人民政府", OrganKind.TOWNSHIP_GOVERNMENT, gazetteer)
    assert organ == "640303/taiyangshan-zhen"
