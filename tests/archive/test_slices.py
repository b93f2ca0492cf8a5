"""A slice tells of the archive around it no more than is shown, so that what is added elsewhere leaves it alone."""

from __future__ import annotations

from dataclasses import replace

from generator.archive.shelving import shelve
from generator.archive.slices import slices
from generator.attempts import Attempts
from generator.corpus import build_corpus
from generator.corpus.similarity import Similarity
from tests.archive.test_shelves import read
from tests.inspecting import resources


def test_how_many_were_compared_is_told_as_it_is_shown() -> None:
    report = read("东城区东华门街道办事处", 2022)
    corpus = build_corpus([report])
    shelves = shelve(corpus, resources().reader.gazetteer, Attempts())

    def told(count: int) -> Similarity:
        similarity = replace(corpus.similarity, compared={report.id: count})
        (one,) = slices(replace(corpus, similarity=similarity), shelves)
        return one.similarity

    assert told(9_900) == told(9_941)
    assert len({told(count).compared[report.id] for count in (0, 5, 6, 9_900, 10_000)}) == 5
