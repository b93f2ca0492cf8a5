"""Gathers the style sheets that a page carries itself: all of them hold for all of the page."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from urllib.parse import unquote

from generator.sources.html.css import StyleSheet
from generator.sources.html.css_media import of_media
from generator.sources.html.css_selectors import MAYBE, NO
from generator.sources.html.quirks import hashed

TOUCHED = re.compile(r"disabled|stylesheet|alternate|\.rel\b|[\"'`](?:rel|link|title|media)[\"'`]|\.sheet\b", re.I)
"""A script may change which sheets hold."""
ASLEEP = frozenset(("noscript", "template"))
"""What stands in these has no effect in a browser that runs scripts."""
DRAWINGS = frozenset(("svg", "math"))
CSS_TYPES = frozenset(("", "text/css"))


def gather(root: Any, quirky: bool = False) -> StyleSheet:
    """The rules of all ``<style>`` elements and of links whose sheet stands in their address. Raises TooMuch."""
    sheet = StyleSheet()
    policed = any(_polices(element) for element in root.iter("meta"))
    titles = _titles(root)
    touched = any(TOUCHED.search(script.text or "") for script in root.iter("script"))
    for element in root.iter("style", "link"):
        holds = of_media(element.get("media") or "")
        if holds is NO and element.get("onload") is not None:
            holds = MAYBE
        if holds is NO or any(above.tag in ASLEEP for above in element.iterancestors()):
            continue
        if element.tag == "link":
            rel = (element.get("rel") or "").lower().split()
            css = _data_sheet(element.get("href") or "")
            # A script, or the link itself once it is there, may make a sheet of what is none yet.
            if "stylesheet" in rel and "alternate" in rel and not touched and _is_left_to_choose(element, titles):
                continue
            holds = holds if "stylesheet" in rel and "alternate" not in rel else MAYBE
        else:
            css = "".join(element.itertext())
            if (element.get("type") or "").strip().lower() not in CSS_TYPES:
                holds = MAYBE
        # Of sheets with titles a browser takes one; a drawing's, or one that a policy forbids, it may leave out.
        unsure = policed or any(element.get(name) is not None for name in ("title", "disabled"))
        if unsure or any(above.tag in DRAWINGS for above in element.iterancestors()):
            holds = min(holds, MAYBE)
        if css:
            sheet.learn(hashed(css) if quirky else css, holds)
    return sheet


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
