"""Markup to a plain stream of tags and text: the one place that knows the parser.

Nothing is fetched, no script is run, and the parser declares no entities of its own, so that none can grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple

DEEPEST = 2048
"""Tags nested deeper than this are refused by the parser; pages that people read have 20 to 60 levels."""


MOST_ATTRIBUTES = 2_000
"""Of one tag; the parser takes time with their square. Pages that people read have 20."""
OPENING = re.compile(r"<!--|<([A-Za-z][^\s/>]*)")
COMMENT_END = re.compile(r"--!?>")
ATTRIBUTE = re.compile(r"[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]*))?")
RAW = frozenset(("script", "style", "textarea", "title", "xmp"))
"""In these a tag is text until they close."""


class TooDeep(Exception):
    """The tags are nested deeper than any page's."""


class TooMuch(Exception):
    """More lines, cells or attributes than any page that people read."""


class EventKind(Enum):
    START = 1
    END = 2
    TEXT = 3


class Event(NamedTuple):
    """A tag that opens (with its attributes) or closes, or text. Tag names are in lower case."""

    kind: EventKind
    tag: str = ""
    attributes: Mapping[str, str] | None = None
    text: str = ""


def read_events(markup: str) -> Iterator[Event]:
    """The tags and texts of ``markup`` in order, opened and closed in pairs; comments are left out.

    Raises TooDeep and TooMuch; markup without any content yields nothing.
    """
    if _crowded(markup):
        raise TooMuch
    # Imported here, so that a build without web pages does not pay for it.
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = markup.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooDeep
    if root is None:
        return
    for what, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if what == "start":
            yield Event(EventKind.START, tag, element.attrib)
            if element.text:
                yield Event(EventKind.TEXT, text=element.text)
        else:
            yield Event(EventKind.END, tag)
            if element.tail:
                yield Event(EventKind.TEXT, text=element.tail)


def _crowded(markup: str) -> bool:
    """Whether a tag bears more attributes than any that people write."""
    at = 0
    while match := OPENING.search(markup, at):
        at = match.end()
        if match[1] is None:
            end = COMMENT_END.search(markup, at - 2)
            if end is None:
                return False
            at = end.end()
            continue
        count = 0
        while attribute := ATTRIBUTE.match(markup, at):
            at = attribute.end()
            count += 1
            if count > MOST_ATTRIBUTES:
                return True
        name = match[1].lower()
        if name in RAW:
            closing = re.compile(f"</{name}", re.I).search(markup, at)
            if closing is None:
                return False
            at = closing.end()
    return False
