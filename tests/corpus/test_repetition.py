"""Texts that repeat themselves, and very long ones, are measured within bounds."""

from __future__ import annotations

import pytest

from benchmarks.similarity import Author, make
from generator.checks.base import Subject
from generator.checks.others import other_organs
from generator.corpus import build_corpus, measure, measured
from generator.forms.loader import load_forms


def test_repeated_texts_are_found_equal_at_once() -> None:
    text = "公开信息" * 10_000
    assert measure.longest_run(text, text) == len(text)
    assert measure.has_run(text, text, 200)


def test_places_of_one_block_are_bounded() -> None:
    """Without a bound, the runs of two such texts are the product of their lengths."""
    here, there = "公开信息" * 3000, "信息公开" * 3000
    runs = measure.shared_runs(here, there)
    assert runs and all(here[r.left : r.left + r.length] == there[r.right : r.right + r.length] for r in runs)
    assert measure.longest_run("甲" + here, "乙" + there) >= measure.SHORTEST_MEASURED


def test_a_text_beyond_the_limit_is_not_compared_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    author = Author()
    reports = [make(1, town, 2020, author.words(2000, 2000), author.chance) for town in range(2)]
    assert build_corpus(reports).similarity.compared
    monkeypatch.setattr(measured, "LONGEST", 1000)
    monkeypatch.setattr("generator.checks.others.LONGEST", 1000)
    corpus = build_corpus(reports)
    assert not corpus.similarity.compared
    assert other_organs(Subject(reports[0], corpus, load_forms())).reason == "narrative_too_long"
