"""The measures of likeness against their plain definitions."""

from __future__ import annotations

import random
from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import measure
from generator.corpus.fingerprints import GRAM, GUARANTEE, WINDOW, fingerprints, gram_hashes
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
from generator.corpus.measured import RUN

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]


def words(chance: random.Random, count: int, letters: list[str] = HAN) -> str:
    return "".join(chance.choices(letters, k=count))


def plain_longest(a: str, b: str) -> int:
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size


def most_places(a: str, b: str, size: int) -> int:
    """How often the block of ``a`` that ``b`` holds most often stands there, overlapping ones counted."""
    blocks = {a[at : at + size] for at in range(0, len(a) - size + 1, size)}
    return max((sum(b.startswith(block, at) for at in range(len(b))) for block in blocks), default=0)


def pair(chance: random.Random, letters: int) -> tuple[str, str]:
    """Two texts with a passage in common. Texts of very few letters repeat themselves in every way there is."""
    shared = words(chance, chance.randint(0, 90), HAN[:letters])
    a, b = (
        words(chance, chance.randint(0, 120), HAN[:letters]) + shared + words(chance, chance.randint(0, 90))
        for _ in range(2)
    )
    return a, b


def check_runs(a: str, b: str, most: int) -> None:
    """``longest_run`` and ``has_run`` say what their docstrings promise, with ``most`` for MOST_HITS."""
    longest, found = plain_longest(a, b), longest_run(a, b)
    measured = longest if longest >= SHORTEST_MEASURED else 0
    if most_places(a, b, SHORTEST_BLOCK) <= most:
        assert found == measured
    else:
        end = bisect_right(range(len(b)), most, key=lambda end: most_places(a, b[:end], SHORTEST_BLOCK)) - 1
        beginning = plain_longest(a, b[:end])
        assert (beginning if beginning >= SHORTEST_MEASURED else 0) <= found <= measured
    for length in (20, 61, RUN):
        if has_run(a, b, length):
            assert longest >= length
        elif longest >= length:
            assert most_places(a, b, (length + 1) // 2) > most


@given(st.randoms(use_true_random=False), st.integers(2, 4))
def test_the_longest_run_is_the_longest(chance: random.Random, letters: int) -> None:
    a, b = pair(chance, letters)
    check_runs(a, b, MOST_HITS)


@pytest.mark.parametrize("seed", range(30))
def test_where_blocks_repeat_without_end_the_longest_run_is_a_lower_bound(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "MOST_HITS", 2)
    chance = random.Random(seed)
    stock = words(chance, 11, HAN[:2])
    a, b = (text + stock * chance.randint(0, 9) + text[:60] for text in pair(chance, 2))
    check_runs(a, b, 2)


def test_only_texts_that_repeat_themselves_have_more_places_than_are_looked_at() -> None:
    """Chance texts of two letters do not: for them the measure is exact."""
    pairs = [pair(random.Random(seed), 2) for seed in range(200)]
    assert max(most_places(a, b, SHORTEST_BLOCK) for a, b in pairs) < MOST_HITS
    stock = words(random.Random(0), 20)
    assert most_places(stock, stock * (MOST_HITS + 1), SHORTEST_BLOCK) > MOST_HITS
    assert longest_run(stock, stock * (MOST_HITS + 1)) == len(stock)


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


@given(st.integers(0, 2**32))
def test_a_run_of_the_guaranteed_length_has_a_common_fingerprint(seed: int) -> None:
    chance = random.Random(seed)  # a thousand letters, drawn one by one by hypothesis, take it too long
    letters = HAN[: chance.choice((2, 800))]
    shared = words(chance, GUARANTEE, letters)
    a, b = (words(chance, chance.randint(0, 300)) + shared + words(chance, chance.randint(0, 300)) for _ in range(2))
    assert set(fingerprints(a).values.tolist()) & set(fingerprints(b).values.tolist())


def test_a_text_shorter_than_the_guarantee_has_no_fingerprint() -> None:
    chance = random.Random(1)
    assert len(fingerprints(words(chance, GUARANTEE - 1)).values) == 0
    assert len(fingerprints(words(chance, GUARANTEE)).values) == 1
    found = fingerprints(words(chance, 16_000)).positions.tolist()
    assert 900 < len(found) < 1100
    assert found == sorted(set(found))


@pytest.mark.parametrize("letters", [2, 800])
def test_the_rightmost_of_the_smallest_is_chosen_in_every_window(letters: int) -> None:
    text = words(random.Random(letters), 900, HAN[:letters])
    hashes = gram_hashes(text, GRAM).tolist()
    chosen = set()
    for start in range(len(hashes) - WINDOW + 1):
        window = hashes[start : start + WINDOW]
        chosen.add(start + max(at for at, value in enumerate(window) if value == min(window)))
    assert fingerprints(text).positions.tolist() == sorted(chosen)
    assert fingerprints(text).values.tolist() == [hashes[at] for at in sorted(chosen)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_equal_grams_and_no_others_have_equal_hashes(a: str, b: str) -> None:
    """Also of characters that take two places in UTF-16, and of halves of such."""
    grams = [text[at : at + 8] for text in (a, b) for at in range(len(text) - 7)]
    hashes = [value for text in (a, b) for value in gram_hashes(text, 8).tolist()]
    assert len(set(hashes)) == len(set(grams)) and len(hashes) == len(grams)
