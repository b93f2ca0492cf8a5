"""Which report goes into which shard."""

from __future__ import annotations

import random
from collections import Counter

from search_samples import sample

from benchmarks.search_archive import synthetic_archive
from generator.search.documents import SearchDocument
from generator.search.shards import SLACK, STRETCH, place_in_tree, shards, stretches


def held(**sizes: int) -> list[SearchDocument]:
    """Documents by region: ``_1401=30`` are thirty of 1401."""
    return [
        sample(1, url=f"/region/{code[1:]}/{number:05}/", province=code[1:3], regions=((code[1:], "某地"),))
        for code, count in sizes.items()
        for number in range(count)
    ]


def sizes(documents: list[SearchDocument], size: int) -> list[dict[str, int]]:
    done = []
    for shard in shards(documents, size).values():
        codes = [document.region for document in shard]
        done.append({code: codes.count(code) for code in sorted(set(codes))})
    return done


def test_a_small_archive_is_one_index() -> None:
    assert sizes(held(_14=90, _64=60), 100) == [{"14": 90, "64": 60}]
    assert sizes([], 100) == []


def test_provinces_stay_whole_and_neighbours_share() -> None:
    assert sizes(held(_11=30, _12=60, _13=50, _14=140), 100) == [{"11": 30, "12": 60}, {"13": 50}, {"14": 140}]


def test_a_large_province_is_divided_by_its_codes_and_a_large_county_by_addresses() -> None:
    documents = held(_11=20, _1401=60, _1402=50, _1403=40, _140421=400)
    done = sizes(documents, 100)
    assert done[0] == {"11": 20}
    assert {"1401": 60, "1402": 50} in done and {"1403": 40} in done
    parts = [shard["140421"] for shard in done if "140421" in shard]
    assert sum(parts) == 400 and 3 <= len(parts) <= 5 and max(parts) <= 150
    assert sum(sum(shard.values()) for shard in done) == len(documents)


def test_what_has_no_place_is_found_too() -> None:
    documents = [*held(_11=120), sample(1, url="/unplaced/0a/", province="", places=())]
    assert sum(shard.get("", 0) for shard in sizes(documents, 60)) == 1


def test_order_does_not_matter() -> None:
    documents = synthetic_archive(300)
    assert shards(random.Random(3).sample(documents, 300), 20) == shards(documents, 20)
    assert list(shards(documents, 20)) == sorted(shards(documents, 20))


def test_a_report_more_moves_no_other_but_where_a_shard_is_full() -> None:
    documents = synthetic_archive(400)
    before = shards(documents[:200], 20)
    divisions = 0
    for count in range(201, 401):
        after = shards(documents[:count], 20)
        gone = before.keys() - after.keys()
        assert len(gone) <= 1, "no other shard is touched"
        for name in gone:
            assert len(before[name]) == int(20 * SLACK), "only a full shard is divided"
            divisions += 1
        new = documents[count - 1]
        for name in before.keys() & after.keys():
            assert [one for one in after[name] if one != new] == before[name]
        before = after
    assert 5 < divisions < 20
    assert all(place_in_tree(one).startswith(name) for name, own in before.items() for one in own)


def test_one_report_more_changes_a_stretch_or_two() -> None:
    documents = sorted(synthetic_archive(400), key=lambda one: one.url)
    whole = stretches(documents)
    assert [one for part in whole for one in part] == documents
    assert len(documents) / STRETCH / 2 < len(whole) < 2 * len(documents) / STRETCH
    changed = Counter(
        sum(part not in whole for part in stretches([*documents[:at], *documents[at + 1 :]]))
        for at in range(len(documents))
    )
    assert changed.keys() <= {0, 1} and changed[1] > 390
