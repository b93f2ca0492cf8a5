"""What the checks across years found in an organ's reports (family F), each finding once though two reports show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import labels
from generator.archive.types import Entry
from generator.checks.catalogue import CheckInfo
from generator.checks.equations import render
from generator.checks.sentences import gloss, in_words, names_place
from generator.model.results import Instance, Severity, Verdict
from generator.pages.gloss import glossed
from generator.pages.wording import in_thousands

CODES = ("F01", "F02", "F03", "F06", "F07", "F08", "F10")
"""Checks between the years of one organ."""

AT_ONCE = 5
"""Lines of one check that are seen without unfolding."""
LISTED = 40
"""Lines of one check; the reports show them all."""


@dataclass(frozen=True, slots=True)
class YearLink:
    """One line of a finding."""

    url: str
    """The report that it is shown on."""
    year: str
    """That report's year."""
    where: str
    """Row, column or block, in words; "" where the sentence says it."""
    said: str
    """The arithmetic, or a sentence; may be empty."""
    en: str
    """The sentence in English; "" where there is none."""


@dataclass(frozen=True, slots=True)
class YearFinding:
    """One check over all years."""

    code: str
    """Short id."""
    name: str
    """What it is called."""
    tone: str
    """clash, doubt, agree or mute."""
    outcome: str
    """How often it agrees and how often it does not."""
    lines: tuple[YearLink, ...]
    """Where it fails."""
    folded: tuple[YearLink, ...]
    """Further places, for whoever unfolds them."""
    more: int
    """Failures that are not listed."""


def year_findings(entries: Sequence[Entry], catalogue: Mapping[str, CheckInfo]) -> tuple[YearFinding, ...]:
    """One a check that could be made at all; none for an organ of one year."""
    if len(entries) < 2:
        return ()
    found = [_finding(code, entries, catalogue[code]) for code in CODES if code in catalogue]
    return tuple(finding for finding in found if finding)


def _by_equation(
    code: str, entries: Sequence[Entry]
) -> tuple[dict[tuple[str, str], YearLink], set[tuple[str, str]], Severity]:
    """What failed and what passed in any year, by its words and equation, and the severest failure."""
    failed: dict[tuple[str, str], YearLink] = {}
    passed: set[tuple[str, str]] = set()
    severity = Severity.INFO
    for entry in sorted(entries, key=lambda e: e.year or 0):
        result = entry.result(code)
        for instance in result.instances if result else ():
            equation = render(instance.equation) if instance.equation else ""
            key = (instance.where_zh, equation)
            if instance.verdict is Verdict.PASS:
                passed.add(key)
            elif instance.verdict is Verdict.FAIL and result:
                if key not in failed:
                    failed[key] = _line(entry, code, instance)
                severity = max(severity, instance.severity or result.severity, key=lambda s: s.rank)
    return failed, passed, severity


def _finding(code: str, entries: Sequence[Entry], info: CheckInfo) -> YearFinding | None:
    failed, passed, severity = _by_equation(code, entries)
    if not failed and not passed:
        return None
    words = labels.FINDINGS[labels.finding_kind(code, severity.value)]
    tone = words.tone if failed else "agree"
    counts = ((words.fails, words.fails_en, len(failed)), (words.passes, words.passes_en, len(passed)))
    told = glossed(
        "，".join(f"{zh} {number} 处" for zh, _, number in counts if number),
        ", ".join(f"{en}: {number}" for _, en, number in counts if number),
    )
    lines = tuple(failed.values())
    name = glossed(info.fails_zh, info.fails_en) if failed else glossed(info.name_zh, info.name_en)
    more = max(0, len(lines) - LISTED)
    return YearFinding(code, name, tone, told, lines[:AT_ONCE], lines[AT_ONCE:LISTED], more)


def _line(entry: Entry, code: str, instance: Instance) -> YearLink:
    where = "" if names_place(code, instance) else instance.where_zh
    return YearLink(entry.url, str(entry.year), where, in_thousands(in_words(code, instance)), gloss(code, instance))
