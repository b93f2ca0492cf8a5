"""The archive as pages: one module a page kind, all of them named here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from generator.attempts import Attempts, Step
from generator.pages.article import article_pages
from generator.pages.attention import attention_pages
from generator.pages.badge_svg import badge_pages
from generator.pages.changes import changes_pages
from generator.pages.check import check_pages
from generator.pages.compare import compare_page
from generator.pages.corrections import correction_pages
from generator.pages.coverage import coverage_pages
from generator.pages.draft import draft_page
from generator.pages.feeds.pages import feed_pages
from generator.pages.home import home_page
from generator.pages.likeness.clusters import cluster_pages
from generator.pages.likeness.pairs import pair_pages
from generator.pages.organ.page import organ_pages
from generator.pages.organs import organs_pages
from generator.pages.page import INDEX, Page
from generator.pages.plain import data_page, missing_page
from generator.pages.region.page import region_pages
from generator.pages.region.sheets import sheet_pages
from generator.pages.report.page import report_pages
from generator.pages.search import search_page
from generator.pages.site import Site
from generator.pages.sitemap import machine_pages
from generator.pages.unplaced import unplaced_pages
from generator.pages.year import year_pages

__all__ = ["LAST_PAGES", "LIST_PAGES", "ORGAN_PAGES", "all_pages", "machine_pages", "pages_of"]

Builder = Callable[[Site], Iterator[Page]]

ORGAN_PAGES: tuple[Builder, ...] = (organ_pages, report_pages, badge_pages, pair_pages)
"""Pages of one organ and its reports, which are made from their bodies."""
LIST_PAGES: tuple[Builder, ...] = (
    home_page,
    region_pages,
    sheet_pages,
    coverage_pages,
    organs_pages,
    unplaced_pages,
    year_pages,
    check_pages,
    cluster_pages,
    search_page,
    compare_page,
    draft_page,
    changes_pages,
    correction_pages,
    feed_pages,
    article_pages,
    missing_page,
)
"""Pages about many reports, made from what the archive holds of them, and from the data files of regions and years. A
new kind is one module, one template and a word here."""
LAST_PAGES: tuple[Builder, ...] = (data_page, attention_pages)
"""Made last, since they list the data files of the whole archive, and what went wrong with all other pages."""


def all_pages(site: Site, attempt: Attempts | None = None) -> Iterator[Page]:
    """Every page of a site whose archive holds all bodies, one at a time, then what is written for machines about them.

    A builder that raises costs its further pages, and ``attempt`` notes it.
    """
    urls: list[str] = []
    for page in pages_of(site, (*ORGAN_PAGES, *LIST_PAGES, *LAST_PAGES), attempt or Attempts()):
        if page.path.endswith(INDEX):
            urls.append(page.url)
        yield page
    yield from machine_pages(site, urls)


def pages_of(site: Site, builders: Sequence[Builder], attempt: Attempts) -> Iterator[Page]:
    """The pages that ``builders`` have; one that raises costs its further pages, and ``attempt`` notes it."""
    for build in builders:
        pages = build(site)
        while (page := attempt(Step.PAGE, build.__name__, partial(next, pages, None))) is not None:
            yield page
