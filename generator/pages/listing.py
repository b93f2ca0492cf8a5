"""Reports as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.archive.types import Archive, Entry
from generator.checks.sentences import in_short
from generator.model.results import Instance, Result
from generator.pages import wording
from generator.pages.badges import seal_of
from generator.pages.page import Link


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One report in a list."""

    url: str
    """Its page."""
    organ: str
    """Who wrote it."""
    year: str
    """The year it is about, in words."""
    place: str
    """Names of the regions it stands in."""
    form: str
    """The form it follows, in words."""
    stamp: str
    """Its consistency, four characters."""
    stamp_en: str
    """What they say, in English."""
    glyph: str
    """The same as a sign."""
    tone: str
    """The same as a tone."""
    replied: bool
    """Whether the organ answered; its words stand on the report's page."""
    code: str
    """The check of which the list is, or the first that made the seal say so; "" where none fails."""
    said: str
    """The first thing that does not agree there: its arithmetic, or a sentence."""
    more: int
    """How many further places those checks have found of which the list is."""
    more_at: str
    """Where on its page these stand: with the check, or where several have found any, with all findings."""


def entry_line(entry: Entry, codes: Sequence[str] | None = None) -> EntryLine:
    """One report as a line, with what was found first by one of the checks ``codes``; without them, by those that made
    the seal say so."""
    seal, report = seal_of(entry), entry.report
    found = _found(entry, contradictions(entry) if codes is None else codes)
    told, failing = found[0] if found else (None, [])
    names = report.place.names if report.place.known else ()
    return EntryLine(
        url=entry.url,
        organ=wording.organ_name(report),
        year=wording.year_name(report),
        place=" ".join(names) or "地区不明",
        form=wording.form_name(report),
        stamp=seal.stamp,
        stamp_en=seal.en,
        glyph=seal.glyph,
        tone=seal.tone,
        replied=report.sidecar.reply is not None,
        code=told.code if told else "",
        said=wording.in_thousands(in_short(told.code, failing[0])) if told else "",
        more=sum(result.counts.failed for result, _ in found) - 1 if found else 0,
        more_at=told.code if told and len(found) == 1 else "findings",
    )


def _found(entry: Entry, codes: Iterable[str]) -> list[tuple[Result, Sequence[Instance]]]:
    """Of what the checks ``codes`` found, what can be told, and where it is."""
    results = (entry.result(code) for code in codes)
    return [(result, failing) for result in results if result is not None and (failing := result.failing)]


def entry_lines(entries: Iterable[Entry], code: str = "") -> tuple[EntryLine, ...]:
    """Reports as lines, in the given order."""
    return tuple(entry_line(entry, (code,) if code else None) for entry in entries)


def contradictions(entry: Entry) -> tuple[str, ...]:
    """The checks that made the consistency badge say so. A missing section is none, whatever its severity."""
    badge = entry.badges.get("consistency")
    return badge.because if badge is not None and badge.value == "inconsistent" else ()


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """By year, then by date of signature or publication, newest first; then by address."""

    def key(entry: Entry) -> tuple[int, str, str]:
        dates = entry.report.dates
        day = dates.published or dates.signed
        return entry.year or 0, day.value.isoformat() if day else "", entry.url

    by_url = sorted(entries, key=lambda entry: entry.url)
    return sorted(by_url, key=lambda entry: key(entry)[:2], reverse=True)


def trail(archive: Archive, code: str) -> tuple[Link, ...]:
    """Breadcrumb from the province down to this region, itself included."""
    region = archive.regions[code]
    return (*(Link(c.name, c.url) for c in region.crumbs), Link(region.name, region.url))
