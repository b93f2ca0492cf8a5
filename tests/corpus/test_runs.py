"""Which texts are measured: the promise that no long run is missed, and the search in all texts at once."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.corpus import candidates, runs
from generator.corpus.candidates import Candidates, build_index
from generator.corpus.fingerprints import GRAM, order_of
from generator.corpus.measure import has_run
from generator.corpus.measured import RUN
from generator.corpus.runs import SIDE, Runs, run_hashes, sharers_of_common, sharers_of_rare, windows

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]


def words(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(HAN, k=count))


def only(count: int, *texts: int) -> np.ndarray:
    return np.isin(np.arange(count), texts)


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is common is common in small archives, too, and blocks of texts end between them."""
    monkeypatch.setattr(candidates, "COMMON", 6)
    monkeypatch.setattr(runs, "AT_ONCE", 1000)


@pytest.mark.parametrize("boilerplate", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_a_run_of_150_is_never_missed(seed: int, boilerplate: bool) -> None:
    """Two of fifty texts share just 150 characters, with or without everyone holding pieces of them."""
    chance = random.Random(seed)
    shared = words(chance, RUN)
    pieces = [shared[at : at + 110] for at in (0, 20, 40)]
    texts = []
    for number in range(50):
        held = shared if number in (11, 37) else chance.choice(pieces) if boilerplate else ""
        texts.append(words(chance, chance.randint(40, 400)) + held + words(chance, chance.randint(40, 400)))
    index = build_index(texts, [str(number) for number in range(50)])
    rare, common = sharers_of_rare(index, only(50, 11)), told_common(index)
    assert set(rare) <= {11}
    assert 37 in rare.get(11, []) or common.get(11) == 37
    assert all(has_run(texts[one], texts[other], RUN) for one, other in common.items())


def test_what_everyone_holds_pairs_only_neighbours() -> None:
    chance = random.Random(3)
    stock = words(chance, 100)
    texts = [words(chance, 200) + stock + words(chance, 200) for _ in range(60)]
    index = build_index(texts, [str(number) for number in range(60)])
    assert set(index.likeliest(30, 60)) == {26, 27, 28, 29, 31, 32, 33, 34}


def test_a_passage_that_everyone_copied_still_finds_someone() -> None:
    chance = random.Random(4)
    copied = words(chance, 260)
    texts = [words(chance, 200) + copied + words(chance, 200) for _ in range(30)]
    # One organ holds the first texts: its own must not stand in the way of another's.
    organs = ["a" if number < 10 else str(number) for number in range(30)]
    index = build_index(texts, organs)
    found = told_common(index)
    assert set(found) == set(range(30))
    assert all(organs[one] != organs[other] for one, other in found.items())


def archive(chance: random.Random) -> Candidates:
    """Texts that share rare and common passages of all lengths, some of them several times; some are very short."""
    passages = [words(chance, chance.randint(20, 260)) for _ in range(8)]
    texts = []
    for _ in range(chance.randint(2, 25)):
        parts = chance.choices(passages, [1, 1, 1, 1, 2, 4, 8, 16], k=chance.randint(0, 6))
        texts.append("".join(words(chance, chance.choice((0, 5, 90))) + part for part in parts))
    return build_index(texts, [str(chance.randint(0, 20)) for _ in texts])


@pytest.mark.parametrize("seed", range(30))
def test_runs_are_told_as_by_looking_at_each_pair_of_places(seed: int) -> None:
    """The same others in the same order, which decides what is measured first."""
    chance = random.Random(seed)
    index = archive(chance)
    wanted = np.array([chance.random() < 0.7 for _ in index.texts])
    plain = {a: list(dict.fromkeys(missed(index, a))) for a in np.flatnonzero(wanted).tolist()}
    assert sharers_of_rare(index, wanted) == {a: others for a, others in plain.items() if others}
    assert told_common(index) == dict(common(index, list(range(len(index.texts)))))


def told_common(index: Candidates) -> dict[int, int]:
    one, other = sharers_of_common(index)
    return dict(zip(one.tolist(), other.tolist(), strict=True))


def missed(index: Candidates, a: int) -> Iterator[int]:
    """The other texts at places of the same rare fingerprint of ``a``, beside which enough characters agree."""
    for here in sorted(index.held[index.bounds[a] : index.bounds[a + 1]].tolist()):
        group = index.groups[here]
        for there in range(index.starts[group], index.starts[group + 1]) if not index.common[group] else ():
            b = int(index.owners[there])
            for shift in (0, GRAM - SIDE):
                mine, theirs = (
                    index.texts[text][at : at + SIDE] if (at := int(index.positions[entry]) + shift) >= 0 else ""
                    for text, entry in ((a, here), (b, there))
                )
                if mine == theirs and len(mine) == SIDE and index.organs[a] != index.organs[b]:
                    yield b


def common(index: Candidates, wanted: list[int]) -> Iterator[tuple[int, int]]:
    """The first text of another organ that has the first of the common stretches of each text that any has."""
    stretches: dict[int, dict[str, None]] = {a: {} for a in range(len(index.texts))}
    found = windows(index)
    for a, start in zip(found.owners.tolist(), found.starts.tolist(), strict=True):
        stretches[a][index.texts[a][start : start + RUN]] = None
    for a in wanted:
        for one in stretches[a]:
            others = [b for b in stretches if index.organs[a] != index.organs[b] and one in stretches[b]]
            if others:
                yield a, others[0]
                break


@given(st.lists(st.text("甲乙\U00020000\ud800", max_size=60), min_size=1, max_size=8), st.integers(1, 9))
def test_equal_runs_and_no_others_have_equal_hashes(texts: list[str], length: int) -> None:
    """Wherever they stand; also of characters that take two places in UTF-16, and of halves of such."""
    places = [(number, at) for number, text in enumerate(texts) for at in range(len(text) - length + 1)]
    owners, starts = (
        (np.array(column, np.int64) for column in zip(*places, strict=True)) if places else (np.empty(0, np.int64),) * 2
    )
    hashes = run_hashes(texts, Runs(owners, starts, length))[0].tolist()
    told = [texts[number][at : at + length] for number, at in places]
    assert len(set(hashes)) == len(set(told)) == len(set(zip(hashes, told, strict=True)))


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 20) | st.sampled_from((2**63, 2**63 + 1)), max_size=60))
def test_hashes_are_sorted_as_numpy_sorts_them(values: list[int]) -> None:
    """Also where they differ in their lowest bits alone, and equal ones by their places."""
    hashes = np.array(values, np.uint64)
    assert order_of(hashes).tolist() == np.argsort(hashes, kind="stable").tolist()
