"""Numbers that tell the whole: in how many reports the tables add up, and where two sides of a sum differ most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from generator.archive.badges import SUMS
from generator.archive.types import Entry
from generator.checks.equations import off_by, plain, widest
from generator.checks.sentences import in_short
from generator.model.results import Instance, Verdict
from generator.pages import wording
from generator.pages.found import search_url

MOST_GAPS = 6
"""Lines of the list: what one looks over without scrolling."""


@dataclass(frozen=True, slots=True)
class YearShare:
    """The reports about one year."""

    year: str
    """The year, in digits."""
    url: str
    """Its page."""
    checked: int
    """Reports of which every sum of the tables holds, or one does not: those of which it can be said."""
    adding: int
    """Those of which every sum holds."""
    failing: int
    """Those of which one does not."""
    listed: str
    """Where the search lists these."""
    open: int
    """Reports of which neither can be said."""
    share: str
    """Those that add up among those of which it can be said, in percent; "" where there are none."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A sum whose two sides differ."""

    organ: str
    """Whose report it is."""
    year: str
    """The year it is about, in words."""
    url: str
    """Where its arithmetic stands."""
    code: str
    """The check that found it."""
    by: str
    """The difference."""
    said: str
    """The arithmetic."""


def year_shares(years: Mapping[int, Sequence[Entry]]) -> tuple[YearShare, ...]:
    """How many reports add up, in the order of ``years``."""
    return tuple(_share(year, entries) for year, entries in years.items())


def _share(year: int, entries: Sequence[Entry]) -> YearShare:
    found = [adds_up(entry) for entry in entries]
    adding, failing = found.count(True), found.count(False)
    checked = adding + failing
    return YearShare(
        year=str(year),
        url=f"/year/{year}/",
        checked=checked,
        adding=adding,
        failing=failing,
        listed=search_url({"year": str(year), "check": SUMS}),
        open=found.count(None),
        share=_percent(adding, checked),
    )


def _percent(part: int, whole: int) -> str:
    """Rounded half up, but what is not all is never shown as all, nor what is something as nothing."""
    if not whole:
        return ""
    tenths = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths / 10:g}%"


def adds_up(entry: Entry) -> bool | None:
    """Whether the sums of the report's tables hold; None where that cannot be said of all of them."""
    verdicts = [result.verdict for code in SUMS if (result := entry.result(code)) is not None]
    if Verdict.FAIL in verdicts:
        return False
    return True if len(verdicts) == len(SUMS) and set(verdicts) == {Verdict.PASS} else None


def widest_gaps(entries: Iterable[Entry]) -> tuple[Gap, ...]:
    """The sums whose sides differ most, one an organ, the widest first; of equal ones the newest year first."""
    found: dict[str, _Found] = {}
    for entry in sorted(entries, key=lambda entry: entry.url):
        for one in _gaps(entry):
            key = entry.report.organ.id or entry.url
            if key not in found or (one.gap, one.year) > (found[key].gap, found[key].year):
                found[key] = one
    ordered = sorted(found.values(), key=lambda one: (-one.gap, -one.year, f"{one.entry.url}#{one.code}"))
    return tuple(map(_told, ordered[:MOST_GAPS]))


class _Found(NamedTuple):
    """A sum that does not hold, before it is put into words: few of all are."""

    gap: Decimal
    year: int
    entry: Entry
    code: str
    widest: Instance


def _told(found: _Found) -> Gap:
    report, code = found.entry.report, found.code
    names = wording.organ_name(report), wording.year_name(report)
    return Gap(*names, f"{found.entry.url}#{code}", code, plain(found.gap), in_short(code, found.widest))


def _gaps(entry: Entry) -> Iterator[_Found]:
    for code in SUMS:
        result = entry.result(code)
        one = widest(result.failing) if result else None
        gap = off_by(one.equation) if one and one.equation else None
        if one and gap:
            yield _Found(gap, entry.year or 0, entry, code, one)
