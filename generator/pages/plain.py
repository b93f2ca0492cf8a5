"""Pages that hold little of the archive: search, data, and the one for addresses that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator import labels
from generator.licenses import License
from generator.pages.citation import Citation, archive_work, citation
from generator.pages.downloads import DataListing
from generator.pages.feeds.addresses import WHOLE
from generator.pages.gloss import glossed
from generator.pages.metadata import Thing
from generator.pages.metadata_things import dataset
from generator.pages.page import INDEX, Alternate, Download, Frame, Link, Page
from generator.pages.site import Site, WorkedExample


@dataclass(frozen=True, slots=True)
class DataPage:
    """Context of data.html."""

    frame: Frame
    """Head, header and footer."""
    site_url: str
    """Scheme and host, for examples."""
    example: str
    """Address of some report.json; "" in an empty archive."""
    reports: int
    """Reports held."""
    digest: str
    """Changes whenever a report, or what is noted beside it, does."""
    reference: Citation
    """How to cite the archive as a whole."""
    citing: str
    """Address of the script that copies."""
    listing: DataListing
    """The files of the whole archive, of regions and of years, and what their columns mean."""
    license: License
    """Under which all of it is published."""
    feeds: tuple[Alternate, ...]
    """Feeds of the whole archive."""
    scopes: tuple[tuple[str, str, int], ...]
    """What reports say of their scope: its id, its name, how many."""
    examples: tuple[WorkedExample, ...]
    """The same question, asked in three ways."""


@dataclass(frozen=True, slots=True)
class MissingPage:
    """Context of 404.html."""

    frame: Frame
    """Head, header and footer."""
    ways: tuple[Link, ...]
    """Where to go instead."""


def data_page(site: Site) -> Iterator[Page]:
    """``/data/``."""
    entries = site.archive.entries
    description = "每份报告的机器可读数据、重新使用的条件与引用方式。"
    yield Page(
        f"data/{INDEX}",
        "data.html",
        lambda: DataPage(
            frame=site.frame(
                "/data/", "数据与引用", description, area="data", alternates=WHOLE, about=(_dataset(site),)
            ),
            site_url=site.site_url,
            example=f"{entries[0].url}report.json" if entries else "",
            reports=len(entries),
            digest=site.archive.digest,
            reference=citation(archive_work(site)),
            citing=site.assets["cite.js"],
            listing=site.data_files,
            license=site.license,
            feeds=WHOLE,
            scopes=_scopes(site),
            examples=site.examples,
        ),
    )


def _scopes(site: Site) -> tuple[tuple[str, str, int], ...]:
    counts = Counter(entry.report.scope.value for entry in site.archive.entries)
    return tuple((scope, name.zh, counts[scope]) for scope, name in labels.SCOPES.items())


def _dataset(site: Site) -> Thing:
    """The archive's data as a whole."""
    description = (
        "中国各级行政机关政府信息公开工作年度报告的统计表逐格数据、正文中的数字、核对结果，以及每个数字在原文中的位置。"
    )
    counts = Download("/build.json", "全部计数与校验值", "application/json")
    files = (*site.downloads.get("/data/", ()), counts)
    return dataset(site, "/data/", "政府信息公开工作年度报告数据", description, files)


def missing_page(site: Site) -> Iterator[Page]:
    """``/404.html``, which the host shows at any address that leads nowhere."""
    ways = (
        Link(glossed("首页", "Home"), "/"),
        Link(glossed("按地区查阅", "By region"), "/region/"),
        Link(glossed("按年度查阅", "By year"), "/year/"),
        Link(glossed("检索", "Search"), "/search/"),
    )
    frame = site.frame("", "没有这一页", "这个地址没有对应的页面。", crumbs=())
    yield Page("404.html", "404.html", partial(MissingPage, frame, ways))
