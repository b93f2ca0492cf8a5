"""The scan of ``pagescan`` by a few passes over the whole page, where that has nothing unusual.

Of the thousand tags of a report's page, all but a hundred hold at most an id or a link to the page itself. These are
found together, in C; the others, most of which many pages share, are read once each. Anything that is not markup of
the plainest kind, and any fault, is left to the scan by elements, which says what it is and where.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from enum import Enum
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from generator.publish import pagescan
from generator.publish.pagescan import PageLink, Scan, TagReading, says_something

_DOCTYPES = (b"<!DOCTYPE html>", b"<!doctype html>")
_TAG = re.compile(rb"<([a-z][^<>]*)>")
_ODD_END = re.compile(rb"</(?![a-z][a-z0-9-]*>)")
_SHAPE = re.compile(r"""([a-z][a-z0-9-]*)((?: [^\s"'<>/=]+(?:="")?)*) ?/?""")
"""A start tag of the plainest kind whose quoted values were taken out."""
_ATTRIBUTE = re.compile(r""" ([^\s"'<>/=]+)(="")?""")
_ID = re.compile(rb""" id="([!#-%'-;=?-~]+)\"""")
"""Without blanks, references and whatever is not ASCII."""
_OWN = re.compile(rb""" href="#([\w.-]*)\"""")
"""A link to the page itself, written as the id is."""
_PATH = re.compile(rb"""a(?: class="[\w ]*")? href="(/[\w./#-]*)\"""")
"""A link to elsewhere on the site, written as it is read."""
_TITLE = re.compile(rb"<title(?: [^<>]*)?>([^<]*)</title>")
_SCRIPT = re.compile(rb"<script [^<>]*>[^<]*</script>")
_READ_TAGS = frozenset({"html", "script"})
_RAW_TAGS = frozenset({"style", "textarea"})


class _Kind(Enum):
    """What is to be done with a tag: nothing, to look where it leads on its page, or to read it."""

    PLAIN = 1
    LINK = 2
    READ = 3


class _Shape(NamedTuple):
    """Start tags that differ only in their values."""

    name: str
    kind: _Kind


class _Tags(NamedTuple):
    """The start tags of a page without their brackets, and the shape of each: its text without quoted values."""

    tags: list[bytes]
    shapes: list[bytes]
    joined: bytes
    """The tags with ``<`` between."""
    outside: bytes
    """Its text without quoted values: the shapes, likewise."""


def scan(data: bytes) -> Scan:
    """What ``pagescan.scan`` returns for the text of this page."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return pagescan.scan(data.decode(errors="replace"), valid_text=False)
    return _sound_page(data) or pagescan.scan(text)


def _sound_page(data: bytes) -> Scan | None:
    """The scan of a page that has no fault; None where it may have one, or where it is not that easily read."""
    page = _tags(data)
    told = _telling_shapes(data, Counter(page.shapes)) if page else None
    if page is None or told is None:
        return None
    ids = _ids(page)
    inward = None if ids is None else _inward_links(page, told, ids)
    if ids is None or inward is None:
        return None
    known = frozenset(map(bytes.decode, ids))
    telling = compress(page.tags, map(told.__contains__, page.shapes))
    outward = _outward_links(data, (tag for tag in telling if tag not in inward), known)
    return None if outward is None else Scan(known, outward, ())


def _tags(data: bytes) -> _Tags | None:
    """All start tags; None where there is a comment, a bracket within a tag, or what is no tag at all."""
    tags = _TAG.findall(data)
    others = data.count(b"<") - len(tags) - data.count(b"</")
    if others != 1 or not data.startswith(_DOCTYPES) or _ODD_END.search(data):
        return None
    joined = b"<".join(tags)
    outside = b'""'.join(joined.split(b'"')[::2])
    shapes = outside.split(b"<")
    closed = joined.count(b'"') % 2 == 0 and len(shapes) == len(tags)  # every quote in its own tag
    return _Tags(tags, shapes, joined, outside) if closed else None


def _ids(page: _Tags) -> frozenset[bytes] | None:
    """None where one is there twice or is not written plainly."""
    ids = _ID.findall(page.joined)
    known = frozenset(ids)
    return known if len(known) == len(ids) == page.outside.count(b' id=""') else None


def _inward_links(page: _Tags, told: Mapping[bytes, _Kind], ids: frozenset[bytes]) -> Set[bytes] | None:
    """The tags that are no more than a link to the page itself; None where one leads nowhere."""
    links = {shape for shape, kind in told.items() if kind is _Kind.LINK}
    inward = {tag for tag in compress(page.tags, map(links.__contains__, page.shapes)) if b' href="#' in tag}
    own = _OWN.findall(b"<".join(inward))
    return inward if len(own) == len(inward) and ids.issuperset(set(own) - {b"", b"top"}) else None


def _telling_shapes(data: bytes, shapes: Counter[bytes]) -> dict[bytes, _Kind] | None:
    """Those of ``shapes``, of all tags of the page, that are not plain; None where the page is not sound."""
    told: dict[bytes, _Kind] = {}
    names: Counter[str] = Counter()
    for shape, number in shapes.items():
        read = _shape_of(shape)
        if read is None:
            return None
        names[read.name] += number
        if read.kind is not _Kind.PLAIN:
            told[shape] = read.kind
    titles = _TITLE.findall(data)
    sound = names["html"] == names["h1"] == 1 and (len(titles) == 1 or names["svg"])
    # What stands in these is not markup: nothing in them was taken for tags.
    closed = names["title"] == len(titles) and names["script"] == len(_SCRIPT.findall(data))
    return told if sound and closed and all(title.decode().strip() for title in titles) else None


@lru_cache(maxsize=4096)
def _shape_of(shape: bytes) -> _Shape | None:
    """``shape`` is a tag whose quoted values were taken out. None where it is not of the plainest kind."""
    match = _SHAPE.fullmatch(shape.decode())
    if match is None or match[1] in _RAW_TAGS:
        return None
    attributes = _ATTRIBUTE.findall(match[2])
    names = [name.lower() for name, _ in attributes]
    if len(set(names)) != len(names) or names.count("id") != match[2].count(' id=""'):
        return None
    told = [name for name in names if says_something(name)]
    if match[1] == "a" and told == ["href"]:
        return _Shape("a", _Kind.LINK)
    return _Shape(match[1], _Kind.READ if told or match[1] in _READ_TAGS else _Kind.PLAIN)


@lru_cache(maxsize=4096)
def _read(tag: bytes) -> TagReading | None:
    path = _PATH.fullmatch(tag)
    return TagReading(((path[1].decode(), False),), ()) if path else pagescan.read_tag(tag.decode())


def _outward_links(data: bytes, tags: Iterable[bytes], ids: frozenset[str]) -> tuple[PageLink, ...] | None:
    """Where ``tags``, in the order of the page, lead to; None where one has a fault or points at no id."""
    found: list[PageLink] = []
    at, line = 0, 1
    for tag in tags:
        read = _read(tag)
        if read is None or not ids.issuperset(read.wanted):
            return None
        if read.links:
            start = data.index(b"<%b>" % tag, at)
            line += data.count(b"\n", at, start)
            at = start + 1
            found += [PageLink(address, line, resource) for address, resource in read.links]
    return tuple(found)
