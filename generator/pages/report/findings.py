"""Findings of the checks on one report, by kind and severity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator import labels
from generator.archive.types import Entry
from generator.checks.catalogue import CheckInfo
from generator.checks.equations import plain
from generator.checks.possible import Possibility, possible_faults
from generator.checks.sentences import gloss, names_place, said
from generator.forms.loader import Forms
from generator.model.results import Instance, Result, Term, Verdict
from generator.pages.gloss import glossed
from generator.pages.report.arithmetic import EquationToken, linked, noughts
from generator.pages.report.counting import counts_in_words
from generator.pages.report.original import Anchors
from generator.pages.report.tables import column_label, row_label
from generator.pages.reporting import said_of
from generator.pages.wording import in_thousands

LISTED = 40
"""Equations shown for one check; a report in which more fail is not read line by line."""
AT_ONCE = 5
"""So many of what does not agree are seen without unfolding."""


class InstanceView(NamedTuple):
    """One application of a check."""

    where: str
    """Row, column or block, in words; "" where the sentence says it."""
    tokens: tuple[EquationToken, ...]
    """The equation, or a sentence; empty where there is neither."""
    en: str
    """The sentence in English; "" where there is none."""
    zeros: tuple[EquationToken, ...]
    """Operands that are nought and only counted in it."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One check's outcome."""

    code: str
    """Short id."""
    name: str
    """What is the case, where it fails; else what the check is called."""
    tone: str
    """clash, doubt, agree or mute."""
    meaning: str
    """What it means for a reader; "" where it agrees."""
    counts: str
    """How many places were looked at, in words."""
    lines: tuple[InstanceView, ...]
    """The applications worth showing."""
    folded: tuple[InstanceView, ...]
    """Further ones, for whoever unfolds them."""
    more: int
    """Applications of that kind that are not shown."""
    fault: str
    """Where an error in it is reported; "" where it agrees, or nobody said where."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one kind."""

    title: str
    """The kind, in words."""
    tone: str
    """clash, doubt or mute."""
    findings: tuple[FindingView, ...]
    """At least one, in the order of the catalogue."""


@dataclass(frozen=True, slots=True)
class PossibleFault:
    """A cell one change of which would settle several sums: a possibility, and no finding."""

    href: str
    """The cell in its table."""
    cell: str
    """Its row and column, in words."""
    value: str
    """What stands there."""
    instead: str
    """What would have to."""
    off: str
    """By how much the sums are off."""
    settles: tuple[str, ...]
    """The sums, in words."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the checks say about one report."""

    failed: tuple[FindingGroup, ...]
    """Contradictions first, then warnings, then notes; empty groups are left out."""
    passed: tuple[FindingView, ...]
    """Checks that agree."""
    not_checkable: tuple[FindingView, ...]
    """Checks that could not be made, with the reason."""
    possible: tuple[PossibleFault, ...]
    """Where the fault may be."""


Faults = Callable[[str, str], str]
"""(code, its first line in words) → where an error in that finding is reported."""


def findings(
    entry: Entry,
    catalogue: Mapping[str, CheckInfo],
    anchors: Anchors,
    archive: Mapping[str, Entry],
    forms: Forms,
    faults: Faults,
) -> Findings:
    """Group a report's results; those of checks the catalogue does not know are left out.

    ``archive`` are all entries by report id.
    """
    known = [result for result in entry.results if result.code in catalogue]

    def views(results: list[Result]) -> tuple[FindingView, ...]:
        return tuple(_finding(result, catalogue[result.code], anchors, archive, faults) for result in results)

    by_kind: dict[str, list[Result]] = {}
    for result in known:
        if result.verdict is Verdict.FAIL:
            by_kind.setdefault(_kind(result), []).append(result)
    groups = [
        FindingGroup(glossed(words.heading.zh, words.heading.en), words.tone, views(by_kind[kind]))
        for kind, words in labels.FINDINGS.items()
        if kind in by_kind
    ]
    return Findings(
        failed=tuple(groups),
        passed=views([r for r in known if r.verdict is Verdict.PASS]),
        not_checkable=views([r for r in known if r.verdict is Verdict.NOT_CHECKABLE]),
        possible=tuple(_possible(one, entry, forms, catalogue) for one in possible_faults(known)),
    )


def _possible(one: Possibility, entry: Entry, forms: Forms, catalogue: Mapping[str, CheckInfo]) -> PossibleFault:
    key, row, column = one.address.split(".")
    table = entry.body.tables[key]
    form = forms.table(table.number, table.form) if table else None
    return PossibleFault(
        href=f"#{one.address}",
        cell=f"{row_label(form, row)}·{column_label(form, column)}" if form else one.label,
        value=in_thousands(plain(one.value)),
        instead=in_thousands(plain(one.instead)),
        off=in_thousands(plain(abs(one.instead - one.value))),
        settles=tuple(
            f"{settled.code} {settled.where_zh or catalogue[settled.code].name_zh}" for settled in one.settles
        ),
    )


def _kind(result: Result) -> str:
    """Under which heading a failed check is shown. A missing section is no contradiction between numbers."""
    return labels.finding_kind(result.code, result.severity.value)


def _finding(
    result: Result, info: CheckInfo, anchors: Anchors, archive: Mapping[str, Entry], faults: Faults
) -> FindingView:
    fails = result.verdict is Verdict.FAIL
    # Dozens of rows that could not be checked say no more than their number and the reason do.
    decided = result.verdict is not Verdict.NOT_CHECKABLE
    shown = _worth_showing(result) if decided else []
    lines = tuple(_line(result.code, instance, anchors, archive) for instance in shown[:LISTED])
    return FindingView(
        code=result.code,
        name=glossed(info.fails_zh, info.fails_en) if fails else glossed(info.name_zh, info.name_en),
        tone=_tone(result),
        meaning=glossed(info.reader_zh, info.reader_en) if fails else "",
        counts=counts_in_words(result, labels.FINDINGS[_kind(result)], bool(shown)),
        lines=lines[:AT_ONCE] if fails else lines,
        folded=lines[AT_ONCE:] if fails else (),
        more=max(0, len(shown) - LISTED),
        fault=faults(result.code, said_of(shown[0], lines[0].tokens, anchors.line) if lines else info.fails_zh)
        if fails
        else "",
    )


def _tone(result: Result) -> str:
    if result.verdict is Verdict.FAIL:
        return labels.FINDINGS[_kind(result)].tone
    return "agree" if result.verdict is Verdict.PASS else "mute"


def _worth_showing(result: Result) -> list[Instance]:
    """The instances that decided the verdict; of passing ones, only equations that are not all zeros."""
    return result.failing if result.verdict is Verdict.FAIL else list(filter(_says_something, result.instances))


def _says_something(instance: Instance) -> bool:
    equation = instance.equation
    if equation is None:
        return False
    # Words and dates have no value; what is shown of them is what they say.
    return any(term.value if term.value is not None else term.shown for term in (*equation.left, *equation.right))


def _line(code: str, instance: Instance, anchors: Anchors, archive: Mapping[str, Entry]) -> InstanceView:
    apart: list[Term] = []
    shown = linked(said(code, instance, apart), anchors, archive)
    zeros = noughts(apart, anchors, archive) if instance.verdict is Verdict.FAIL else ()
    where = "" if names_place(code, instance) else instance.where_zh
    return InstanceView(where, shown, gloss(code, instance), zeros)
