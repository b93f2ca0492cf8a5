"""Reports of which we do not know the organ or the year: they have no place in any region or year's list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.pages.lists import list_page, list_pages
from generator.pages.page import Frame, Link, Page
from generator.pages.parts import digest_way, parted
from generator.pages.site import HOME, Site

ROOT = Link("归属不明的报告", "/unplaced/")


def unplaced_pages(site: Site) -> Iterator[Page]:
    """``/unplaced/``, and below it pages by the first digits of the files' SHA-256."""
    root = parted(site.archive.unplaced, digest_way, ROOT.url)
    framed = partial(_framed, site)
    yield list_page(root, framed)
    yield from list_pages(root, framed)


def _framed(site: Site, url: str, name: str, above: tuple[Link, ...]) -> Frame:
    title = f"{ROOT.name}：{name}" if name else ROOT.name
    crumbs = (HOME, *above) if url == ROOT.url else (HOME, ROOT, *above)
    return site.frame(url, title, "没有认出机关或年度的政府信息公开工作年度报告。", crumbs=crumbs, area="regions")
