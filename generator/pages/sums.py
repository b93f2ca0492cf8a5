"""Findings of many reports as sums: how many fail which check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator import labels
from generator.archive.addresses import region_code
from generator.archive.types import Archive, Entry
from generator.checks.catalogue import CheckInfo
from generator.model.results import Severity, Verdict
from generator.pages.found import Facets, search_url
from generator.pages.gloss import glossed
from generator.pages.page import Link
from generator.pages.wording import year_name

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
    url: str
    """Where the search lists them; "" for those of one organ."""
    reports: tuple[Link, ...] = ()
    """Of one organ, the reports themselves, by year."""


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
        own = failures(shelf.entries)
        for region in (COUNTRY, *(region_code(crumb.url) for crumb in shelf.crumbs)):
            there = found.setdefault(region, {})
            for code, (count, severity) in own.items():
                _add(there, code, count, severity)
    return found


def finding_sums(failed: Failures, catalogue: Mapping[str, CheckInfo], within: Facets | None) -> tuple[FindingSum, ...]:
    """Contradictions first, then in the order of the catalogue; checks it does not know are left out.

    ``within`` is what the reports that were counted have in common; None where the search has no facet for it.
    """
    known = [(code, *failed[code]) for code in catalogue if code in failed]
    known.sort(key=lambda item: -item[2].rank)
    return tuple(
        FindingSum(
            code,
            glossed(catalogue[code].fails_zh, catalogue[code].fails_en),
            _nature(code, severity),
            labels.FINDINGS[labels.finding_kind(code, severity.value)].tone,
            count,
            "" if within is None else search_url({**within, "check": code}),
        )
        for code, count, severity in known
    )


def organ_sums(entries: Iterable[Entry], catalogue: Mapping[str, CheckInfo]) -> tuple[FindingSum, ...]:
    """The sums of one organ, with its reports in which each check fails."""
    ordered = sorted(entries, key=lambda entry: (entry.year or 0, entry.url))
    return tuple(
        replace(one, reports=tuple(_link(entry, one.code) for entry in ordered if _fails(entry, one.code)))
        for one in finding_sums(failures(ordered), catalogue, None)
    )


def _fails(entry: Entry, code: str) -> bool:
    result = entry.result(code)
    return result is not None and result.verdict is Verdict.FAIL


def _link(entry: Entry, code: str) -> Link:
    return Link(year_name(entry.report), f"{entry.url}#{code}")


def _count(found: Failures, entry: Entry) -> None:
    for result in entry.results:
        if result.verdict is Verdict.FAIL:
            _add(found, result.code, 1, result.severity)


def _add(found: Failures, code: str, count: int, severity: Severity) -> None:
    before, worst = found.get(code, (0, severity))
    # Nearly always the same: asked for each check, organ and region.
    found[code] = (before + count, worst if worst is severity else max(worst, severity, key=lambda s: s.rank))


def _nature(code: str, severity: Severity) -> str:
    words = labels.FINDINGS[labels.finding_kind(code, severity.value)].nature
    return glossed(words.zh, words.en)
