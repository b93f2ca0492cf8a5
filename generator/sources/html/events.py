"""Markup to a plain stream of tags and text: the one place that knows the parser.

Nothing is fetched, no script is run, and the parser declares no entities of its own, so that none can grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from html import unescape
from typing import Any, NamedTuple

MAX_NESTED_TAGS = 2048
"""Tags nested deeper than this are refused by the parser; pages that people read have 20 to 60 levels."""


MOST_ATTRIBUTES = 2_000
"""Of one tag; the parser takes time with their square. Pages that people read have 20."""
OPENING = re.compile(r"<!--|</(?:svg|math)\b|<([A-Za-z][^\s/>]*)", re.I)
TAG_END = re.compile(r"[\s/]*>")
COMMENT_END = re.compile(r"--!?>")
ATTRIBUTE = re.compile(r"[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"?|'[^']*'?|[^\s>]*))?")
NAMED = re.compile(r"[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(\"[^\"]*\"?|'[^']*'?|[^\s>]*))?")
BREAK_END = re.compile(r"</br\b[^<>]*>", re.I)
PARAGRAPH_END = re.compile(r"(<t[dh]\b[^<>]{0,500}>[^<]{0,200})</p\s*>", re.I)
"""What closes a line or paragraph that is not open: browsers break the line there."""
RAW = frozenset(("script", "style", "textarea", "title", "xmp"))
"""In these a tag is text until they close."""


VOID = frozenset((
    "br", "img", "input", "hr", "col", "wbr", "meta", "link", "area", "base", "embed", "param", "source", "track",
    "frame", "keygen", "bgsound", "basefont", "isindex", "image", "spacer", "nextid",
))  # fmt: skip
FOREIGN = frozenset(("svg", "math"))
"""Within these a slash does close a tag."""
LEAVING = frozenset((
    "b", "big", "blockquote", "body", "center", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "i", "li", "menu", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub",
    "sup", "table", "tt", "u", "ul", "var", "td", "tr", "th", "tbody", "font", "html",
))  # fmt: skip
"""These end what is foreign."""


class TooDeepError(Exception):
    """The tags are nested deeper than any page's."""


class TooMuchError(Exception):
    """More lines, cells or attributes than any page that people read."""


class EventKind(Enum):
    """What the parser met."""

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
    tags = _scan(markup)
    # Imported here, so that a build without web pages does not pay for it.
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    markup = _without(markup, tags.slashes)
    markup = PARAGRAPH_END.sub(r"\1<br></p>", BREAK_END.sub("<br>", markup)) if "</" in markup else markup
    data = markup.replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooDeepError
    if root is not None and len(tags.again) > 2:
        _merge(root, tags.again)
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


@dataclass(slots=True)
class _Tags:
    slashes: list[int] = field(default_factory=list)
    """Places of slashes that close nothing: ``<b/>`` opens an element like ``<b>``."""
    again: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    """Tags of the page and its body with their attributes, which a browser gives to the first of them."""


def _scan(markup: str) -> _Tags:
    """What the tags of ``markup`` say that the parser takes otherwise than browsers do. Raises TooMuch."""
    at = 0
    found = _Tags()
    foreign = False
    while match := OPENING.search(markup, at):
        at = match.end()
        if match[0][1] == "/":
            foreign = False
            continue
        if match[1] is None:
            at = _end_of(COMMENT_END, markup, at - 2)
            continue
        name = match[1].lower()
        begun, at = at, _after_attributes(markup, at)
        slash = _closing_slash(markup, at)
        foreign = _is_foreign(name, slash is not None, foreign)
        if slash is not None and not foreign and name not in VOID | FOREIGN:
            found.slashes.append(slash)
        if name in ("html", "body"):
            said = [(one[1].lower(), unescape(one[2] or "")) for one in NAMED.finditer(markup, begun, at)]
            found.again.append((name, said))
        if name in RAW:
            at = _end_of(re.compile(f"</{name}", re.I), markup, at)
    return found


def _end_of(pattern: re.Pattern[str], markup: str, at: int) -> int:
    """Where the first ``pattern`` from ``at`` on ends; the end of ``markup`` where there is none."""
    match = pattern.search(markup, at)
    return len(markup) if match is None else match.end()


def _after_attributes(markup: str, at: int) -> int:
    """Where the attributes of a tag end. Raises TooMuch."""
    count = 0
    while attribute := ATTRIBUTE.match(markup, at):
        at = attribute.end()
        count += 1
        if count > MOST_ATTRIBUTES:
            raise TooMuchError
    return at


def _closing_slash(markup: str, at: int) -> int | None:
    """The place of the slash in the ``/>`` that ends a tag; None where it ends otherwise."""
    end = TAG_END.match(markup, at)
    return end.end() - 2 if end is not None and end[0][-2:] == "/>" else None


def _is_foreign(name: str, closed: bool, foreign: bool) -> bool:
    """Whether what follows the tag ``name`` is a drawing or a formula, given that the tag stands within one or not."""
    if name in FOREIGN:
        return not closed
    return foreign and name not in LEAVING


def _merge(root: Any, again: list[tuple[str, list[tuple[str, str]]]]) -> None:
    """Gives the page and its body what later tags of theirs bear and the first ones do not."""
    firsts = {"html": root, "body": root.find("body")}
    for name, said in again:
        element = firsts[name]
        if element is None or element.tag != name:
            continue
        for attribute, value in said:
            if re.fullmatch(r"[a-z][a-z-]*", attribute) and attribute not in element.attrib:
                quoted = value[:1] in ("'", '"')
                element.set(attribute, (value[1:].removesuffix(value[0]) if quoted else value).replace("\0", ""))


def _without(markup: str, places: list[int]) -> str:
    """``markup`` with a blank in the place of each of the characters at ``places``."""
    parts, last = [], 0
    for place in places:
        parts.append(markup[last:place])
        last = place + 1
    return " ".join([*parts, markup[last:]])
