"""The measures of likeness against their plain definitions, and the promise that no long run is missed."""

from __future__ import annotations

import random
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import candidates
from generator.corpus.candidates import RUN, build_index, common_runs
from generator.corpus.fingerprints import GUARANTEE, fingerprints
from generator.corpus.measure import (
    MOST_HITS,
    SHORTEST_BLOCK,
    SHORTEST_MEASURED,
    containment,
    has_run,
    longest_run,
    shared_runs,
    shingles,
)

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]


def words(chance: random.Random, count: int, letters: list[str] = HAN) -> str:
    return "".join(chance.choices(letters, k=count))


def plain_longest(a: str, b: str) -> int:
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size


@given(st.randoms(use_true_random=False), st.integers(2, 4))
def test_the_longest_run_is_the_longest(chance: random.Random, letters: int) -> None:
    """Texts of very few letters repeat themselves in every way there is."""
    shared = words(chance, chance.randint(0, 90), HAN[:letters])
    a, b = (
        words(chance, chance.randint(0, 120), HAN[:letters]) + shared + words(chance, chance.randint(0, 90))
        for _ in range(2)
    )
    longest = plain_longest(a, b)
    blocks = Counter(b[at : at + SHORTEST_BLOCK] for at in range(len(b) - SHORTEST_BLOCK + 1))
    if max(blocks.values(), default=0) > MOST_HITS:  # only a lower bound is promised, and no run that is none
        assert longest_run(a, b) <= longest
        assert not any(has_run(a, b, length) for length in (20, 61, RUN) if length > longest)
        return
    assert longest_run(a, b) == (longest if longest >= SHORTEST_MEASURED else 0)
    for length in (20, 61, RUN):
        assert has_run(a, b, length) == (longest >= length)


def test_containment_is_of_the_smaller() -> None:
    assert containment(shingles("甲乙丙丁戊己庚辛壬"), shingles("丑甲乙丙丁戊己庚辛寅卯辰")) == 0.5
    assert containment(shingles("甲乙丙丁戊己庚"), shingles("甲乙丙丁戊己庚辛")) == 0.0


@given(st.randoms(use_true_random=False))
def test_shared_runs_are_shared_and_apart(chance: random.Random) -> None:
    pieces = [words(chance, chance.randint(5, 60), HAN[:30]) for _ in range(6)]
    a, b = ("".join(chance.choices(pieces, k=5)) for _ in range(2))
    runs = shared_runs(a, b)
    for run in runs:
        assert a[run.left : run.left + run.length] == b[run.right : run.right + run.length]
        assert run.length >= 20
    for spans in ([(r.left, r.left + r.length) for r in runs], [(r.right, r.right + r.length) for r in runs]):
        ordered = sorted(spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(ordered))
    assert max((r.length for r in runs), default=0) == (m if (m := plain_longest(a, b)) >= 20 else 0)


@given(st.randoms(use_true_random=False))
def test_a_run_of_the_guaranteed_length_has_a_common_fingerprint(chance: random.Random) -> None:
    letters = HAN[: chance.choice((2, 800))]
    shared = words(chance, GUARANTEE, letters)
    a, b = (words(chance, chance.randint(0, 300)) + shared + words(chance, chance.randint(0, 300)) for _ in range(2))
    assert {value for value, _ in fingerprints(a)} & {value for value, _ in fingerprints(b)}


def test_a_text_shorter_than_the_guarantee_has_no_fingerprint() -> None:
    chance = random.Random(1)
    assert fingerprints(words(chance, GUARANTEE - 1)) == []
    assert len(fingerprints(words(chance, GUARANTEE))) == 1
    found = fingerprints(words(chance, 16_000))
    assert 900 < len(found) < 1100
    assert [at for _, at in found] == sorted({at for _, at in found})


@pytest.mark.parametrize("boilerplate", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_a_run_of_150_is_never_missed(seed: int, boilerplate: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of fifty texts share just 150 characters, with or without everyone holding pieces of them."""
    monkeypatch.setattr(candidates, "COMMON", 6)
    chance = random.Random(seed)
    shared = words(chance, RUN)
    pieces = [shared[at : at + 110] for at in (0, 20, 40)]
    texts = []
    for number in range(50):
        held = shared if number in (11, 37) else chance.choice(pieces) if boilerplate else ""
        texts.append(words(chance, chance.randint(40, 400)) + held + words(chance, chance.randint(40, 400)))
    index = build_index(texts, [str(number) for number in range(50)])
    rare = set(index.missed_run(11, lambda other: False))
    common = dict(common_runs(index, [11]))
    assert 37 in rare or common.get(11) == 37
    assert all(has_run(texts[11], texts[other], RUN) for other in common.values())


def test_what_everyone_holds_pairs_only_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "COMMON", 6)
    chance = random.Random(3)
    stock = words(chance, 100)
    texts = [words(chance, 200) + stock + words(chance, 200) for _ in range(60)]
    index = build_index(texts, [str(number) for number in range(60)])
    assert set(index.likeliest(30, 60)) == {26, 27, 28, 29, 31, 32, 33, 34}


def test_a_passage_that_everyone_copied_still_finds_someone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "COMMON", 6)
    chance = random.Random(4)
    copied = words(chance, 260)
    texts = [words(chance, 200) + copied + words(chance, 200) for _ in range(30)]
    # One organ holds the first texts: its own must not stand in the way of another's.
    organs = ["a" if number < 10 else str(number) for number in range(30)]
    index = build_index(texts, organs)
    found = dict(common_runs(index, list(range(30))))
    assert set(found) == set(range(30))
    assert all(organs[one] != organs[other] for one, other in found.items())
