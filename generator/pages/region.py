"""Regions: from the country down to the county, with what is held there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator import labels
from generator.archive.types import OrganShelf, RegionShelf
from generator.model.places import Level
from generator.pages.badges import Share, seal_of, shares
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.site import HOME, Site


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region in a list."""

    name: str
    """Its name."""
    url: str
    """Its page."""
    reports: int
    """Reports held in it and below."""
    years: str
    """The years they are about, in words."""
    shares: tuple[Share, ...]
    """How many have which consistency."""


@dataclass(frozen=True, slots=True)
class YearMark:
    """One year of an organ in a list."""

    year: str
    """The year, in digits; 不明 where it is not known."""
    url: str
    """The report."""
    glyph: str
    """Its consistency as a sign."""
    stamp: str
    """The same in four characters."""
    tone: str
    """The same as a tone."""


@dataclass(frozen=True, slots=True)
class OrganLine:
    """An organ in a list."""

    name: str
    """Its name."""
    url: str
    """Its page."""
    kind: str
    """What kind of organ, in words."""
    years: tuple[YearMark, ...]
    """Its reports, newest first."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One badge over a region."""

    name: str
    """What is judged."""
    shares: tuple[Share, ...]
    """How many reports have which value."""


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Context of region.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """The region's name."""
    level: str
    """Its level, in words; "" for the whole country."""
    code: str
    """Its administrative code; "" for the whole country."""
    reports: int
    """Reports held in it and below."""
    years: str
    """The years they are about, in words."""
    tallies: tuple[Tally, ...]
    """Each badge over the region."""
    children: tuple[RegionLine, ...]
    """Regions directly below that hold reports."""
    organs: tuple[OrganLine, ...]
    """Organs that stand in the region itself."""
    unplaced: int
    """On the country's page: reports whose place is not known."""


def region_pages(site: Site) -> Iterator[Page]:
    """``/region/`` and ``/region/<code>/``."""
    archive = site.archive
    provinces = [region for region in archive.regions.values() if region.level is Level.PROVINCE]
    years = sorted({year for region in provinces for year in region.years}, reverse=True)
    yield Page(
        f"region/{INDEX}",
        "region.html",
        RegionPage(
            frame=site.frame(
                "/region/", "地区", "按省、市、县查阅政府信息公开工作年度报告。", area="regions"
            ),
            name="地区",
            level="",
            code="",
            reports=sum(region.reports for region in provinces),
            years=year_span(years),
            tallies=_tallies(_added(provinces)),
            children=tuple(region_line(region) for region in sorted(provinces, key=lambda r: r.code)),
            organs=(),
            unplaced=len(archive.unplaced),
        ),
    )
    for region in archive.regions.values():
        yield Page(region.url.strip("/") + "/" + INDEX, "region.html", _context(site, region))


def region_line(region: RegionShelf) -> RegionLine:
    """A region as a line of a list."""
    return RegionLine(
        region.name,
        region.url,
        region.reports,
        year_span(region.years),
        shares(region.badges.get("consistency", {})),
    )


def year_span(years: tuple[int, ...] | list[int]) -> str:
    """``2019—2022``, ``2020`` or "" for the years that are held; those between need not all be."""
    if not years:
        return ""
    return str(min(years)) if min(years) == max(years) else f"{min(years)}—{max(years)}"


def _context(site: Site, region: RegionShelf) -> RegionPage:
    archive = site.archive
    where = "".join(c.name for c in region.crumbs) + region.name
    span = f"，{year_span(region.years)} 年" if region.years else ""
    return RegionPage(
        frame=site.frame(
            region.url,
            region.name,
            f"{where}的政府信息公开工作年度报告，收录 {region.reports} 份{span}。",
            crumbs=(HOME, Link("地区", "/region/"), *(Link(c.name, c.url) for c in region.crumbs)),
            area="regions",
        ),
        name=region.name,
        level=labels.LEVELS[int(region.level)].zh,
        code=region.code,
        reports=region.reports,
        years=year_span(region.years),
        tallies=_tallies(region.badges),
        children=tuple(region_line(archive.regions[code]) for code in region.children),
        organs=tuple(_organ(archive.organs[id]) for id in region.organs),
        unplaced=0,
    )


def _organ(shelf: OrganShelf) -> OrganLine:
    marks = []
    for entry in shelf.entries:
        seal = seal_of(entry)
        marks.append(YearMark(str(entry.year or "不明"), entry.url, seal.glyph, seal.stamp, seal.tone))
    return OrganLine(shelf.name, shelf.url, labels.zh(labels.ORGAN_KINDS, shelf.kind.value), tuple(marks))


def _tallies(badges: Mapping[str, Mapping[str, int]]) -> tuple[Tally, ...]:
    return tuple(
        Tally(words.zh, shares(badges[name], name))
        for name, words in labels.BADGES.items()
        if badges.get(name)
    )


def _added(regions: list[RegionShelf]) -> dict[str, dict[str, int]]:
    total: dict[str, dict[str, int]] = {}
    for region in regions:
        for name, values in region.badges.items():
            for value, count in values.items():
                total.setdefault(name, {}).setdefault(value, 0)
                total[name][value] += count
    return total
