"""Reports of towns drawn from the whole list: what is certain is right, and what is plain is certain."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest

from generator.model.places import Confidence, Division, Level, PlaceClues
from generator.places.gazetteer import Gazetteer
from generator.places.resolver import resolve
from tests.filled import filled

YEAR = 2020


@dataclass(frozen=True)
class Town:
    division: Division
    county: str
    above: str

    def dress(self, template: str) -> str:
        kind = next(k for k in ("街道", "苏木", "镇", "乡") if self.division.name.endswith(k))
        return template.format(
            town=self.division.name,
            county=self.county,
            above=self.above,
            kind=kind,
            id=self.division.code[:6],
        )


def drawn(gazetteer: Gazetteer, count: int, seed: int) -> list[Town]:
    chance = random.Random(seed)
    towns: list[Town] = []
    while len(towns) < count:
        code, name, first, last = chance.choice(gazetteer.rows).split("\t")
        chain = gazetteer.chain(code, YEAR)
        plain = len(code) == 9 and code[6] < "4" and name.endswith(("镇", "乡", "街道", "苏木"))
        if plain and int(first) <= YEAR <= int(last) and len(chain) > 2 and chain[-2].name not in name:
            division = Division(code, Level.TOWNSHIP, name, int(first), int(last))
            towns.append(Town(division, chain[-2].name, chain[-3].name))
    return towns


CITED = "根据《{above}人民政府办公室关于做好年报工作的通知》编制。我{kind}积极公开。"
OWN = (
    "我{kind}健全《{town}信息公开制度》《{town}保密制度》。{town}政府负责。\n"
    "主办：{county}人民政府\n网站标识码：{id}0007"
)
TEMPLATES = {
    # name: (title, signature, body, share that must be certain)
    "county in the title": ("{county}{town}2020年政府信息公开工作年度报告", "", "我{kind}积极公开。", 1.0),
    "year in between": ("{county}2020年{town}信息公开工作报告", "", "", 1.0),
    "county in the signature": ("{town}2020年度报告", "{county}{town}人民政府\n2021年1月14日", "", 1.0),
    "superior cited": ("2020年{town}人民政府信息公开年度报告", "{town}人民政府", CITED, 0.9),
    "no title": ("", "", OWN, 0.98),
    "bare name": ("2020年{town}政府信息公开年度报告", "{town}", "我{kind}积极公开。", 0.0),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_is_certain_is_right(name: str, gazetteer: Gazetteer) -> None:
    title, signature, body, share = TEMPLATES[name]
    towns = drawn(gazetteer, 150, seed=len(name))
    tally: Counter[Confidence] = Counter()
    for town in towns:
        clues = PlaceClues(
            title=town.dress(title),
            signature=town.dress(signature),
            body=town.dress(body),
            level=Level.TOWNSHIP if body else None,
            year=YEAR,
        )
        place = resolve(clues, gazetteer)
        tally[place.confidence] += 1
        if place.confidence is Confidence.HIGH:
            assert place.code == town.division.code, (clues, place)
        else:
            assert share < 1, (clues, place)
    assert tally[Confidence.HIGH] >= share * len(towns), tally
    if name == "bare name":
        assert not tally[Confidence.HIGH]


@pytest.mark.parametrize("name", ["county in the title", "year in between"])
def test_a_town_of_another_county_is_never_chosen(name: str, gazetteer: Gazetteer) -> None:
    """The county of one, the town of another: the county is known, the town is not."""
    title, *_ = TEMPLATES[name]
    towns = drawn(gazetteer, 120, seed=7)
    for town, other in filled(pairwise(towns)):
        if any(d.name.startswith(town.division.name) for d in gazetteer.below(other.division.code[:6])):
            continue
        mixed = Town(town.division, other.county, other.above)
        place = resolve(PlaceClues(title=mixed.dress(title), year=YEAR), gazetteer)
        assert place.code != town.division.code and place.township is None, (mixed, place)
        assert place.confidence is not Confidence.HIGH


def test_nonsense_is_survived(gazetteer: Gazetteer) -> None:
    chance = random.Random(3)
    letters = "镇乡县区市省街道人民政府年度《》\n 0123456789古城代和关于新"
    for _ in range(300):
        text = "".join(chance.choice(letters) for _ in range(chance.randrange(80)))
        clues = PlaceClues(
            title=text, organ=text[::-1], signature=text[5:], body=text * 3, furniture=text, path=text,
            source_url=f"http://[{text}", year=chance.choice((None, 0, 1999, 2020, 9999)),
        )  # fmt: skip
        assert resolve(clues, gazetteer).confidence is not None
    assert resolve(PlaceClues(corrected_code="x y"), gazetteer).confidence is Confidence.NONE
