"""The consistency badge as a picture of its own, for others to embed, and the words to embed it with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.archive.types import Entry
from generator.pages import wording
from generator.pages.badges import seals
from generator.pages.page import Page
from generator.pages.site import Site

COLOURS = {"clash": "#a3271b", "doubt": "#7d5608", "agree": "#24644d"}
"""Of tones; a picture on someone else's page cannot use our stylesheet. White on each has a contrast above 6."""
QUIET = "#625b50"
BADGE = "consistency"


@dataclass(frozen=True, slots=True)
class BadgeSvg:
    """Context of badge.svg."""

    title: str
    """Whose badge it is and what it says, for those who do not see it."""
    name: str
    """What is judged."""
    glyph: str
    """A sign that says the same without colour."""
    stamp: str
    """The judgement in four characters."""
    colour: str
    """Of the judgement's field."""


@dataclass(frozen=True, slots=True)
class Embed:
    """How to show the badge elsewhere."""

    image: str
    """Address of the picture within the site."""
    alt: str
    """What it says."""
    html: str
    """As HTML."""
    markdown: str
    """As Markdown."""


def badge_pages(site: Site) -> Iterator[Page]:
    """``badge.svg`` beside every report that has a consistency badge."""
    for entry in site.archive.all:
        if BADGE in entry.badges:
            yield Page(f"{entry.url[1:]}badge.svg", "badge.svg", partial(_context, entry))


def embed(site: Site, entry: Entry) -> Embed | None:
    """None for a report without the badge."""
    if BADGE not in entry.badges:
        return None
    alt = _context(entry).title
    page, image = site.full(entry.url), site.full(f"{entry.url}badge.svg")
    said = alt.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    plain = alt.replace("[", "［").replace("]", "］")
    return Embed(
        image=f"{entry.url}badge.svg",
        alt=alt,
        html=f'<a href="{page}"><img src="{image}" alt="{said}" width="176" height="28"></a>',
        markdown=f"[![{plain}]({image})]({page})",
    )


def _context(entry: Entry) -> BadgeSvg:
    seal = seals(entry)[0]
    report = entry.report
    title = f"{wording.organ_name(report)} {wording.year_name(report)}报告 {seal.name}：{seal.words}"
    return BadgeSvg(title, seal.name, seal.glyph, seal.stamp, COLOURS.get(seal.tone, QUIET))
