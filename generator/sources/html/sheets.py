"""Gathers the style sheets that a page carries itself: all of them hold for all of the page."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.sources.html.css import StyleSheet
from generator.sources.html.css_media import of_media
from generator.sources.html.nodes import MAYBE, NO, YES, Truth
from generator.sources.html.quirks import hashed

TOUCHED = re.compile(r"disabled|stylesheet|alternate|\.rel\b|[\"'`](?:rel|link|title|media)[\"'`]|\.sheet\b", re.I)
"""A script may change which sheets hold."""
ASLEEP = frozenset(("noscript", "template"))
"""What stands in these has no effect in a browser that runs scripts."""
DRAWINGS = frozenset(("svg", "math"))
CSS_TYPES = frozenset(("", "text/css"))


class _Circumstances(NamedTuple):
    """What a page says of all its sheets: if a policy or a script decides about them, and the titles it prefers."""

    policed: bool
    touched: bool
    titles: set[str]


def gather(root: Any, quirky: bool = False) -> StyleSheet:
    """The rules of all ``<style>`` elements and of links whose sheet stands in their address. Raises TooMuch."""
    sheet = StyleSheet()
    page = _Circumstances(
        any(_polices(element) for element in root.iter("meta")),
        any(TOUCHED.search(script.text or "") for script in root.iter("script")),
        _titles(root),
    )
    for element in root.iter("style", "link"):
        holds = _held(element, page)
        css = _css(element) if holds is not NO else ""
        if css:
            sheet.learn(hashed(css) if quirky else css, holds)
    return sheet


def _css(element: Any) -> str:
    return _data_sheet(element.get("href") or "") if element.tag == "link" else "".join(element.itertext())


def _held(element: Any, page: _Circumstances) -> Truth:
    """Whether the sheet of a ``<style>`` or ``<link>`` holds."""
    holds = of_media(element.get("media") or "")
    if holds is NO and element.get("onload") is not None:
        holds = MAYBE
    if holds is NO or _is_within(element, ASLEEP):
        return NO
    holds = min(holds, _held_as_link(element, page) if element.tag == "link" else _held_as_style(element))
    # Of sheets with titles a browser takes one; a drawing's, or one that a policy forbids, it may leave out.
    unsure = page.policed or any(element.get(name) is not None for name in ("title", "disabled"))
    return min(holds, MAYBE) if unsure or _is_within(element, DRAWINGS) else holds


def _is_within(element: Any, tags: frozenset[str]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _held_as_link(element: Any, page: _Circumstances) -> Truth:
    rel = (element.get("rel") or "").lower().split()
    # A script, or the link itself once it is there, may make a sheet of what is none yet.
    if "stylesheet" in rel and "alternate" in rel and not page.touched and _is_left_to_choose(element, page.titles):
        return NO
    return YES if "stylesheet" in rel and "alternate" not in rel else MAYBE


def _held_as_style(element: Any) -> Truth:
    return YES if (element.get("type") or "").strip().lower() in CSS_TYPES else MAYBE


def _titles(root: Any) -> set[str]:
    """The names of sheets that a page prefers, of which those hold that others share."""
    found = {element.get("title") or "" for element in root.iter("style")}
    for link in root.iter("link"):
        if "alternate" not in (link.get("rel") or "").lower().split():
            found.add(link.get("title") or "")
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "default-style":
            found.add(meta.get("content") or "")
    return found


def _is_left_to_choose(element: Any, titles: set[str]) -> bool:
    """Whether a sheet holds only for a reader who chooses it in the menu of the browser."""
    title = element.get("title") or ""
    return title != "" and title not in titles and not any(name.startswith("on") for name in element.attrib)


def _polices(element: Any) -> bool:
    """Whether ``element`` says which styles of the page hold."""
    content = (element.get("content") or "").lower()
    named = (element.get("http-equiv") or "").strip().lower()
    return named == "content-security-policy" and ("style-src" in content or "default-src" in content)


def _data_sheet(address: str) -> str:
    kind, comma, content = address.strip().partition(",")
    if not comma or not kind.lower().startswith("data:text/css"):
        return ""
    if not kind.lower().endswith(";base64"):
        return unquote(content)
    try:
        return base64.b64decode(unquote(content), validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
