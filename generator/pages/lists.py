"""The parts of a list of reports, as pages: what is below, and the reports that stand on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from generator.archive.types import Entry
from generator.pages import wording
from generator.pages.badges import Share, shares, tally
from generator.pages.found import facets_of, listed_at
from generator.pages.listing import EntryLine, entry_lines
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.parts import Part, below


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of a list."""

    name: str
    """What it is called."""
    url: str
    """Its page; "" where it has none."""
    count: int
    """How many it holds."""
    shares: tuple[Share, ...]
    """How many of them have which consistency; empty where that is not told."""
    listed: str = ""
    """Where the search lists all of them; "" where it cannot."""


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Reports under one heading."""

    name: str
    """The heading; "" where there is none."""
    entries: tuple[EntryLine, ...]
    """At least one."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Context of list.html."""

    frame: Frame
    """Head, header and footer."""
    name: str
    """What this part of the list holds, in words."""
    count: int
    """Reports in it."""
    shares: tuple[Share, ...]
    """How many have which consistency; empty where that is not told."""
    listed: str
    """Where the search lists all of them; "" where it cannot."""
    parts: tuple[PartLine, ...]
    """Its parts, where it is too long for one page."""
    groups: tuple[EntryGroup, ...]
    """The reports that stand here."""
    pages: tuple[Link, ...]
    """Its further pages."""


Framed = Callable[[str, str, tuple[Link, ...]], Frame]
"""(address, name of the part, parts above it) → frame of its page."""


def list_pages(root: Part[Entry], framed: Framed, *, by_year: bool = False, code: str = "") -> Iterator[Page]:
    """The pages below ``root``, whose own is another's affair.

    ``code`` is the check that all of these reports fail; a list without one tells badges.
    """
    for part in below(root):
        yield list_page(part, framed, by_year, code)


def list_page(part: Part[Entry], framed: Framed, by_year: bool = False, code: str = "") -> Page:
    """One of them."""
    path = f"{part.url.strip('/')}/{INDEX}"
    told = part, framed, by_year, code
    return Page(path, "list.html", partial(_context, *told), partial(_follows, *told))


def _context(part: Part[Entry], framed: Framed, by_year: bool, code: str) -> ListPage:
    return replace(_head(part, framed, code), groups=entry_groups(part.own, by_year, code))


def _follows(part: Part[Entry], framed: Framed, by_year: bool, code: str) -> object:
    marks = [entry.mark for entry in part.own]
    return (_head(part, framed, code), by_year, code, marks) if all(marks) else None


def _head(part: Part[Entry], framed: Framed, code: str) -> ListPage:
    """The page without its reports, whose lines take nearly all of the time."""
    judged = not code
    frame = framed(part.url, part.name, part.above)
    return ListPage(
        frame=frame,
        name=frame.title,
        count=len(part.items),
        shares=shares(tally(part.items), facets_of(part.url)) if judged else (),
        listed=listed_at(part.url),
        parts=part_lines(part.parts, judged),
        groups=(),
        pages=page_links(part),
    )


def part_lines(parts: Iterable[Part[Entry]], judged: bool = True) -> tuple[PartLine, ...]:
    """Parts as lines of a list."""
    return tuple(
        PartLine(
            part.name,
            part.url,
            len(part.items),
            shares(tally(part.items), facets_of(part.url)) if judged else (),
            listed_at(part.url),
        )
        for part in parts
    )


def page_links(part: Part[Any]) -> tuple[Link, ...]:
    """The further pages of a part."""
    return tuple(Link(page.name or f"第 {number} 页", page.url) for number, page in enumerate(part.pages, 2))


def entry_groups(entries: Sequence[Entry], by_year: bool, code: str = "") -> tuple[EntryGroup, ...]:
    """Reports under one heading a year, newest first, if ``by_year``; else all together. By address within.

    With what the check ``code`` found in each, else with what contradicts itself.
    """
    if not by_year:
        return (EntryGroup("", entry_lines(entries, code)),) if entries else ()
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.year or 0, []).append(entry)
    groups = []
    for year in sorted(years, reverse=True):
        ordered = sorted(years[year], key=lambda entry: entry.url)
        groups.append(EntryGroup(wording.year_name(ordered[0].report), entry_lines(ordered, code)))
    return tuple(groups)
