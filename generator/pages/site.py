"""The input of the page builders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.archive.types import Archive
from generator.checks.catalogue import CheckInfo
from generator.forms.loader import Forms
from generator.ledger.history import NO_LEDGER, Ledger
from generator.licenses import DEFAULT, License, licenses
from generator.pages.downloads import DataListing
from generator.pages.markdown import Article
from generator.pages.metadata import Thing, linked_data
from generator.pages.page import Alternate, Download, Frame, Link
from generator.pages.reporting import HOW_TO_CORRECT, page_fault

HOME = Link("首页", "/")
CHINESE = "zh-Hans"


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A way to ask the data files, for the data page."""

    tool: str
    """What it is asked with."""
    steps: tuple[tuple[str, str], ...]
    """Pairs of what is to be done and what is to be typed, "" for nothing."""


class EnginePart(NamedTuple):
    """Somebody else's work that the browser loads to check a draft."""

    name: str
    version: str
    license: str


@dataclass(frozen=True, slots=True)
class EngineNote:
    """The program as a browser runs it."""

    url: str
    """Address of the folder of its files."""
    size: int
    """How many bytes a browser loads."""
    parts: tuple[EnginePart, ...]
    """Whose they are."""


@dataclass(frozen=True, slots=True)
class Site:
    """The archive and what surrounds it. Builders read nothing else: no clock, no files, no environment."""

    archive: Archive
    forms: Forms
    catalogue: Mapping[str, CheckInfo]
    """Short id → what the check is called and means, in the order of the catalogue."""
    articles: tuple[Article, ...]
    """The Markdown pages of content/pages."""
    title: str
    """The archive's name."""
    site_url: str
    """Scheme and host, without a slash at the end."""
    assets: Mapping[str, str]
    """Asset name (``site.css``) → address (``/assets/site.1a2b3c4d.css``)."""
    engine: EngineNote | None = None
    """What checks drafts in the browser; None where it was not fetched."""
    license: License = field(default_factory=lambda: licenses()[DEFAULT])
    """Under which tables, findings and data are published."""
    report_errors: str = ""
    """Where readers report errors: a mail address or a form's address; "" where nobody said."""
    search_manifest: str = ""
    """Address of the file the search begins with; "" where there is no index."""
    search_first: tuple[str, ...] = ()
    """Addresses of the files that every search needs."""
    ledger: Ledger = NO_LEDGER
    """What was published from build to build; known to pages about many reports alone."""
    stamp: str = ""
    """The program's version. Every page shows it, so it must not depend on the clock or on what is archived."""

    data_files: DataListing = field(default_factory=DataListing)
    """The files of /data/, for the page about them."""
    examples: tuple[WorkedExample, ...] = ()
    """Ways to ask the data files."""
    downloads: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)
    """Address of a page (``/data/``, ``/region/64/``, ``/year/2020/``) → the data files about what it is about."""

    def _languages(self, url: str) -> tuple[tuple[str, str], ...]:
        """The page at ``url`` in Chinese and in English, where an article says that it is the same in English."""
        for article in self.articles:
            if article.translates and url in (article.path, article.translates):
                return ((CHINESE, self.full(article.translates)), (article.language, self.full(article.path)))
        return ()

    def full(self, url: str) -> str:
        """The full address of a page of the site."""
        return self.site_url + url

    def frame(
        self,
        url: str,
        title: str,
        description: str,
        *,
        crumbs: tuple[Link, ...] = (HOME,),
        area: str = "",
        kind: str = "website",
        query_field: bool = True,
        alternates: tuple[Alternate, ...] = (),
        about: tuple[Thing, ...] = (),
        lang: str = CHINESE,
    ) -> Frame:
        """The frame of the page at ``url`` ("" for a page without an address of its own).

        ``about`` are the things that the page is about, as linked data.
        """
        return Frame(
            site_title=self.title,
            title=title,
            description=description,
            canonical=self.full(url) if url else "",
            crumbs=crumbs,
            area=area,
            css=self.assets["site.css"],
            print_css=self.assets["print.css"],
            icon=self.assets["favicon.svg"],
            touch_icon=self.assets["icons/apple-touch-icon.png"],
            picture=self.full(self.assets["icons/card.png"]),
            enhance=self.assets["enhance.js"],
            stamp=self.stamp,
            fault=page_fault(self.report_errors, title, self.full(url) if url else "") or HOW_TO_CORRECT,
            kind=kind,
            query_field=query_field,
            articles=tuple(article.path for article in self.articles),
            alternates=alternates,
            english=self.assets["english.js"],
            lang=lang,
            languages=self._languages(url),
            linked_data=linked_data(self.site_url, url, title, crumbs, about) if url else {},
        )
