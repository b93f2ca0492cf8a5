"""Findings of many reports as sums: how many fail which check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import labels
from generator.archive.types import Archive, Entry
from generator.checks.catalogue import CheckInfo
from generator.model.results import Severity, Verdict
from generator.pages.gloss import glossed

Failures = dict[str, tuple[int, Severity]]
"""Short id → (reports that fail, the highest severity among them)."""

COUNTRY = ""
"""Stands for the whole country where region codes are keys."""


@dataclass(frozen=True, slots=True)
class FindingSum:
    """One check over a set of reports."""

    code: str
    """Short id."""
    name: str
    """What it is called."""
    severity: str
    """What the gravest of these failures means, in one word."""
    tone: str
    """The same as a tone."""
    count: int
    """Reports that fail."""


def failures(entries: Iterable[Entry]) -> Failures:
    """Of these reports."""
    found: Failures = {}
    for entry in entries:
        _count(found, entry)
    return found


def failures_by_region(archive: Archive) -> Mapping[str, Failures]:
    """Region code → failures there and below; :data:`COUNTRY` → all that have a place."""
    found: dict[str, Failures] = {}
    for shelf in archive.organs.values():
        codes = [crumb.url.strip("/").rpartition("/")[2] for crumb in shelf.crumbs]
        for code in (COUNTRY, *codes):
            for entry in shelf.entries:
                _count(found.setdefault(code, {}), entry)
    return found


def finding_sums(failed: Failures, catalogue: Mapping[str, CheckInfo]) -> tuple[FindingSum, ...]:
    """Contradictions first, then in the order of the catalogue; checks it does not know are left out."""
    known = [(code, *failed[code]) for code in catalogue if code in failed]
    known.sort(key=lambda item: -item[2].rank)
    return tuple(
        FindingSum(
            code,
            glossed(catalogue[code].fails_zh, catalogue[code].fails_en),
            _nature(code, severity),
            labels.FINDINGS[labels.finding_kind(code, severity.value)].tone,
            count,
        )
        for code, count, severity in known
    )


def _count(found: Failures, entry: Entry) -> None:
    for result in entry.results:
        if result.verdict is Verdict.FAIL:
            count, severity = found.get(result.code, (0, result.severity))
            found[result.code] = (count + 1, max(severity, result.severity, key=lambda s: s.rank))


def _nature(code: str, severity: Severity) -> str:
    words = labels.FINDINGS[labels.finding_kind(code, severity.value)].nature
    return glossed(words.zh, words.en)
