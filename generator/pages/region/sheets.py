"""The sheets of a region: a list of them, and each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.archive.types import RegionShelf
from generator.pages.page import INDEX, Frame, Page
from generator.pages.region.sheet import framed, sheet_page, sheet_years, shelves_of
from generator.pages.site import Site


@dataclass(frozen=True, slots=True)
class SheetYear:
    """One sheet in the list of a region's."""

    year: int
    """The year."""
    url: str
    """The sheet."""
    held: int
    """Reports on it."""
    gaps: int
    """Organs of which none of this year is held."""


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """Context of sheets.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """The region."""
    years: tuple[SheetYear, ...]
    """Its sheets, newest first."""


def sheet_pages(site: Site) -> Iterator[Page]:
    """``/region/<code>/sheet/`` and ``/region/<code>/sheet/<year>/`` of counties and prefectures."""
    for region in site.archive.regions.values():
        years = sheet_years(site.archive, region)
        if not years:
            continue
        path = f"{region.url.strip('/')}/sheet/"
        yield Page(path + INDEX, "sheets.html", partial(_sheets, site, region, years))
        for year in years:
            yield sheet_page(site, region, year, tuple(years))


def _sheets(site: Site, region: RegionShelf, years: Mapping[int, int]) -> SheetsPage:
    organs = len(shelves_of(site.archive, region))
    url = f"{region.url}sheet/"
    return SheetsPage(
        frame=framed(
            site, region, url, f"{region.name}各机关数字对照", f"{region.name}各机关的主要数字，一年一表。", ()
        ),
        name=region.name,
        years=tuple(SheetYear(year, f"{url}{year}/", held, organs - held) for year, held in years.items()),
    )
