"""Renamed, recoded, raised, merged: one place where the list proves it, and never by an equal code alone."""

from __future__ import annotations

import pytest

from generator.archive.addresses import organ_id
from generator.model.places import Confidence, Division, Level, Place
from generator.model.reports import OrganKind
from generator.places.gazetteer import Gazetteer
from generator.places.lineage import (
    current_code,
    former_codes,
    former_names,
    standing,
    taken_over_by,
    township_line,
    township_lines,
)
from tests.filled import filled


@pytest.mark.parametrize(
    ("code", "now"),
    [
        ("110228", "110118"),  # 密云县 became 密云区
        ("341521", "340422"),  # 寿县 went from 六安 to 淮南
        ("130403", "130403"),  # another code all along
        ("110103", "110103"),  # 崇文区 was merged into 东城区, which stood already
        ("140202", "140202"),  # 城区 was split
        ("230702", "230702"),  # 伊春区, 美溪区 and another made 伊美区
        ("110228101", "110118"),  # a township answers with its county
        ("64", "64"),
    ],
)
def test_current_codes(gazetteer: Gazetteer, code: str, now: str) -> None:
    assert current_code(code, gazetteer) == now


def test_every_succession_is_one_to_one(gazetteer: Gazetteer) -> None:
    pairs = gazetteer.successions
    assert len(pairs) > 200
    assert len(set(pairs.values())) == len(pairs)
    for old in pairs:
        seen = {old}
        while old := pairs.get(old, ""):
            assert old not in seen, "a circle"
            seen.add(old)


def test_what_it_was_called(gazetteer: Gazetteer) -> None:
    assert former_codes("110118", gazetteer) == ("110228",)
    assert [(f.name, f.code, f.last) for f in former_names("110118", gazetteer)] == [("密云县", "110228", 2015)]
    assert former_names("110101", gazetteer) == ()
    assert [d.name for d in taken_over_by("110103", gazetteer)] == ["东城区"]
    assert taken_over_by("110228", gazetteer) == () == taken_over_by("110101", gazetteer)


def division(gazetteer: Gazetteer, code: str, year: int) -> Division:
    found = gazetteer.get(code, year)
    assert found is not None
    return found


def test_a_township_that_was_raised_is_one(gazetteer: Gazetteer) -> None:
    line = township_line(division(gazetteer, "520327109", 2019), gazetteer)
    assert [(d.name, d.code) for d in line] == [("何坝镇", "520327109"), ("何坝街道", "520327002")]
    assert standing(line[0], gazetteer) == standing(line[1], gazetteer) == line[1]


def test_an_equal_code_proves_nothing(gazetteer: Gazetteer) -> None:
    """540423200 was 甘登乡 and is 加热萨乡."""
    before, after = division(gazetteer, "540423200", 2016), division(gazetteer, "540423200", 2020)
    assert before.name != after.name
    assert standing(before, gazetteer).name == before.name


def test_lines_never_share_a_division(gazetteer: Gazetteer) -> None:
    """Every member of a line gives the same line; over a whole province with many changes."""
    for each in filled(d for d in gazetteer.below("5203") if d.level is Level.TOWNSHIP):
        line = township_line(each, gazetteer)
        assert each in line
        assert all(township_line(member, gazetteer) == line for member in line)


@pytest.mark.parametrize(
    ("place", "name", "kind", "id"),
    [
        (Place("北京市", None, "密云县", None, "110228", Confidence.HIGH), "密云县人民政府",
         OrganKind.COUNTY_GOVERNMENT, "110118/renmin-zhengfu"),
        (Place("北京市", None, "密云区", None, "110118", Confidence.HIGH), "密云区人民政府",
         OrganKind.COUNTY_GOVERNMENT, "110118/renmin-zhengfu"),
        (Place("北京市", None, "密云县", None, "110228", Confidence.HIGH), "密云县财政局",
         OrganKind.DEPARTMENT, "110118/caizheng-ju"),
        (Place("贵州省", "遵义市", "凤冈县", "何坝镇", "520327109", Confidence.HIGH), "何坝镇人民政府",
         OrganKind.TOWNSHIP_GOVERNMENT, "520327/heba-jiedao"),
        (Place("贵州省", "遵义市", "凤冈县", "何坝街道", "520327002", Confidence.HIGH), "何坝街道办事处",
         OrganKind.SUBDISTRICT_OFFICE, "520327/heba-jiedao"),
    ],
)  # fmt: skip
def test_ids_outlast_names_and_codes(gazetteer: Gazetteer, place: Place, name: str, kind: OrganKind, id: str) -> None:
    assert organ_id(place, name, kind, gazetteer) == id


def test_recoding_never_joins_two_townships(gazetteer: Gazetteer) -> None:
    """Townships of recoded counties: one id stands for one line."""
    seen: dict[str, tuple[Division, ...]] = {}
    for old in filled([code for code in gazetteer.successions if code.startswith(("13", "65"))]):
        for each in (d for d in gazetteer.below(old) if d.level is Level.TOWNSHIP):
            place = Place("省", "市", "县", each.name, each.code, Confidence.HIGH)
            id = organ_id(place, each.name, OrganKind.TOWNSHIP_GOVERNMENT, gazetteer)
            line = township_line(each, gazetteer)
            assert seen.setdefault(id, line) == line or {d.code for d in seen[id]} & {d.code for d in line}


@pytest.mark.parametrize("county", ["110118", "340422", "520327", "330523", "640324", "530114", "441900"])
def test_all_townships_of_a_county_are_those_of_each(gazetteer: Gazetteer, county: str) -> None:
    lines = township_lines(county, gazetteer)
    own = [d for d in gazetteer.below(county) if d.level is Level.TOWNSHIP and d.code[6] < "4"]
    assert {d for line in lines for d in line} >= {*filled(own)}
    assert all(township_line(d, gazetteer) == line for line in lines for d in line)
    assert [line[-1].code for line in lines] == sorted(line[-1].code for line in lines)
