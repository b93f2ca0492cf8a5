"""RFC 4287 as assertions: what its schema and its text ask of a feed document."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ONCE = {"id", "title", "updated"}
OF_FEED = ONCE | {"subtitle", "link", "author", "entry"}
OF_ENTRY = ONCE | {"published", "link", "content"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:/[\w./-]*(?:#\w+)?", re.ASCII)


def validated(data: bytes) -> etree._Element:
    """The feed. Raises AssertionError where it breaks a rule."""
    feed = etree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    _common(feed, OF_FEED)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert len(_links(feed, "self")) == 1
    ids = [feed.findtext(f"{ATOM}id")]
    for entry in feed.findall(f"{ATOM}entry"):
        _common(entry, OF_ENTRY)
        ids.append(entry.findtext(f"{ATOM}id"))
        content = entry.find(f"{ATOM}content")
        assert content is not None and content.get("type") == "xhtml"
        assert [child.tag for child in content] == [f"{XHTML}div"] and not (content.text or "").strip()
        assert all(str(one.tag).startswith(XHTML) for one in content.iterdescendants())
        assert all(len(one) for one in content.iter(f"{XHTML}ul"))
    assert len(set(ids)) == len(ids), "ids are universally unique"
    return feed


def _common(element: etree._Element, known: set[str]) -> None:
    counts = Counter(str(child.tag).removeprefix(ATOM) for child in element)
    assert set(counts) <= known
    assert all(counts[name] == 1 for name in ONCE)
    assert counts["published"] <= 1
    assert _TAG.fullmatch(element.findtext(f"{ATOM}id") or "")
    for name in ("updated", "published"):
        assert all(_MOMENT.fullmatch(one.text or "") for one in element.findall(f"{ATOM}{name}"))
    assert (element.findtext(f"{ATOM}title") or "").strip()
    assert len(_links(element, "alternate")) == 1
    for link in element.findall(f"{ATOM}link"):
        assert urlsplit(link.get("href", "")).scheme == "https"


def _links(element: etree._Element, rel: str) -> list[etree._Element]:
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]
