"""What a page's elements do that neither their words nor their styles tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from generator.sources.html.elements import ACTIVE, REPLACED, SHUT, SPECIAL, is_shut, shows_else
from generator.sources.html.writers import Writers, find_writers, writes_here

REFRESH = re.compile(r"\s*(\d{0,6})[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?\s*([^\s\"']+)", re.I)
"""What a page says of the address it is left for; without one it is loaded again."""
SECONDS_TO_READ = 10


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells what a cell shows beside its text. Most pages hold nothing of the kind, which is asked once a page."""

    writers: Writers
    active: bool
    shuts: bool
    moves_on: bool = False
    """A browser leaves the page for another address within seconds."""

    def is_obstacle(self, element: Any) -> bool:
        """Whether ``element``, a cell or what is in one, shows something that is not read."""
        if element.tag in REPLACED or self.writers.hits(element):
            return True
        if not self.active and element.tag not in SPECIAL:
            return False
        return shows_else(element) or writes_here(element)

    def is_shut(self, element: Any, titled: bool) -> bool:
        """Whether ``element`` is not shown before its reader opens it; ``titled`` after the page's own title."""
        return (self.shuts and is_shut(element)) or (titled and element.tag == "title")


def watch(root: Any, markup: str) -> Watch:
    writers = find_writers(root, markup)
    # Of a page of frames a browser shows nothing else.
    framed = root.find("frameset") is not None or root.find("head/frameset") is not None
    moves_on = any(_moves_on(element) for element in root.iter("meta"))
    if framed or moves_on:
        writers = replace(writers, everything=True)
    return Watch(writers, ACTIVE.search(markup) is not None, SHUT.search(markup) is not None, moves_on)


def _moves_on(element: Any) -> bool:
    """Whether ``element`` sends a browser to another address before its reader has read the page."""
    if (element.get("http-equiv") or "").strip().lower() != "refresh":
        return False
    match = REFRESH.match(element.get("content") or "")
    return match is not None and float(match[1] or 0) < SECONDS_TO_READ and not match[2].startswith("#")
