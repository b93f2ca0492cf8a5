"""What a page is, and what every page shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site before it is rendered.

    ``path`` is relative to the site, with forward slashes (``year/2020/index.html``); ``template`` is
    relative to templates/; ``make`` gives the context, a frozen dataclass whose fields are what the template may
    use, no more and no less. It is called when the page is rendered: only then is memory needed for it, and what it
    raises costs this page.
    """

    path: str
    template: str
    make: Callable[[], Any]
    follows: Callable[[], Any] | None = None
    """Gives what the context follows from, where that takes a tenth of the time: all of it, or None where it cannot be
    told of this page."""

    @property
    def context(self) -> Any:
        return self.make()

    @property
    def url(self) -> str:
        """The address within the site: ``/year/2020/``."""
        return "/" + self.path.removesuffix(INDEX)


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads."""

    name: str
    """What the link says."""
    url: str
    """Address within the site."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page, or what happens to it, as a file for machines."""

    url: str
    """Address within the site."""
    media_type: str
    """Such as application/json or application/atom+xml."""
    title: str
    """What it is, for readers that list such files."""


@dataclass(frozen=True, slots=True)
class Download:
    """A data file that a page hands out."""

    url: str
    """Address within the site."""
    name: str
    """What it holds."""
    media_type: str
    """Such as text/csv."""
    size: str = ""
    """How large it is, in words."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the base template needs on every page: head, breadcrumb, header and footer."""

    site_title: str
    """The archive's name."""
    title: str
    """The page's own title, without the archive's name; never a person's."""
    description: str
    """One sentence for search engines and previews."""
    canonical: str
    """The page's full address; "" for pages that have none (404)."""
    crumbs: tuple[Link, ...]
    """From the home page down to the parent; empty on the home page."""
    area: str
    """Which part of the main navigation this page belongs to: regions, years, checks, data, about or ""."""
    css: str
    """Address of the stylesheet."""
    print_css: str
    """Address of what is added on paper."""
    icon: str
    """Address of the favicon."""
    touch_icon: str
    """Address of the icon for home screens, which take no SVG."""
    picture: str
    """Full address of the picture that previews of links show; the same on every page."""
    enhance: str
    """Address of the small script that pages work without."""
    stamp: str
    """The version of the program that made it; "" where nothing says."""
    fault: str
    """Where an error on this page is reported: a letter or form with the page's address filled in, else what to do."""
    kind: str
    """OpenGraph type: website or article."""
    query_field: bool
    """Whether the header holds the small search form (not where the page has a large one)."""
    articles: tuple[str, ...]
    """Addresses of the pages of content/pages: an archive need not have those that templates lead to."""
    alternates: tuple[Alternate, ...]
    """Files that say the same to machines, feeds among them."""
    english: str
    """Address of the small script that keeps English on from page to page."""
    lang: str
    """The page's language: zh-Hans, or en for what is written in English."""
    languages: tuple[tuple[str, str], ...]
    """(language, full address) of the same page in all languages it has; empty where it has one only."""
    linked_data: Mapping[str, Any]
    """What the page says of itself to machines; empty for one that says nothing."""
