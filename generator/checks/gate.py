"""Checks, before every failure of severity error, that what it uses is certain and complete in our copy."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from generator.checks.reasons import NOT_READ, RECOGNISED
from generator.model.figures import TABLE_NAMES, Reading
from generator.model.pictures import in_picture
from generator.model.reports import Report
from generator.model.results import Instance, Term
from generator.model.spans import DecodedSpan

CUT_OFF = "cut_off"
UNFOUND = (Reading.UNREAD, Reading.ABSENT)
YEAR_UNCERTAIN = "year_uncertain"
AUTHOR_UNCERTAIN = "author_uncertain"

CERTAIN_YEAR = frozenset({"title", "self_naming", "period", "sidecar"})
"""Where a report says which year it is about; a file's name, or the years its text speaks of, only hint at it."""
CERTAIN_AUTHOR = frozenset({"title", "title_place", "self_naming", "compiled", "signature", "below_title", "sidecar"})


class Use(Enum):
    """What a check's failure rests on besides its operands."""

    YEAR = auto()
    AUTHOR = auto()
    WHOLE = auto()
    """The text reached us to its end."""


def objection(instance: Instance, uses: frozenset[Use], report: Report) -> str:
    """Why ``instance`` may not accuse: a reason code; "" where nothing speaks against it."""
    if _is_recognised(instance, report):
        return RECOGNISED
    if Use.WHOLE in uses and report.ending.cut:
        return CUT_OFF
    if _at_the_cut(instance, report):
        return CUT_OFF
    if _beside_lost_row(instance, report):
        return NOT_READ
    if Use.YEAR in uses and not _year_is_certain(report):
        return YEAR_UNCERTAIN
    if Use.AUTHOR in uses and not _author_is_certain(report):
        return AUTHOR_UNCERTAIN
    return ""


def _year_is_certain(report: Report) -> bool:
    year = report.year
    return year is not None and year.origin in CERTAIN_YEAR and _is_printed(year.origin, year.span, report)


def _author_is_certain(report: Report) -> bool:
    organ = report.organ
    return organ.origin in CERTAIN_AUTHOR and _is_printed(organ.origin, organ.span, report)


def _is_printed(origin: str, span: DecodedSpan | None, report: Report) -> bool:
    """True if it was set by hand, or stands in characters that no program had to recognise."""
    recognised = report.scan.recognised
    return not recognised or origin == "sidecar" or (span is not None and not in_picture(span, recognised))


def _is_recognised(instance: Instance, report: Report) -> bool:
    """True if an operand was recognised in a picture, and nobody has looked at it since.

    So is what names no place in the report, where any of it is a picture: a heading that was not found may be in it.
    """
    if not report.scan.recognised:
        return False
    own = [term for term in _terms(instance) if not term.report and (term.span is not None or term.address)]
    return not own or any(_term_is_recognised(term, report) for term in own)


def _term_is_recognised(term: Term, report: Report) -> bool:
    name, _, address = term.address.partition(".")
    row, _, column = address.partition(".")
    table = report.tables[name] if name in TABLE_NAMES else None
    cell = table.cells.get((row, column)) if table else None
    return cell.seen is not None if cell else in_picture(term.span, report.scan.recognised)


def _at_the_cut(instance: Instance, report: Report) -> bool:
    """True if an operand is on the line where the text breaks off, or its digits are the very last characters."""
    decoded = report.text.decoded
    # Of a table that breaks off the reading has left out what is not whole; a sentence may lose its other half.
    half = report.ending.last if report.ending.cut == "sentence" else None
    last = report.text.back(half) if half else None
    end = len(decoded.rstrip())
    for term in _terms(instance):
        if term.span is None or term.value is None or term.report:
            continue
        if last is not None and last.start <= term.span.start:
            return True
        if term.span.end >= end and decoded[end - 1 : end].isdigit():
            return True
    return False


def _beside_lost_row(instance: Instance, report: Report) -> bool:
    """A row of table 3 before one that was not found: where cells stand one a line, a torn text makes one of two."""
    table = report.tables.requests
    if table is None:
        return False
    rows = list(dict.fromkeys(row for row, _ in table.cells))
    if instance.where not in rows[:-1]:
        return False
    after = rows[rows.index(instance.where) + 1]
    return all(cell.reading in UNFOUND for (row, _), cell in table.cells.items() if row == after)


def _terms(instance: Instance) -> Iterator[Term]:
    if instance.equation:
        yield from instance.equation.left
        yield from instance.equation.right
