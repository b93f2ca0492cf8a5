"""Decides what is done with a file that was read: filed, kept in the inbox, parted or refused; and says what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from generator.filing.candidates import Part, Reason
from generator.filing.said import Said, said
from generator.labels import CONFIDENCES, ORIGINS, Bilingual
from generator.model.doubts import Loudness
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.workers.results import UploadResult

NO_REPORT = frozenset({
    "other_document", "no_report_found", "empty_file", "empty_page", "unknown_format", "not_image", "too_large",
})  # fmt: skip
"""Doubts of what is no report, or none that anybody could help with. What is refused for any other reason (a scan, a
password, a torn download) may well be one."""
IMAGE_ONLY = frozenset({"image_only"})
UNKNOWN = {"why_year": "year_unknown", "why_organ": "organ_unknown", "why_place": "place_unknown"}
"""Our reasons, and the doubts of reading that say the same."""
TEXT_TYPES = ("text/plain", "text/markdown")


class Standing(StrEnum):
    """How sure a file is."""

    SURE = "sure"
    PARTED = "parted"
    UNSURE = "unsure"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``shelf`` and ``year`` say where it goes, where it is sure: ``110101/mou-zhen``, ``2020``. ``edges`` are the
    lines, from 0, at which its parts begin, where it is to be parted. ``told`` are codes of doubts that the reasons say
    already."""

    standing: Standing
    identity: tuple[Said, ...] = ()
    reasons: tuple[Reason, ...] = ()
    shelf: str = ""
    year: str = ""
    edges: tuple[int, ...] = ()
    told: frozenset[str] = frozenset()


def judge(result: UploadResult, part: Part | None) -> Judgement:
    """What is to be done with what was read. Nothing is filed by a guess: organ, place and year must be known of every
    report in it."""
    if not result.reports:
        return _without_report(result)
    identity = tuple(line for report in result.reports[:MOST_TOLD] for line in _identity(report))
    reasons = tuple(dict.fromkeys(code for report in result.reports for code in unsettled(report)))
    if reasons:
        return Judgement(Standing.UNSURE, identity, tuple(map(said, reasons)), told=frozenset(UNKNOWN.values()))
    first = result.reports[0]
    place = (first.organ.id, str(first.year.value) if first.year else "")
    if part is not None and (len(result.reports) > 1 or place != (part.organ_id, str(part.year))):
        return Judgement(Standing.UNSURE, identity, (said("why_alone", file=part.whole),))
    if len(result.reports) == 1:
        return Judgement(Standing.SURE, identity, (), *place)
    return _several(result, identity, place)


MOST_TOLD = 5
"""Reports of one file of which is told what they are."""


def _without_report(result: UploadResult) -> Judgement:
    doubts = [item.doubt for item in result.attention if item.doubt.loudness is Loudness.REFUSED]
    codes = {doubt.code for doubt in doubts}
    picture = codes & IMAGE_ONLY and result.source.media_type.startswith("image/")
    if picture:
        return Judgement(Standing.REFUSED, (), (said("why_picture"),), told=IMAGE_ONLY)
    return Judgement(Standing.REFUSED if codes & NO_REPORT else Standing.UNSURE, (), tuple(doubts))


def unsettled(report: Report) -> list[str]:
    """What keeps a report from being filed, as codes of sentences."""
    unknown = []
    if report.year is None:
        unknown.append("why_year")
    if report.organ.known_as is None or report.organ.is_unknown:
        unknown.append("why_organ")
    elif not report.organ.id:
        unknown.append("why_place")
    # Of a report whose author is known blank tables are what it says.
    return ["why_blank", *unknown] if unknown and _is_blank(report) else unknown


def _is_blank(report: Report) -> bool:
    """True for a form without a number, a stroke or a word in any cell that was found."""
    found = {cell.reading for table in report.tables if table is not None for cell in table.cells.values()}
    return found - {Reading.UNREAD, Reading.ABSENT} == {Reading.BLANK}


def _several(result: UploadResult, identity: tuple[Said, ...], place: tuple[str, str]) -> Judgement:
    """A file of several reports: text is parted where every line of it belongs to one of them; other formats are kept
    whole where one organ wrote them all, since their pages are published from the one file."""
    count = len(result.reports)
    edges = _edges(result)
    if edges:
        return Judgement(Standing.PARTED, edges=edges)
    if result.source.media_type in TEXT_TYPES or len({report.organ.id for report in result.reports}) > 1:
        return Judgement(Standing.UNSURE, identity, (said("why_several", count=count),))
    years = "、".join(str(report.year.value) for report in result.reports if report.year)
    return Judgement(Standing.SURE, (*identity, said("also_holds", count=count, years=years)), (), *place)


def _edges(result: UploadResult) -> tuple[int, ...]:
    """The lines at which the reports of a text begin; () where it cannot be parted without a doubt: where two are of
    one organ and year, or text stands between that belongs to none."""
    reports = sorted(result.reports, key=lambda report: report.text.begins)
    if result.source.media_type not in TEXT_TYPES or reports[0].text.begins:
        return ()
    if len({(report.organ.id, report.year.value if report.year else 0) for report in reports}) < len(reports):
        return ()
    for before, after in pairwise(reports):
        if after.text.begins != before.text.begins + len(before.text.decoded) or before.text.decoded[-1:] != "\n":
            return ()
    return tuple(report.text.above for report in reports)


def _identity(report: Report) -> tuple[Said, ...]:
    """What a report is, how sure that is, and what was read of it: a line each."""
    organ, year, place = report.organ, report.year, report.place
    name, origin = organ.known_as, _origin(organ.origin)
    tables = [table.number for table in report.tables if table is not None]
    return (
        said("is_organ", name=name, origin=origin) if name else said("no_organ"),
        said("is_year", year=year.value, origin=_origin(year.origin)) if year else said("no_year"),
        said("is_place", names="".join(place.names), confidence=CONFIDENCES[place.confidence.value])
        if place.names
        else said("no_place"),
        said(
            "was_read",
            sections=len(report.sections),
            tables=", ".join(map(str, tables)) or NONE,
            figures=len(report.figures),
        ),
    )


NONE = Bilingual("无", "none")


def _origin(code: str) -> Bilingual:
    """Where a value was read, in words."""
    return ORIGINS.get(code) or Bilingual(code, code)
