"""The search page. The search is a script; generator/search/README.md says what it needs of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import labels
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.site import Site


@dataclass(frozen=True, slots=True)
class SealPattern:
    """How one value of a badge is drawn beside a result. What the other three could not tell is not drawn."""

    value: str
    """The value in the index, after the badge's name and a hyphen but for consistency."""
    stamp: str
    """Four characters."""
    glyph: str
    """The same as a sign."""
    tone: str
    """The same as a tone."""
    en: str
    """The same in English."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Context of search.html."""

    frame: Frame
    """Head, header and footer."""
    script: str
    """Address of the script."""
    manifest: str
    """Address of the file the search begins with."""
    first: tuple[str, ...]
    """Addresses of the files that every search needs."""
    reports: int
    """Reports that can be found."""
    seals: tuple[SealPattern, ...]
    """The looks of the badges."""
    regions: tuple[Link, ...]
    """Ways in without a script: provinces."""
    years: tuple[Link, ...]
    """Ways in without a script: years."""


def search_page(site: Site) -> Iterator[Page]:
    """``/search/``."""
    archive = site.archive
    provinces = sorted((r for r in archive.regions.values() if r.level == 1), key=lambda r: r.code)
    yield Page(
        f"search/{INDEX}",
        "search.html",
        lambda: SearchPage(
            frame=site.frame(
                "/search/", "检索", "检索全部政府信息公开工作年度报告的正文，简繁通查。", query_field=False
            ),
            script=site.assets["search.js"],
            manifest=site.search_manifest,
            first=site.search_first,
            reports=len(archive.entries),
            seals=tuple(
                SealPattern(
                    value=value if badge == "consistency" else f"{badge}-{value}",
                    stamp=seal.stamp,
                    glyph=seal.glyph,
                    tone=seal.tone,
                    en=seal.en,
                )
                for badge, values in labels.SEALS.items()
                for value, seal in values.items()
                if badge == "consistency" or seal.tone != "void"
            ),
            regions=tuple(Link(region.name, region.url) for region in provinces),
            years=tuple(Link(f"{year} 年", f"/year/{year}/") for year in archive.years),
        ),
    )
