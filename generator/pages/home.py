"""The home page: what this is, a search box, counts, and ways in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.places import Level
from generator.pages.adding_up import Gap, YearShare, widest_gaps, year_shares
from generator.pages.arrival import Arrivals, latest_first
from generator.pages.badges import Share, shares, tally
from generator.pages.clashes import Clashes, clashes, clashing
from generator.pages.feeds.addresses import WHOLE
from generator.pages.listing import EntryLine, entry_lines
from generator.pages.metadata_things import website
from generator.pages.page import INDEX, Frame, Page
from generator.pages.region.page import RegionLine, region_line, year_span
from generator.pages.region.tiles import TileDiagram, tile_diagram
from generator.pages.site import Site
from generator.pages.year import YearLine, year_line

TITLE = "政府信息公开工作年度报告档案"
"""What this is, for those who see only a list of titles."""
DESCRIPTION = "收存各级行政机关的政府信息公开工作年度报告，逐格核对报告自身的数字，每个数字都可追到原文。"
LATEST = 8
"""Lines of the list: what one looks over without scrolling."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """Context of home.html."""

    frame: Frame
    """Head, header and footer."""
    reports: int
    """Reports held, older versions not counted."""
    organs: int
    """Organs that wrote them."""
    regions_held: int
    """Counties, or the lowest regions, that hold any."""
    years: str
    """The years they are about, in words."""
    shares: tuple[Share, ...]
    """How many have which consistency."""
    provinces: tuple[RegionLine, ...]
    """Provinces that hold reports."""
    diagram: TileDiagram
    """All provinces as tiles."""
    by_year: tuple[YearLine, ...]
    """Years that hold reports, newest first."""
    latest: tuple[EntryLine, ...]
    """Reports that arrived last; of those that arrived together the newest by year and date of signature."""
    years_added: tuple[YearShare, ...]
    """In how many reports the tables add up, newest year first."""
    gaps: tuple[Gap, ...]
    """The sums whose two sides differ most."""
    clashes: Clashes
    """Reports that contradict themselves, those found last first."""


def home_page(site: Site) -> Iterator[Page]:
    """``/``."""
    archive = site.archive
    provinces = sorted((r for r in archive.regions.values() if r.level is Level.PROVINCE), key=lambda r: r.code)
    arrivals = Arrivals(site.ledger)
    ordered = latest_first(archive.entries, arrivals.arrived)
    by_finding = clashing(latest_first(archive.entries, arrivals.contradicted), site.catalogue)
    yield Page(
        INDEX,
        "home.html",
        lambda: HomePage(
            frame=site.frame(
                "/",
                TITLE,
                DESCRIPTION,
                crumbs=(),
                query_field=False,
                alternates=WHOLE,
                about=(website(site, DESCRIPTION),),
            ),
            reports=len(archive.entries),
            organs=len(archive.organs),
            regions_held=sum(1 for region in archive.regions.values() if region.organs),
            years=year_span(list(archive.years)),
            shares=shares(tally(archive.entries), {}),
            provinces=tuple(region_line(region) for region in provinces),
            diagram=tile_diagram(archive.regions),
            by_year=tuple(year_line(year, entries) for year, entries in archive.years.items()),
            latest=entry_lines(ordered[:LATEST]),
            years_added=year_shares(archive.years),
            gaps=widest_gaps(archive.entries),
            clashes=clashes(by_finding, site.catalogue, {}),
        ),
    )
