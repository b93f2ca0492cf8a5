"""Reports as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.archive.types import Archive, Entry
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


def entry_line(entry: Entry) -> EntryLine:
    """One report as a line."""
    seal, report = seal_of(entry), entry.report
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
    )


def entry_lines(entries: Iterable[Entry]) -> tuple[EntryLine, ...]:
    """Reports as lines, in the given order."""
    return tuple(entry_line(entry) for entry in entries)


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
