"""Family F, over time: what a report says of the year before, and the year after of it (跨年核对).

A finding about two years belongs to the pair: it is shown on both reports. Operands of the other report
carry its id, so that they lead to its text and not to this one's.
"""

from __future__ import annotations

from functools import partial

from generator.checks.base import Check, Outcome, Subject
from generator.checks.comparison import trouble
from generator.checks.gate import Use
from generator.checks.jumps import jump
from generator.checks.pairs import NEEDS_OTHER_YEAR, Pair, year_of
from generator.checks.printed import EARLIER, LATER, sums_between_years
from generator.checks.reasons import BLANK_CELLS, FORMAT_NOT_APPLICABLE, NO_TABLE, NOT_READ
from generator.checks.saying import count
from generator.checks.sheets import STATED
from generator.checks.sums import concat, evaluate_sums
from generator.model.figures import Cell
from generator.model.reports import Report
from generator.model.results import Equation, Instance, LazyInstances, Severity, Verdict

ALL_ZERO = "all_zero"
IDENTICAL_FROM = 5
"""Minimum number of equal figures other than 0 that is not taken for chance."""


def carry(subject: Subject) -> Outcome:
    """F01: requests carried forward are next year's carried over, in each column."""
    return _over_pairs(subject, 3, "F01", moving=True)


def in_force(subject: Subject) -> Outcome:
    """F02: documents in force are last year's plus those issued less those repealed (form of 2021)."""
    return _over_pairs(subject, 2, "F02")


def items(subject: Subject) -> Outcome:
    """F03: the number of items follows on from 2019 to 2020, the only two years of that form."""
    return _over_pairs(subject, 2, "F03")


def pending_cases(subject: Subject) -> Outcome:
    """F10: next year's cases are no fewer than those pending, in each block of table 4."""
    return _over_pairs(subject, 4, "F10")


def _over_pairs(subject: Subject, number: int, code: str, moving: bool = False) -> Outcome:
    """What check ``code`` reckons over every pair of adjacent years with table ``number``, as their forms say.

    With ``moving``, a mismatch after a merger or rename is only a warning.
    """
    if not subject.pairs:
        return Outcome(reason=NEEDS_OTHER_YEAR)
    parts: list[LazyInstances] = []
    reasons: list[str] = []
    for pair in subject.pairs:
        sheets = pair.sheets(number)
        if sheets is None:
            reasons.append(NO_TABLE)
        elif asked := sums_between_years(sheets[EARLIER].plan, sheets[LATER].plan, code):
            severity = Severity.WARNING if moving and _moved(pair) else None
            parts.append(evaluate_sums(asked, *sheets, finish=partial(_named, pair, severity)))
        else:
            reasons.append(FORMAT_NOT_APPLICABLE)
    return Outcome(concat(parts)) if parts else Outcome(reason=min(reasons))


def _named(pair: Pair, severity: Severity | None, instance: Instance) -> Instance:
    """With the years that it is about; ``severity`` is that of a failure."""
    where, where_zh = f"{pair.ids}.{instance.where}", pair.span + instance.where_zh
    mild = severity if instance.verdict is Verdict.FAIL else None
    return instance._replace(where=where, where_zh=where_zh, severity=mild)


def _moved(pair: Pair) -> bool:
    """After a merger or a new name, what was left over may have gone elsewhere."""
    if pair.earlier.place.code != pair.later.place.code:
        return True
    first, second = ("".join((r.organ.name or "").split()) for r in (pair.earlier, pair.later))
    return bool(first and second) and not (first.endswith(second) or second.endswith(first))


def identical_tables(subject: Subject) -> Outcome:
    """F07: not all figures of two years are the same, where at least five of them are not zero."""
    others = subject.corpus.other_years(subject.report)
    if not others:
        return Outcome(reason=NEEDS_OTHER_YEAR)
    if not any(subject.report.tables):
        return Outcome(reason=NO_TABLE)
    return Outcome(tuple(_identical(subject.report, subject.body(other)) for other in others))


def _identical(report: Report, other: Report) -> Instance:
    def found(verdict: Verdict, equation: Equation | None = None, reason: str = "") -> Instance:
        return Instance(str(year_of(other)), f"与 {year_of(other)} 年", verdict, equation, reason)

    if report.forms != other.forms:
        return found(Verdict.NOT_CHECKABLE, reason=FORMAT_NOT_APPLICABLE)
    known = _known_pairs(report, other)
    differing = len([None for a, b in known if a.value != b.value or a.unit != b.unit])
    if differing:
        equation = Equation((count("数字不同的格", differing),), ">=", (count("", 1),), holds=True)
        return found(Verdict.PASS, equation)
    # A table, or a part of one, that only one of the years shows may be there in the other, too.
    if not len(known) == _count(report) == _count(other):
        return found(Verdict.NOT_CHECKABLE, reason=NOT_READ)
    stated = [a.value for a, _ in known if a.value is not None]
    same = sum(map(bool, stated))
    if not same:
        return found(Verdict.NOT_CHECKABLE, reason=ALL_ZERO if stated else BLANK_CELLS)
    equation = Equation((count("相同且不为零的格", same),), "<", (count("", IDENTICAL_FROM),), same < IDENTICAL_FROM)
    return found(Verdict.PASS if equation.holds else Verdict.FAIL, equation)


def _known_pairs(report: Report, other: Report) -> list[tuple[Cell, Cell]]:
    """The cells that the tables of both have, where both were read."""
    tables = [(table, beside) for table in report.tables if (beside := other.tables.numbered(table.number))]
    pairs = [(a, b) for one, two in tables for at, a in one.cells.items() if (b := two.cells.get(at)) is not None]
    # Nearly all are printed numbers, of which no more has to be asked.
    return [p for p in pairs if (p[0].reading is STATED and p[1].reading is STATED) or trouble(p) != NOT_READ]


def _count(report: Report) -> int:
    """How many cells its tables have."""
    return sum(len(table.cells) for table in report.tables)


YEARS_CHECKS: tuple[Check, ...] = (
    Check("F01", carry, frozenset({Use.YEAR, Use.AUTHOR})),
    Check("F02", in_force),
    Check("F03", items),
    Check("F07", identical_tables),
    Check("F08", jump),
    Check("F10", pending_cases),
)
