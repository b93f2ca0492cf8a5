"""A comparison that knows what the one before chose and measured finds what one from scratch finds."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generator.cache import ByteStore
from generator.corpus import candidates, choices, ruler, similarity
from generator.corpus.candidates import Candidates, build_index
from generator.corpus.measured import Similarity
from generator.corpus.runs import Sharers
from generator.corpus.similarity import compare_texts
from generator.model.reports import Report, Sourced
from generator.workers import comparing
from generator.workers.comparing import Comparer
from generator.workers.limits import Limits
from generator.workers.processes import Processes
from tests.corpus.test_together import report

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 800)]
TOWNS = [f"{one}{other}" for one in "甲乙丙丁戊" for other in "子丑寅"]


@pytest.fixture(autouse=True)
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not all pairs are measured, what six hold is common, and three texts are chosen for each."""
    monkeypatch.setattr(similarity, "EXHAUSTIVE", 0)
    monkeypatch.setattr(candidates, "COMMON", 5)
    monkeypatch.setattr(choices, "MEASURED", 3)


class Writer:
    """Draws reports that share passages, some of them with many, and changes them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.passages = [self.words(self.chance.randint(20, 300)) for _ in range(12)]
        self.count = 0

    def words(self, count: int) -> str:
        return "".join(self.chance.choices(HAN, k=count))

    def text(self) -> str:
        parts = self.chance.choices(self.passages, [1] * 6 + [2, 2, 4, 4, 8, 8], k=self.chance.randint(2, 6))
        return "".join(self.words(self.chance.choice((0, 20, 150))) + part for part in parts)

    def report(self) -> Report:
        self.count += 1
        return report(self.chance.choice(TOWNS), self.chance.randint(2019, 2023), self.text(), f"{self.count}")

    def changed(self, one: Report) -> Report:
        """With another text, organ, year or path."""
        other = self.report()
        changes = {
            "text": other.text,
            "organ": other.organ,
            "year": Sourced(self.chance.randint(2019, 2023), "title"),
            "sources": other.sources,
        }
        kind = self.chance.choice(list(changes))
        return replace(one, **{kind: changes[kind]})

    def next(self, reports: list[Report]) -> list[Report]:
        """The reports after one of the changes that a build may meet."""
        left = list(reports)
        at = self.chance.randrange(len(left))
        match self.chance.choice(("more", "copy", "less", "change", "order", "nothing")):
            case "more":
                left += [self.report() for _ in range(self.chance.randint(1, 4))]
            case "copy":
                left.append(replace(self.report(), text=left[at].text))
            case "less":
                del left[at]
            case "change":
                left[at] = self.changed(left[at])
            case "order":
                self.chance.shuffle(left)
        return left


def compared(reports: list[Report], store: ByteStore | None, jobs: int = 1) -> Similarity:
    older = {one.id for one in reports if one.id.endswith("3")}
    with Comparer(store, jobs) as comparer:
        found = compare_texts(reports, older, measure=comparer.prepared)
        comparer.save()
    return found


def dying(*given: object) -> Sharers:
    os._exit(3)


@pytest.mark.parametrize("work", [comparing._sharers, dying])
def test_what_another_process_seeks_is_found_even_where_that_dies(
    work: Callable[..., Sharers], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MANY", 2)
    monkeypatch.setattr(comparing, "_sharers", work)
    begun: list[int] = []

    def counted(work: Any, shared: Any, jobs: int, limits: Limits) -> Any:
        begun.append(jobs)
        return Processes(work, shared, jobs, limits)

    monkeypatch.setattr(comparing, "Processes", counted)
    writer = Writer(5)
    reports = [writer.report() for _ in range(40)]
    found = compared(reports, None)
    assert begun == []
    assert compared(reports, None, 2) == found and begun == [1]


@pytest.mark.parametrize("seed", range(12))
def test_a_series_of_changes_finds_what_is_found_from_scratch(seed: int, tmp_path: Path) -> None:
    writer, store = Writer(seed), ByteStore(tmp_path)
    reports = [writer.report() for _ in range(25)]
    for _ in range(8):
        found = compared(reports, store)
        assert (
            found
            == compared(reports, None)
            == compare_texts(reports, {one.id for one in reports if one.id.endswith("3")})
        )
        reports = writer.next(reports)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[int, int]]:
    """Tells for how many texts others were chosen and how many pairs were measured in any way since it was asked."""
    counts = [0, 0]

    def counted(place: object, name: str, which: int) -> None:
        real = getattr(place, name)

        def called(*arguments: object) -> object:
            counts[which] += 1
            return real(*arguments)

        monkeypatch.setattr(place, name, called)

    counted(Candidates, "likeliest", 0)
    for name in ("containment", "has_run", "longest_run"):
        counted(ruler, name, 1)

    def told() -> tuple[int, int]:
        now = counts[0], counts[1]
        counts[:] = 0, 0
        return now

    return told


def test_what_is_known_is_neither_chosen_nor_measured_again(
    tmp_path: Path, done: Callable[[], tuple[int, int]]
) -> None:
    writer, store = Writer(1), ByteStore(tmp_path)
    reports = [writer.report() for _ in range(60)]
    count = len(compared(reports, store).compared)
    assert done()[0] == count
    compared(reports, store)
    assert done() == (0, 0)
    alone = report("亥子", 2021, writer.words(600))
    compared([*reports, alone], store)
    assert done() == (1, 0)
    compared(reports[1:], store)
    assert done()[0] < count - 1


def test_what_lies_under_the_key_and_is_nothing_of_ours_counts_for_nothing(tmp_path: Path) -> None:
    writer, store = Writer(2), ByteStore(tmp_path)
    reports = [writer.report() for _ in range(20)]
    found = compared(reports, store)
    (key,) = (one.key for one in store.entries())
    store.put(key, b"another")
    assert compared(reports, store) == found


def test_many_new_texts_are_measured_by_other_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(comparing, "FEW", 5)
    monkeypatch.setattr(comparing, "AT_ONCE", 7)
    writer, store = Writer(3), ByteStore(tmp_path)
    reports = [writer.report() for _ in range(30)]
    assert compared(reports, store) == compared(reports, None)


def test_a_choice_depends_on_who_the_others_are_and_on_their_order() -> None:
    """A text's key is another one if one that it votes for is written by another organ, or filed elsewhere."""
    shared = Writer(4).words(200)
    texts = [Writer(5 + number).words(300) + shared for number in range(3)]
    index = build_index(texts, ["a", "b", "c"])
    reports = [report(town, 2021, text) for town, text in zip(TOWNS, texts, strict=False)]
    names = [ruler.name_of(text) for text in texts]
    before = choices.choose(index, choices.marks_of(reports, names))
    for other in (
        replace(reports[2], organ=replace(reports[2].organ, id="d")),
        replace(reports[2], year=Sourced(2020, "title")),
        replace(reports[2], sources=(replace(reports[2].sources[0], path="a"),)),
        replace(reports[2], id="a"),
    ):
        after = choices.choose(index, choices.marks_of([*reports[:2], other], names))
        assert (after.keys != before.keys).all()
    assert not np.array_equal(choices.marks_of(reports, names), choices.marks_of(reports, names[::-1]))
