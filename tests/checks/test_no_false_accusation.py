"""Consistent reports accuse nobody, and a wrong number is seen: a smaller run of ``benchmarks/checks.py``."""

from __future__ import annotations

from benchmarks.checks import WITH_TABLES, Outcome, altered, may_refuse, measure, read
from benchmarks.corpus.consistent import family, file_of
from generator.corpus import build_corpus
from generator.model.results import Verdict
from tests.inspecting import resources

EACH = 2
"""Families, of two reports each, in every layout."""


def test_consistent_reports_accuse_nobody_and_changed_ones_are_seen() -> None:
    outcome = measure(5, EACH * len(WITH_TABLES), resources())
    assert outcome.accused == []
    assert outcome.missed == []
    assert outcome.reports == outcome.changed == 2 * EACH * len(WITH_TABLES)
    readable = sum(not may_refuse(layout) for layout in WITH_TABLES)
    assert outcome.seen >= 2 * EACH * readable
    assert not outcome.unread.keys() & {layout.name for layout in WITH_TABLES if not may_refuse(layout)}


def test_what_is_not_changed_is_counted_as_missed() -> None:
    outcome = Outcome()

    class Same:
        """Chooses a number and changes it into itself."""

        def choice(self, options: list[object]) -> object:
            return options[0] if isinstance(options[0], tuple) else told.numbers[next(iter(told.numbers))]

    told = family(5, 0, WITH_TABLES[0])[0]
    altered(told, Same(), resources(), outcome)  # type: ignore[arg-type]
    assert len(outcome.missed) == 1


def test_the_years_of_a_family_belong_together() -> None:
    """Else the checks across years would be silent, and their silence would prove nothing."""
    from generator.checks import check_report
    from generator.checks.base import Subject

    earlier, later = (read(told, resources()) for told in family(5, 1, WITH_TABLES[0]))
    assert earlier is not None and later is not None
    assert earlier.organ.id == later.organ.id != ""
    corpus = build_corpus([earlier, later])
    found = {r.code: r for r in check_report(Subject(later, corpus, resources().reader.forms), resources().catalogue)}
    assert found["F01"].verdict is Verdict.PASS and found["F01"].counts.passed == 7


def test_a_family_is_the_same_every_time() -> None:
    assert [file_of(told) for told in family(5, 3, WITH_TABLES[3])] == [
        file_of(told) for told in family(5, 3, WITH_TABLES[3])
    ]
