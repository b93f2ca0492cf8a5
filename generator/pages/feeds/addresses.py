"""Where feeds stand, and what of them a page tells its readers' programs."""

from __future__ import annotations

from generator.pages.page import Alternate

NEW = "/feeds/new.xml"
CONTRADICTIONS = "/feeds/contradictions.xml"
ATOM = "application/atom+xml"
WHOLE = (Alternate(NEW, ATOM, "新收录的报告"), Alternate(CONTRADICTIONS, ATOM, "新发现的数字不一致"))
"""Feeds of the whole archive."""


def new_url(url: str) -> str:
    """The feed of new reports of the region or organ whose page is at ``url``: ``/feeds/region/110101/new.xml``."""
    return f"/feeds{url}new.xml"


def contradictions_url(url: str) -> str:
    """The feed of new contradictions of the region whose page is at ``url``."""
    return f"/feeds{url}contradictions.xml"


def check_url(code: str) -> str:
    """The feed of a check: ``/feeds/checks/A07.xml``."""
    return f"/feeds/checks/{code}.xml"


def new_feed(name: str, url: str) -> Alternate:
    """What a page about a region or an organ says of its feed."""
    return Alternate(new_url(url), ATOM, f"{name}：新收录的报告")


def contradictions_feed(name: str, url: str) -> Alternate:
    """What the page of a region says of its second feed."""
    return Alternate(contradictions_url(url), ATOM, f"{name}：新发现的数字不一致")


def check_feed(code: str, name: str) -> Alternate:
    """What the page of a check says of its feed."""
    return Alternate(check_url(code), ATOM, f"{code} {name}：新发现")
