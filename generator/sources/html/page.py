"""A page on its way to lines and tables: what has been found so far, and which tags mean what."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from generator.sources.html.boxes import Box, TableCell


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


BLOCKS = _names(
    "html body address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup li listing main menu nav ol optgroup option p plaintext pre search section "
    "summary ul frameset legend dir xmp"
)
"""What browsers set on lines of its own, by the rendering section of HTML; elements they do not know are inline."""
SKIPPED = _names(
    "script style noscript template iframe object embed applet svg math canvas select button textarea audio video "
    "map rt rp noframes noembed datalist meter progress"
)
TABLE_PARTS = _names("table caption colgroup col thead tbody tfoot tr td th")


UNSHOWN = _names(
    "area base basefont bgsound datalist dialog head link meta noembed noframes noscript param rp script source style "
    "template title track"
)
"""What browsers do not show by themselves, and a style of the page may."""
PREFORMATTED = _names("listing plaintext pre xmp")


@dataclass(slots=True)
class HtmlPage:
    """A page without its markup. ``scripts`` are the texts in which an article may hide, ``meta`` its own words."""

    root: Box = field(default_factory=Box)
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    pictures: int = 0
    addresses: list[str] = field(default_factory=list)
    """Of its pictures."""
    hidden: int = 0
    """Characters that the page does not show."""
    struck: int = 0
    """Places where words are struck out."""
    moves_on: bool = False
    """A browser leaves it for another address within seconds."""
    faint: int = 0
    """Digits in cells that perhaps nobody sees."""


@dataclass(slots=True)
class OpenTable:
    """A table whose end was not met yet."""

    number: int
    depth: int
    groups: list[list[list[TableCell]]] = field(default_factory=list)
    stray: Box = field(default_factory=Box)
    """What stands between the cells; a browser shows it before the table."""
    row: list[TableCell] | None = None
    fields: int = 0
    """Of forms, in the cell at hand."""
    pictured: bool = False
    """A picture of its own is drawn over its cells."""
    loose: bool = False
    """One of its rows is shown as a box."""
    moved: bool = False
    """Something in it stands where it is not written, so that no cell is sure to be seen as it is."""


class OpenTag(msgspec.Struct):
    """A tag on the way: how to leave it."""

    depth: int = -1
    link: bool = False
    level: bool = False
    pre: bool = False
    listed: bool = False
    table: bool = False
    group: bool = False
    row: bool = False
    gap: bool = False
    pictured: bool = False
    printed: int = -1
    """Stretches of the cell's text that came before it, where it draws something even without words of its own."""
