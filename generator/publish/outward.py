"""Links that leave their page for another of the site, and how they are kept: an archive has seventy a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class OutwardLink(NamedTuple):
    """A link that leaves its page: ``target`` is a path in the site, ``fragment`` the id that is meant there."""

    page: str
    line: int
    address: str
    target: str
    fragment: str


class LeadsTo(NamedTuple):
    """A link as it is kept with others of its page. ``address`` is "" where it follows from ``target`` and
    ``fragment``."""

    line: int
    address: str
    target: str
    fragment: str


LinksByPage = dict[str, list[LeadsTo]]


def by_page(links: Iterable[OutwardLink]) -> LinksByPage:
    """``links`` as they are kept; :func:`outward` gives them back."""
    found: LinksByPage = {}
    for link in links:
        address = "" if link.address == _address(link.target, link.fragment) else link.address
        found.setdefault(link.page, []).append(LeadsTo(link.line, address, link.target, link.fragment))
    return found


def outward(page: str, link: LeadsTo) -> OutwardLink:
    """A link of ``page``."""
    address = link.address or _address(link.target, link.fragment)
    return OutwardLink(page, link.line, address, link.target, link.fragment)


def _address(target: str, fragment: str) -> str:
    """The shortest address that means ``fragment`` of the file ``target``."""
    folder = target.removesuffix("index.html") if target.endswith("/index.html") else target
    return f"/{folder}#{fragment}" if fragment else f"/{folder}"
