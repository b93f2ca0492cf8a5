"""An entry of the archive as search sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.archive.types import Entry
from generator.checks.sentences import in_short
from generator.labels import SEALS
from generator.model.pictures import in_picture
from generator.model.places import Place
from generator.model.reports import Report
from generator.model.results import Verdict
from generator.reading.narrative import Passage, narrative
from generator.search.documents import SearchDocument, SearchPassage
from generator.search.figures import steps_of
from generator.sources.withheld_words import Words


def search_document(entry: Entry) -> SearchDocument:
    """What search knows of ``entry``."""
    report = entry.report
    badge = entry.badges["consistency"]
    place = report.place if report.place.known else None
    told = narrative(entry.body)
    # Search sees through widths, blanks and scripts, so it would find words in writings that are not withheld.
    hidden = Words.of(report.sidecar)
    return SearchDocument(
        url=entry.url,
        title=hidden.name(readable_title(entry)),
        organ=report.organ.known_as,
        places=place.names if place else (),
        province=place.code[:2] if place else "",
        year=entry.year,
        consistency=badge.value,
        consistency_zh=SEALS["consistency"][badge.value].stamp,
        newest=_newest(entry),
        passages=tuple(_passage(one, hidden) for one in told if one.lines or _is_printed(one)),
        title_printed=report.title is not None,
        regions=_regions(place) if place else (),
        form=report.format or "",
        kind=report.organ.kind.value,
        completeness=entry.badges["completeness"].value,
        timeliness=entry.badges["timeliness"].value,
        originality=entry.badges["originality"].value,
        failing=tuple(result.code for result in entry.results if result.verdict is Verdict.FAIL),
        said=tuple(_said(entry)),
        figures=tuple(steps_of(entry.body)),
        recognised=_is_recognised(entry.body, told),
    )


def _is_recognised(report: Report, passages: Iterable[Passage]) -> bool:
    """True if a program read words from pictures that search finds: tables are not searched."""
    recognised = report.scan.recognised
    lines = (line for passage in passages for line in passage.lines) if recognised else ()
    return any(in_picture(report.text.back(line.span), recognised) for line in lines)


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    """The first place where each check fails, as lists tell it."""
    because = entry.badges["consistency"].because
    failing = [result for result in entry.results if result.verdict is Verdict.FAIL]
    for result in sorted(failing, key=lambda result: result.code not in because):
        if first := next(iter(result.failing), None):
            yield result.code, in_short(result.code, first)


def _newest(entry: Entry) -> str:
    """The day of publication, else that of signature, else the year; what results are ordered by."""
    dates = entry.report.dates
    signed = dates.published or dates.signed
    return signed.value.isoformat() if signed else str(entry.year or "")


def _is_printed(passage: Passage) -> bool:
    return passage.section is not None and passage.section.printed


def _passage(passage: Passage, hidden: Words) -> SearchPassage:
    return SearchPassage(
        anchor=f"section-{passage.index}",
        heading=hidden.name(passage.section.title) if passage.section else "",
        text=hidden.name("\n".join(line.text.strip() for line in passage.lines)),
        heading_printed=_is_printed(passage),
    )


def _regions(place: Place) -> tuple[tuple[str, str], ...]:
    """Codes and names of the divisions from the province to the county that are known."""
    levels = ((2, place.province), (4, place.prefecture), (6, place.county))
    return tuple((place.code[:digits], name) for digits, name in levels if name and len(place.code) >= digits)


def readable_title(entry: Entry) -> str:
    """The printed title, else one made of what is known."""
    report = entry.report
    if report.title:
        return report.title.value
    year = f"{entry.year} 年度" if entry.year else "年度不详"
    return f"{report.organ.known_as or '机关不详'} {year}政府信息公开工作年度报告"
