"""What changed from build to build: an index of all builds that the ledger has, and a page a build that stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.checks.equations import SHOWN
from generator.forms.loader import Forms
from generator.ledger.records import BuildRecord, CellChange, Changed, Published, Withdrawn
from generator.model.figures import Reading
from generator.pages import wording
from generator.pages.feeds.addresses import WHOLE
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.site import HOME, Site

URL = "/changes/"
MOST = 200
"""Lines of one list: what a reader looks over; /changes.json has all."""
TEXT = "文字"
"""How a cell is shown that has words where a number is expected."""


@dataclass(frozen=True, slots=True)
class BuildLine:
    """One build."""

    url: str
    """The page that says what it changed."""
    day: str
    """When, in words."""
    added: int
    """Reports that came."""
    changed: int
    """Reports of which a reader sees something else."""
    redone: int
    """Reports whose data changed in nothing that a reader looks for."""
    withdrawn: int
    """Reports that are gone."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Context of changes.html."""

    frame: Frame
    """Head, header and footer."""
    builds: tuple[BuildLine, ...]
    """Latest first."""
    more: int
    """Older builds that are not listed."""


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell that changed."""

    cell: str
    """Its row and column, in words."""
    before: str
    """What stood there."""
    after: str
    """What stands there now."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report."""

    name: str
    """Organ and year."""
    url: str
    """Its page; "" where there is none any more."""
    cells: tuple[CellLine, ...]
    """Cells that changed."""
    more: int
    """Further cells that changed."""
    notes: tuple[str, ...]
    """What else changed, in words."""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Context of change.html."""

    frame: Frame
    """Head, header and footer."""
    line: BuildLine
    """The build, in numbers."""
    added: tuple[ReportLine, ...]
    """Reports that came, by address."""
    changed: tuple[ReportLine, ...]
    """Reports that changed, by address."""
    withdrawn: tuple[ReportLine, ...]
    """Reports that are gone, by address."""


def changes_pages(site: Site) -> Iterator[Page]:
    """``/changes/`` and ``/changes/<day>/``; a second build of one day has ``-2`` behind it."""
    builds = site.ledger.builds
    lines = tuple(_line(build, url) for build, url in zip(builds, _addresses(builds), strict=True))
    description = "每次更新收录、更改、撤下了哪些报告，改了哪些格。"
    frame = site.frame(URL, "更新记录", description, area="data", alternates=WHOLE)
    shown = tuple(reversed(lines))[:MOST]
    yield Page(f"changes/{INDEX}", "changes.html", partial(ChangesPage, frame, shown, len(lines) - len(shown)))
    standing = frozenset(entry.url for entry in site.archive.all)
    for build, line in zip(builds, lines, strict=True):
        yield Page(f"{line.url[1:]}{INDEX}", "change.html", partial(_context, site, build, line, standing))


def _addresses(builds: Sequence[BuildRecord]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for build in builds:
        day = build.date.isoformat()
        counts[day] = counts.get(day, 0) + 1
        yield f"{URL}{day}{f'-{counts[day]}' if counts[day] > 1 else ''}/"


def _line(build: BuildRecord, url: str) -> BuildLine:
    visible = sum(one.is_visible for one in build.changed)
    redone = len(build.changed) - visible
    return BuildLine(url, wording.day(build.date), len(build.added), visible, redone, len(build.withdrawn))


def _context(site: Site, build: BuildRecord, line: BuildLine, standing: frozenset[str]) -> ChangePage:
    crumbs = (HOME, Link("更新记录", URL))
    description = f"{line.day}更新：收录 {line.added} 份，更改 {line.changed} 份，撤下 {line.withdrawn} 份。"
    words = _words(site.forms)
    visible = [one for one in build.changed if one.is_visible]
    return ChangePage(
        frame=site.frame(line.url, f"{line.day}的更新", description, crumbs=crumbs, area="data"),
        line=line,
        added=tuple(_report(one, standing) for one in build.added[:MOST]),
        changed=tuple(_changed(one, standing, words) for one in visible[:MOST]),
        withdrawn=tuple(_report(one, standing) for one in build.withdrawn[:MOST]),
    )


def _report(one: Published | Changed | Withdrawn, standing: frozenset[str]) -> ReportLine:
    name = f"{one.organ or '机关不明'} {f'{one.year} 年' if one.year else '年度不明'}"
    return ReportLine(name, one.url if one.url in standing else "", (), 0, ())


CELLS = 30
"""Cells that are spelled out of one report."""


def _changed(one: Changed, standing: frozenset[str], words: dict[str, str]) -> ReportLine:
    line, cells = _report(one, standing), one.cells or ()
    shown = tuple(_cell(change, words) for change in cells[:CELLS])
    return ReportLine(line.name, line.url, shown, len(cells) - len(shown), tuple(_notes(one)))


def _notes(one: Changed) -> Iterator[str]:
    if one.source:
        yield "换了原件"
    if one.cells is None:
        yield "没有留下更改前的数字，哪些格变了说不出"
    if one.found:
        yield f"新有发现：{'、'.join(one.found)}"
    if one.settled:
        yield f"不再有发现：{'、'.join(one.settled)}"


def _cell(change: CellChange, words: dict[str, str]) -> CellLine:
    return CellLine(words.get(change.cell, change.cell), _shown(change.before), _shown(change.after))


def _shown(value: str) -> str:
    if value == Reading.TEXT.value:
        return TEXT
    shown = {reading.value: said for reading, said in SHOWN.items()}
    return shown.get(value, value) if value else SHOWN[Reading.ABSENT]


def _words(forms: Forms) -> dict[str, str]:
    """Address of a cell → its row and column, as the last form that has it names them."""
    return {
        f"{table.key}.{row}.{column}": f"{table.rows[row].zh}，{table.columns[column].zh}"
        for form in forms.all
        for table in form.tables
        for row, column in table.addresses()
    }
