"""The input of a check, its output, and the verdict over its instances."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from generator.checks.catalogue import CheckInfo
from generator.checks.gate import CUT_OFF, Use, objection
from generator.checks.named_years import Dated, dated_sentences
from generator.checks.outline import FILE, OutlineSection, find_parts, inline_bodies
from generator.checks.pairs import Pair, pairs_of
from generator.checks.reasons import BLANK_CELLS, NO_TABLE, NOT_READ, RECOGNISED, SOLVED_BY_SUM
from generator.checks.sheets import TableView, sheets_of
from generator.checks.wordlists import word_lists
from generator.corpus import Corpus
from generator.forms.loader import Forms, FormTable
from generator.model.figures import Table
from generator.model.reports import Report, ReportIdentity
from generator.model.results import (
    Counts,
    Instance,
    Instances,
    Result,
    Severity,
    Side,
    Verdict,
    not_passed,
)
from generator.reading.narrative import Passage, narrative
from generator.text.lines import Line
from generator.text.numerals import split_ordinal


class Picture(NamedTuple):
    """A line that shows a picture or names a file, and its words for it."""

    line: Line
    words: str


@dataclass(frozen=True)
class Subject:
    """What a check looks at: one report, the archive around it, and the forms.

    ``bodies`` are those of other reports by id, where the archive holds only summaries of them. What several checks
    read of the text is read once.
    """

    report: Report
    corpus: Corpus
    forms: Forms
    bodies: Mapping[str, Report] = field(default_factory=dict)

    def body(self, other: ReportIdentity) -> Report:
        """``other`` with its body. Raises KeyError where that was not opened."""
        return other if isinstance(other, Report) else self.bodies[other.id]

    def form_table(self, table: Table) -> FormTable:
        return self.forms.table(table.number, table.form)

    @cached_property
    def sheets(self) -> Mapping[int, TableView]:
        """The report's tables by number, as checks go over them."""
        return sheets_of(self.report, self.forms)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The report beside those of the year before and the year after, as far as they are here."""
        return pairs_of(self.report, self._adjoining, self.sheets, self.forms)

    @property
    def _adjoining(self) -> tuple[tuple[Report, Report], ...]:
        return tuple((self.body(a), self.body(b)) for a, b in self.corpus.pairs(self.report))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The running text by sections."""
        return narrative(self.report)

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """Every line of running text, sub-headings included, without title, first-level headings and tables."""
        inline = inline_bodies(self.report)
        lines = [*inline, *(line for p in self.passages for line in p.lines)]
        return tuple(sorted(lines, key=lambda line: (line.span.start, line.span.end)))

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """The lines of running text that show a picture or name a file."""
        pattern = word_lists(FILE)["image_or_attachment"].pattern
        return tuple([Picture(line, found[0]) for line in self.prose if (found := pattern.search(line.text))])

    @cached_property
    def parts(self) -> tuple[OutlineSection, ...]:
        """The first-level headings, those that lost their number included."""
        return find_parts(self.report, self.prose)

    @cached_property
    def dated(self) -> tuple[Dated, ...]:
        """The sentences of running text that name a year."""
        return tuple(dated_sentences(self.report, self.prose))

    @cached_property
    def cut_off(self) -> bool:
        """True if the text is truncated: what would follow was not read."""
        return bool(self.report.ending.cut)

    @cached_property
    def topics(self) -> frozenset[int]:
        """The official topics, 1 to 6, that have a heading or a table here."""
        return frozenset({*(t for part in self.parts for t in part.topics), *(t.number for t in self.report.tables)})

    @cached_property
    def skipped(self) -> frozenset[int]:
        """Numbers that the first-level headings leave out: what bore them was left out, or lost on the way to us."""
        numbers = {split_ordinal(part.title)[0] for part in self.parts} - {None}
        top = max((number for number in numbers if number is not None), default=0)
        return frozenset(range(1, top)) - numbers

    def may_be_lost(self, topic: int, its_table: bool = False) -> bool:
        """True if the section on ``topic`` may be in what our copy lacks, so that the organ may not have left it out.

        The text breaks off; or it just ends, and the topic would come behind all that are here; or the beginning is
        missing, and it would come before them; or the numbers of the headings leave its number out.
        """
        ending = self.report.ending
        if topic in self.skipped:
            return True
        # A table may be lost although the heading over it is here.
        behind = not ending.closed and all(topic > other or (its_table and topic == other) for other in self.topics)
        before = ending.headless and all(topic < other for other in self.topics)
        return self.cut_off or behind or before

    @cached_property
    def fragment(self) -> bool:
        """True if there is neither title nor heading: an attachment or an image's text, not a whole report."""
        return self.report.source.role == "attachment" or (self.report.title is None and not self.parts)


class Outcome(NamedTuple):
    """What a check's function returns; the runner adds id, severity and verdict."""

    instances: Instances = ()
    reason: str = ""
    """Why there are no instances."""
    left: Side = None
    right: Side = None
    compared: int = 0
    """With how many other reports the text was compared."""


PASS, FAIL, NOT_CHECKABLE = Verdict
Function = Callable[[Subject], Outcome]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its short id in the catalogue and the function that carries it out."""

    code: str
    run: Function
    uses: frozenset[Use] = frozenset()
    """What a failure of it rests on besides its operands; the gate asks for them before anyone is accused."""


def evaluate(check: Check, info: CheckInfo, subject: Subject) -> Result:
    """The result of one check for one report: fail if an instance fails, else not checkable if one is, else pass."""
    outcome = check.run(subject)
    instances = _through_gate(outcome.instances, check, info, subject)
    number = len(instances)
    others = not_passed(instances)
    failing = [i for i in others if i.verdict is FAIL]
    open_ = [i for i in others if i.verdict is NOT_CHECKABLE]
    verdict = FAIL if failing else NOT_CHECKABLE if open_ or not number else PASS
    severity = _severest(failing, info.severity) if failing else info.severity
    return Result(
        check=info.id,
        verdict=verdict,
        severity=severity,
        counts=Counts(number - len(others), len(failing), len(open_)),
        reason=_reason(outcome, open_) if verdict is NOT_CHECKABLE else "",
        instances=instances,
        left=outcome.left,
        right=outcome.right,
        compared=outcome.compared,
    )


def _through_gate(instances: Instances, check: Check, info: CheckInfo, subject: Subject) -> Instances:
    """``instances`` where those that would accuse, but must not, are not checkable instead.

    Every accusation passes here: no operand may stand where the text breaks off, and what an error uses besides its
    operands must be certain.
    """
    if not any(i.verdict is FAIL for i in not_passed(instances)):
        return instances
    made = list(instances)
    refused = [_let_through(one, check, info, subject.report) if one.verdict is FAIL else one for one in made]
    return instances if refused == made else tuple(refused)


def _let_through(one: Instance, check: Check, info: CheckInfo, report: Report) -> Instance:
    """``one``, a failure, unchanged or made not checkable. Below severity error, only operands must be complete."""
    serious = (one.severity or info.severity) is Severity.ERROR
    why = objection(one, check.uses if serious else frozenset(), report)
    return replace_instance(one, why) if why else one


def replace_instance(one: Instance, why: str) -> Instance:
    """``one`` as an instance that could not be checked."""
    equation = one.equation._replace(holds=None) if one.equation else None
    return one._replace(verdict=NOT_CHECKABLE, reason=why, equation=equation, severity=None)


def _severest(failing: Sequence[Instance], usual: Severity) -> Severity:
    named = [severity for one in failing if (severity := one.severity)]
    return max(named if named and len(named) == len(failing) else [usual, *named], key=lambda s: s.rank)


def _reason(outcome: Outcome, open_: Sequence[Instance]) -> str:
    """The first that applies: what the text lacks goes before what we could not read."""
    if outcome.reason:
        return outcome.reason
    reasons = {instance.reason for instance in open_}
    order = (NO_TABLE, BLANK_CELLS, CUT_OFF, NOT_READ, RECOGNISED, SOLVED_BY_SUM)
    return next((r for r in order if r in reasons), min(reasons, default=NO_TABLE))
