"""Which report goes into which shard."""

from __future__ import annotations

from search_samples import sample

from generator.search.documents import SearchDocument
from generator.search.shards import shards


def held(**sizes: int) -> list[SearchDocument]:
    """Documents by region: ``_1401=30`` are thirty of 1401."""
    return [
        sample(1, url=f"/region/{code[1:]}/{number:05}/", province=code[1:3], regions=((code[1:], "某地"),))
        for code, count in sizes.items()
        for number in range(count)
    ]


def sizes(documents: list[SearchDocument], size: int) -> list[dict[str, int]]:
    done = []
    for shard in shards(documents, size):
        codes = [document.region for document in shard]
        done.append({code: codes.count(code) for code in sorted(set(codes))})
    return done


def test_a_small_archive_is_one_index() -> None:
    assert sizes(held(_14=90, _64=60), 100) == [{"14": 90, "64": 60}]
    assert sizes([], 100) == []


def test_provinces_stay_whole_and_small_ones_share() -> None:
    assert sizes(held(_11=30, _12=60, _13=50, _14=140), 100) == [{"11": 30, "12": 60}, {"13": 50}, {"14": 140}]


def test_a_large_province_is_split_by_prefecture_and_a_large_prefecture_in_parts() -> None:
    documents = held(_11=20, _1401=60, _1402=50, _1403=40, _1404=230)
    assert sizes(documents, 100) == [
        {"1401": 60},
        {"1404": 77},
        {"1404": 77},
        {"1404": 76},
        {"1402": 50, "1403": 40},
        {"11": 20},
    ]


def test_what_has_no_place_is_found_too() -> None:
    documents = [*held(_11=120), sample(1, url="/unplaced/0a/", province="", places=())]
    assert sizes(documents, 60) == [{"11": 60}, {"11": 60}, {"": 1}]
