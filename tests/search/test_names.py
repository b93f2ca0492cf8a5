"""Names for suggestions: each page under all that it may be asked for by, no key with very many."""

from __future__ import annotations

import json
from typing import Any

import pytest
from search_samples import sample

from benchmarks.search_archive import synthetic_archive
from generator.places.slugs import place_slug
from generator.search.documents import SearchDocument
from generator.search.names import BEGINNING, MOST, ROMAN_BEGINNING, letters, packed_names
from generator.search.pieces import piece_of
from generator.search.summary import Pieces, summarised
from tests.filled import filled


def pieces(documents: list[SearchDocument], shards: int = 1) -> list[bytes]:
    ordered = sorted(documents, key=lambda document: document.url)
    groups = [ordered[number::shards] for number in range(shards)]
    return packed_names([summarised(group, {"公": len(group)}, "0123456789/", Pieces(1, 1)) for group in groups])


def asked(held: list[bytes], name: str) -> list[Any]:
    """Addresses under a name, as the page looks for them."""
    length, found = (ROMAN_BEGINNING if name.isascii() else BEGINNING), []
    while length and length <= len(name):
        key = name[:length]
        longer, *entries = json.loads(held[piece_of(key, len(held))]).get(key, [0])
        assert len(entries) <= MOST and (not longer or longer > length)
        found += [url for url, *_ in entries]
        length = longer
    return found


def one(number: int, town: str, county: str = "某县", organ: str = "", year: int = 2020) -> SearchDocument:
    return sample(
        url=f"/region/110101/{place_slug(town)}/{year}/",
        year=year,
        organ=organ or f"{town}人民政府",
        places=("某省", "某市", county, town),
        regions=(("11", "某省"), ("1101", "某市"), ("110101", county)),
    )


@pytest.mark.parametrize(
    "name",
    ["下马关镇", "下马", "下马关镇人民政府", "同心县下马关镇", "xiamaguan", "xiamaguanzhen", "tongxinxiamaguanzhen"],
)
def test_an_organ_is_found_by_each_of_its_names(name: str) -> None:
    held = pieces([one(1, "下马关镇", "同心县"), one(2, "双鹤乡", "同心县")])
    assert "/region/110101/xiamaguan-zhen/" in asked(held, name)


def test_an_organ_goes_by_its_earlier_names_too() -> None:
    documents = [one(1, "下马关镇", organ="旧名办事处", year=2019), one(1, "下马关镇", year=2020)]
    for shards in (1, 2):
        assert asked(pieces(documents, shards), "旧名办事处") == ["/region/110101/xiamaguan-zhen/"]


def test_a_region_is_found_by_its_name_with_the_one_above() -> None:
    held = pieces([one(1, "下马关镇", "同心县")])
    for name in ("同心县", "某市同心县", "tongxin", "tongxinxian"):
        assert "/region/110101/" in asked(held, name)


def test_many_of_one_beginning_stand_under_longer_keys() -> None:
    towns = [f"东{a}{b}镇" for a in "一二三四五六七八" for b in "甲乙丙丁戊己庚辛壬"]
    held = pieces([one(number, town) for number, town in enumerate(towns)])
    for town in filled(towns):
        url = f"/region/110101/{place_slug(town)}/"
        assert url in asked(held, town) and url in asked(held, letters(place_slug(town)))


def test_very_many_of_one_name_are_cut() -> None:
    documents = [
        sample(url=f"/region/{110101 + number}/chengguan-zhen/2020/", organ="城关镇人民政府", places=("某省", "城关镇"))
        for number in range(3 * MOST)
    ]
    held = pieces(documents)
    assert 0 < len(asked(held, "城关镇")) <= 2 * MOST
    assert 0 < len(asked(held, "chengguan")) <= 2 * MOST


def test_one_more_organ_changes_few_pieces() -> None:
    documents = synthetic_archive(300)
    before, after = pieces(documents[1:]), pieces(documents)
    assert len(before) == len(after) > 16
    assert sum(a != b for a, b in zip(before, after, strict=True)) <= 8


def entries(held: list[bytes]) -> list[Any]:
    """Everything told of any name, once a page."""
    told = [entry for piece in held for _, *own in json.loads(piece).values() for entry in own]
    return list({entry[0]: entry for entry in told}.values())


def test_an_organ_tells_its_years_and_a_region_none() -> None:
    documents = [one(1, "下马关镇", year=2019), one(1, "下马关镇", year=2021), one(1, "下马关镇", year=2020)]
    for shards in (1, 3):
        years = {url: told for url, *_, told in entries(pieces(documents, shards))}
        assert years["/region/110101/xiamaguan-zhen/"] == "192021"
        assert years["/region/110101/"] == ""


def test_a_town_is_shown_with_its_county_and_a_department_by_its_name() -> None:
    bureau = sample(
        url="/region/110101/caizheng-ju/2020/",
        organ="某县财政局",
        places=("某省", "某市", "某县"),
        regions=(("11", "某省"), ("1101", "某市"), ("110101", "某县")),
    )
    shown = {url: name for url, name, *_ in entries(pieces([one(1, "下马关镇"), bureau]))}
    assert shown["/region/110101/xiamaguan-zhen/"] == "某县下马关镇"
    assert shown["/region/110101/caizheng-ju/"] == "某县财政局"
