"""What a page says of itself to machines: linked data (JSON-LD) in the vocabulary of schema.org.

A page's data is one graph: where the page stands among the others, and the things that it is about
(``metadata_things``). It holds nothing that the page does not show, so that another upload leaves it as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.pages.page import Link

CONTEXT = "https://schema.org"
LANGUAGE = "zh-Hans"
Thing = dict[str, Any]
"""One node of the graph; its values are what JSON can hold."""


def linked_data(site_url: str, url: str, title: str, crumbs: Sequence[Link], things: Sequence[Thing]) -> Thing:
    """The graph of the page at ``url``, an address within the site; ``crumbs`` lead from the home page to its parent.

    Empty where there is nothing to say.
    """
    way = [breadcrumbs(site_url, (*crumbs, Link(title, url)))] if crumbs else []
    graph = [*things, *way]
    return {"@context": CONTEXT, "@graph": graph} if graph else {}


def breadcrumbs(site_url: str, links: Sequence[Link]) -> Thing:
    """The way from the home page to a page, itself included."""
    steps = [
        {"@type": "ListItem", "position": position, "name": link.name, "item": site_url + link.url}
        for position, link in enumerate(links, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def told(**values: Any) -> Thing:
    """Those of ``values`` that are known."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}
