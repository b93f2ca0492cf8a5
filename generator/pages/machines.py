"""Files that tell programs what the site is: for browsers that install or search it, and for language models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.pages.home import DESCRIPTION, TITLE
from generator.pages.page import Link, Page
from generator.pages.site import Site

SHORT_NAME = 16
"""Characters of a name, by the OpenSearch description format."""
PAPER = "#fbf9f4"
"""The page's ground, as in site.css."""
ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("maskable-512", 512, "maskable"))
"""Name, side in pixels and purpose of the icons that a web manifest lists."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Context of manifest.webmanifest."""

    content: Mapping[str, Any]
    """Its members, by the web app manifest standard."""


@dataclass(frozen=True, slots=True)
class OpenSearch:
    """Context of opensearch.xml."""

    name: str
    """The archive's name, as long as the format allows."""
    description: str
    """What is searched."""
    site_url: str
    """Scheme and host."""
    icon: str
    """Full address of the icon."""


@dataclass(frozen=True, slots=True)
class LanguageModels:
    """Context of llms.txt."""

    title: str
    """The archive's name and what it is."""
    description: str
    """In one sentence."""
    site_url: str
    """Scheme and host."""
    articles: tuple[Link, ...]
    """The pages that explain."""


def description_pages(site: Site) -> Iterator[Page]:
    """manifest.webmanifest, opensearch.xml and llms.txt."""
    yield Page("manifest.webmanifest", "manifest.webmanifest", lambda: Manifest(_manifest(site)))
    search = OpenSearch(site.title[:SHORT_NAME], DESCRIPTION, site.site_url, site.full(site.assets["favicon.svg"]))
    yield Page("opensearch.xml", "opensearch.xml", lambda: search)
    articles = tuple(Link(one.title, one.path) for one in site.articles)
    models = partial(LanguageModels, f"{site.title}：{TITLE}", DESCRIPTION, site.site_url, articles)
    yield Page("llms.txt", "llms.txt", models)


def _manifest(site: Site) -> Mapping[str, Any]:
    icons = [
        {
            "src": site.assets[f"icons/{name}.png"],
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, side, purpose in ICONS
    ]
    vector = {"src": site.assets["favicon.svg"], "sizes": "any", "type": "image/svg+xml"}
    return {
        "name": f"{site.title}：{TITLE}",
        "short_name": site.title,
        "description": DESCRIPTION,
        "lang": "zh-Hans",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [vector, *icons],
    }
