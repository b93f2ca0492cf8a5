"""What the reports of a template print alike: the sentences themselves, and who prints them in which year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.archive.types import Entry
from generator.corpus.sentences import Sentence, tells_any
from generator.pages import wording
from generator.pages.page import Link
from generator.pages.report.original import SHOWN

MOST_PASSAGES = 40
"""Passages of one page; of a template that is copied whole, some twenty tell all."""
MOST_PRINTERS = 60
"""Reports that are named beside one passage; all of them stand in the table."""


@dataclass(frozen=True, slots=True)
class PrintersOfYear:
    """Who prints a passage in one year."""

    year: str
    """The year, in words."""
    reports: tuple[Link, ...]
    """Their organs, each with the line of its report where the passage begins."""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Sentences that follow one another and are printed by the same reports."""

    text: str
    """As the oldest report prints it, without names of places and organs and without numbers."""
    count: int
    """Reports that print it."""
    years: tuple[PrintersOfYear, ...]
    """Who prints it, the oldest year first."""
    more: int
    """Reports that print it and are not named here."""


@dataclass(frozen=True, slots=True)
class SharedPassages:
    """Those of a template."""

    shown: tuple[SharedPassage, ...]
    """What most reports print first."""
    more: int
    """Passages that are left out."""


Printers = dict[str, Sentence]
"""Address of a report → the sentence as it stands there."""


def shared_passages(entries: Sequence[Entry], known: Mapping[str, tuple[Sentence, ...]]) -> SharedPassages:
    """What at least two organs of ``entries`` print; ``known`` are their sentences, by report id.

    A sentence that holds words which any of the reports withholds is left out, whoever prints it.
    """
    ordered = sorted(entries, key=lambda entry: (entry.year or 0, entry.url))
    withheld = [one.text for entry in ordered for one in entry.report.sidecar.withhold]
    printers = _printers(ordered, known, withheld)
    found = list(_passages(ordered, known, printers))
    found.sort(key=lambda one: -len(one[1]))
    by_url = {entry.url: entry for entry in ordered}
    shown = tuple(_passage(text, printed, by_url) for text, printed in found[:MOST_PASSAGES])
    return SharedPassages(shown, max(0, len(found) - MOST_PASSAGES))


def _printers(
    entries: Iterable[Entry], known: Mapping[str, tuple[Sentence, ...]], withheld: Sequence[str]
) -> Mapping[str, Printers]:
    """Key of a sentence → who prints it, of those that several organs print."""
    printers: dict[str, Printers] = defaultdict(dict)
    organs: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for sentence in known.get(entry.report.id, ()):
            printers[sentence.key].setdefault(entry.url, sentence)
            organs[sentence.key].add(entry.report.organ.id)
    return {
        key: found
        for key, found in printers.items()
        if len(organs[key]) > 1 and not any(tells_any(one.shown, withheld) for one in found.values())
    }


def _passages(
    entries: Iterable[Entry], known: Mapping[str, tuple[Sentence, ...]], printers: Mapping[str, Printers]
) -> Iterator[tuple[str, Printers]]:
    """Each sentence once, with those that follow it in the first report that prints it and are printed by the same."""
    told: set[str] = set()
    for entry in entries:
        fresh = []
        for sentence in known.get(entry.report.id, ()):
            is_new = sentence.key in printers and sentence.key not in told
            told.add(sentence.key)
            fresh.append((sentence, tuple(printers[sentence.key]) if is_new else ()))
        for urls, run in groupby(fresh, key=lambda pair: pair[1]):
            passage = [sentence for sentence, _ in run]
            if urls:
                yield "".join(sentence.shown for sentence in passage), printers[passage[0].key]


def _passage(text: str, printed: Printers, by_url: Mapping[str, Entry]) -> SharedPassage:
    named = sorted(printed, key=lambda url: (by_url[url].year or 0, url))[:MOST_PRINTERS]
    years = tuple(
        PrintersOfYear(year, tuple(_link(by_url[url], printed[url]) for url in urls))
        for year, urls in groupby(named, key=lambda url: wording.year_name(by_url[url].report))
    )
    return SharedPassage(text, len(printed), years, len(printed) - len(named))


def _link(entry: Entry, sentence: Sentence) -> Link:
    url = f"{entry.url}#L{sentence.line}" if sentence.at < SHOWN else entry.url
    return Link(wording.organ_name(entry.report), url)
