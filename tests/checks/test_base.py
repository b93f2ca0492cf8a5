"""What of a check's operands speaks against an accusation, and which of several reasons is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from msgspec import structs

from generator.checks.base import Check as Carried
from generator.checks.base import Outcome, Subject, evaluate
from generator.checks.comparison import exceeds, trouble
from generator.checks.gate import CUT_OFF, Use, objection
from generator.checks.reasons import BLANK_CELLS, NOT_READ, SOLVED_BY_SUM
from generator.corpus import build_corpus
from generator.model.figures import Cell, Reading
from generator.model.reports import Ending, Report
from generator.model.results import Equation, Instance, Severity, Term, Verdict
from generator.model.spans import Span
from tests.inspecting import resources
from tests.reading.test_identity import report_of
from tests.writing import write_report

SURE = Cell(Decimal(3), Reading.STATED, "3", None)


def of(reading: Reading) -> Cell:
    return Cell(None, reading, "", None)


def report(**given: object) -> Report:
    return replace(report_of(write_report("2021")), **given)  # type: ignore[arg-type]


def judged(*instances: Instance, found: Report | None = None) -> tuple[Verdict, Severity, str]:
    one = found or report()
    subject = Subject(one, build_corpus((one,)), resources().reader.forms)
    result = evaluate(Carried("A01", lambda _: Outcome(instances)), resources().catalogue["A01"], subject)
    return result.verdict, result.severity, result.reason


@pytest.mark.parametrize(
    ("readings", "why"),
    [
        ((Reading.ILLEGIBLE,), NOT_READ),
        ((Reading.ILLEGIBLE, Reading.BLANK), BLANK_CELLS),
        ((Reading.STATED,), ""),
    ],
)
def test_a_blank_is_said_before_what_was_not_read(readings: tuple[Reading, ...], why: str) -> None:
    assert trouble([SURE if reading is Reading.STATED else of(reading) for reading in readings]) == why


def test_with_a_negative_number_parts_do_not_bound_a_total() -> None:
    less = structs.replace(SURE, value=Decimal(-1))
    assert exceeds([Decimal(3), None], [Decimal(2)], [SURE, of(Reading.BLANK), structs.replace(SURE, value=Decimal(2))])
    assert not exceeds([Decimal(4), Decimal(-1), None], [Decimal(2)], [SURE, less, of(Reading.BLANK)])


def test_what_the_text_lacks_is_said_before_what_we_could_not_read() -> None:
    open_ = [Instance("a", "", Verdict.NOT_CHECKABLE, reason=why) for why in (SOLVED_BY_SUM, NOT_READ, BLANK_CELLS)]
    assert judged(*open_)[2] == BLANK_CELLS
    assert judged(*open_[:2])[2] == NOT_READ


def test_the_severest_failure_gives_the_severity() -> None:
    mild, worse = (Instance("a", "", Verdict.FAIL, severity=s) for s in (Severity.INFO, Severity.WARNING))
    assert judged(mild, worse)[1] is Severity.WARNING
    assert judged(mild)[1] is Severity.INFO


def test_who_rests_on_the_whole_text_accuses_nobody_over_a_cut_one() -> None:
    cut = report(ending=Ending("heading", closed=False))
    one = Instance("x", "", Verdict.FAIL)
    assert objection(one, frozenset({Use.WHOLE}), cut) == CUT_OFF
    assert objection(one, frozenset(), cut) == ""


def resting_on(span: Span) -> Instance:
    term = Term("x", Decimal(1), "1", 1, span, "", False, "")
    return Instance("x", "", Verdict.FAIL, Equation((term,), "=", (), holds=False))


def test_digits_that_are_the_very_last_characters_accuse_nobody() -> None:
    found = report_of(write_report("2021", ending="共公开12"))
    end = len(found.text.decoded.rstrip())
    for ending in (found.ending, Ending(), Ending("table")):  # whatever else is known of the end
        assert objection(resting_on(Span(end - 2, end)), frozenset(), replace(found, ending=ending)) == CUT_OFF
    assert objection(resting_on(Span(end - 20, end - 18)), frozenset(), replace(found, ending=Ending())) == ""


def test_an_operand_in_a_sentence_that_breaks_off_accuses_nobody() -> None:
    found = report()
    end = len(found.text.decoded.rstrip())
    half = Ending("sentence", closed=False, last=Span(end - 9, end))
    assert objection(resting_on(Span(end - 5, end - 4)), frozenset(), replace(found, ending=half)) == CUT_OFF
    assert objection(resting_on(Span(end - 15, end - 14)), frozenset(), replace(found, ending=half)) == ""


@pytest.mark.parametrize(("row", "lost"), [("carried_over", "granted"), ("results_total", "carried_forward")])
def test_a_row_before_a_lost_one_accuses_nobody(row: str, lost: str) -> None:
    found = report()
    table = found.tables.requests
    assert table is not None
    cells = {at: of(Reading.UNREAD) if at[0] == lost else cell for at, cell in table.cells.items()}
    torn = replace(found, tables=replace(found.tables, requests=replace(table, cells=cells)))
    assert objection(Instance(row, "", Verdict.FAIL), frozenset(), torn) == NOT_READ
    assert objection(Instance(row, "", Verdict.FAIL), frozenset(), found) == ""


def test_a_section_may_be_lost_behind_the_end_or_where_a_number_is_left_out() -> None:
    text = write_report("2021")
    whole = report_of(text)
    short = report_of(text[: text.index("五、")])
    corpus = build_corpus(())

    def lost(found: Report, topic: int) -> bool:
        return Subject(found, corpus, resources().reader.forms).may_be_lost(topic)

    assert lost(replace(short, ending=Ending(closed=False)), 5)
    assert not lost(replace(short, ending=Ending()), 5)
    start, end = text.index("五、"), text.index("六、")
    assert lost(replace(report_of(text[:start] + text[end:]), ending=Ending()), 5)
    assert not lost(replace(whole, ending=Ending()), 5)
