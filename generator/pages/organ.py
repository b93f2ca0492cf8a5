"""An organ's page: all its years side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import labels
from generator.archive.types import Entry, OrganShelf
from generator.pages import wording
from generator.pages.badges import SealView, seals
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.series import Series, series
from generator.pages.site import HOME, Site


@dataclass(frozen=True, slots=True)
class ReportOfOrgan:
    """One report in the organ's list."""

    url: str
    """Its page."""
    year: str
    """The year it is about, in words."""
    form: str
    """The form it follows."""
    signed: str
    """Date of signature or publication, in words; may be empty."""
    seals: tuple[SealView, ...]
    """Its badges."""


@dataclass(frozen=True, slots=True)
class OrganPage:
    """Context of organ.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """The fullest form of its name."""
    kind: str
    """What kind of organ it is, in words."""
    reports: tuple[ReportOfOrgan, ...]
    """Newest first."""
    missing: tuple[int, ...]
    """Years between the first and the last that are not held."""
    series: tuple[Series, ...]
    """Its tables over the years."""


def organ_pages(site: Site) -> Iterator[Page]:
    """``/region/<code>/<slug>/``: one page an organ."""
    for shelf in site.archive.organs.values():
        yield Page(shelf.url.strip("/") + "/" + INDEX, "organ.html", _context(site, shelf))


def _context(site: Site, shelf: OrganShelf) -> OrganPage:
    years = shelf.years
    missing = sorted(set(range(min(years), max(years) + 1)) - set(years)) if years else []
    crumbs = (HOME, *(Link(c.name, c.url) for c in shelf.crumbs))
    span = f"{years[-1]}—{years[0]} 年" if len(years) > 1 else f"{years[0]} 年" if years else "年度不明"
    description = f"{shelf.name}的政府信息公开工作年度报告 {len(shelf.entries)} 份（{span}），历年数字并列。"
    return OrganPage(
        frame=site.frame(shelf.url, shelf.name, description, crumbs=crumbs, area="regions"),
        name=shelf.name,
        kind=labels.zh(labels.ORGAN_KINDS, shelf.kind.value),
        reports=tuple(_report(entry) for entry in shelf.entries),
        missing=tuple(missing),
        series=series(shelf.entries, site.forms),
    )


def _report(entry: Entry) -> ReportOfOrgan:
    dates = entry.report.dates
    found = dates.published or dates.signed
    which = "公布于" if dates.published else "落款"
    return ReportOfOrgan(
        url=entry.url,
        year=wording.year_name(entry.report),
        form=wording.form_name(entry.report),
        signed=f"{which} {wording.day(found.value)}" if found else "",
        seals=seals(entry),
    )
