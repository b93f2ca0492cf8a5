"""Markup to a plain stream of tags and text: the one place that knows the parser.

Nothing is fetched, no script is run, and the parser declares no entities of its own, so that none can grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

DEEPEST = 2048
"""Tags nested deeper than this are refused by the parser; pages that people read have 20 to 60 levels."""


MOST_ATTRIBUTES = 2_000
"""Of one tag; the parser takes time with their square. Pages that people read have 20."""
OPENING = re.compile(r"<!--|<([A-Za-z][^\s/>]*)")
COMMENT_END = re.compile(r"--!?>")
ATTRIBUTE = re.compile(r"[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]*))?")
BREAK_END = re.compile(r"</br\b[^<>]*>", re.I)
PARAGRAPH_END = re.compile(r"(<t[dh]\b[^<>]{0,500}>[^<]{0,200})</p\s*>", re.I)
"""What closes a line or paragraph that is not open: browsers break the line there."""
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
    """A tag that opens (with lxml's element) or closes, or text. Tag names are in lower case."""

    kind: EventKind
    tag: str = ""
    element: Any = None
    text: str = ""


def parse_markup(markup: str) -> Any:
    """The root of lxml's tree of ``markup``, comments left out; None where there is no content.

    Raises TooDeep and TooMuch.
    """
    if _crowded(markup):
        raise TooMuch
    # Imported here, so that a build without web pages does not pay for it.
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    markup = PARAGRAPH_END.sub(r"\1<br></p>", BREAK_END.sub("<br>", markup)) if "</" in markup else markup
    data = markup.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooDeep
    return root


def read_events(root: Any) -> Iterator[Event]:
    """The tags and texts below ``root`` in order, opened and closed in pairs."""
    from lxml import etree

    for what, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if what == "start":
            yield Event(EventKind.START, tag, element)
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
