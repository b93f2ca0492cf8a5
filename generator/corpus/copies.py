"""Reports of one organ and year: which are the same report in another file, which comes first, and what is known of it.

A report is often received twice, as a web page and as a Word file. Copies say the same: their tables and their running
text are equal. They are no versions, and nothing was changed. Of others it is said that one is older only where dates
prove it. Nothing here depends on how files are named or in which order they were brought.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.corpus.masking import running_lines
from generator.model.documents import digest_of
from generator.model.reports import Report, ReportIdentity
from generator.text.folding import squash


class Relation(StrEnum):
    """What a report is to the one that stands for its organ and year."""

    ITSELF = "itself"
    COPY = "copy"
    """Another file of the same report."""
    EARLIER = "earlier"
    """Dates prove that it is the older one."""
    OTHER = "other"
    """What it says differs, and nothing tells which came first."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report says. ``digest`` is equal for copies alone; ``told`` counts the numbers that were read."""

    digest: str
    told: int


def contents_of(report: Report) -> Contents:
    """The contents of ``report``: its cells, and the letters and digits of its running text.

    What stands before its first heading is left out: on a web page breadcrumbs, dates and counters stand there.
    """
    total = hashlib.sha256()
    told = 0
    for name, table in report.tables.items():
        for address, cell in sorted(table.cells.items()) if table else ():
            told += cell.value is not None
            shown = (cell.value.normalize(), cell.unit) if cell.value is not None else cell.reading.value
            total.update(f"{name} {address} {shown}\n".encode())
    first = min((section.span.start for section in report.sections if section.printed), default=0)
    for line in running_lines(report):
        if line.span.start >= first:
            total.update(squash(line.text).encode())
    return Contents(total.hexdigest()[:32], told)


def in_order(versions: Sequence[ReportIdentity], contents: Mapping[str, Contents]) -> tuple[ReportIdentity, ...]:
    """``versions``, the one that stands for the organ and year first.

    What was retrieved last comes first, then what was published last, then that of which more was read. Of copies the
    one that tells its day of publication comes first, then one that tells where it was found. Digests decide the rest.
    """
    if len(versions) == 1:
        return tuple(versions)
    groups: dict[str, list[ReportIdentity]] = {}
    for report in versions:
        groups.setdefault(_group(report, contents), []).append(report)
    ranked = sorted(groups.values(), key=lambda copies: _rank_of_version(copies, contents))
    return tuple(report for copies in ranked for report in sorted(copies, key=_rank_of_copy))


def relation(report: ReportIdentity, first: ReportIdentity, contents: Mapping[str, Contents]) -> Relation:
    """What ``report`` is to ``first``, which stands for its organ and year."""
    if report is first or report.id == first.id:
        return Relation.ITSELF
    if are_copies(report, first, contents):
        return Relation.COPY
    orders = {
        _order(_retrieved(report), _retrieved(first)),
        _order(_published(report), _published(first)),
    }
    return Relation.EARLIER if -1 in orders and 1 not in orders else Relation.OTHER


def are_copies(one: ReportIdentity, other: ReportIdentity, contents: Mapping[str, Contents]) -> bool:
    return _group(one, contents) == _group(other, contents)


def distinct_contents(versions: Iterable[ReportIdentity], contents: Mapping[str, Contents]) -> int:
    """How many different reports ``versions`` are."""
    return len({_group(report, contents) for report in versions})


def _group(report: ReportIdentity, contents: Mapping[str, Contents]) -> str:
    """The same for copies. A report whose contents are not known is like no other."""
    return contents[report.id].digest if report.id in contents else f"{report.source.sha256} {report.id}"


def _rank_of_version(copies: Sequence[ReportIdentity], contents: Mapping[str, Contents]) -> tuple[int, int, int, str]:
    retrieved, published = (max(filter(None, map(day, copies)), default=None) for day in (_retrieved, _published))
    told = contents[copies[0].id].told if copies[0].id in contents else 0
    return -_number(retrieved), -_number(published), -told, min(digest_of(one.sources) for one in copies)


def _rank_of_copy(report: ReportIdentity) -> tuple[bool, bool, int, str, str]:
    found = report.sidecar.source_url is not None
    return _published(report) is None, not found, -_number(_retrieved(report)), report.source.sha256, report.id


def _retrieved(report: ReportIdentity) -> date | None:
    return report.sidecar.retrieved_on


def _published(report: ReportIdentity) -> date | None:
    return report.dates.published.value if report.dates.published else None


def _number(day: date | None) -> int:
    return day.toordinal() if day else 0


def _order(one: date | None, other: date | None) -> int:
    """-1, 0 or 1: whether one day is before the other; 0 where one is not known."""
    if one is None or other is None:
        return 0
    return (one > other) - (one < other)
