"""Lists that grow, in parts of bounded length: a part with too many items is split into parts below it.

How is told by each item's way: the steps that lead to it, by region first, by whatever parts it further then. An item
whose way ends stands on the page that it ends on. Where ways no longer part what is too long, pages are numbered.
A part's address depends on its step alone and stays when others are added; new ones only come to be below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from generator.archive.addresses import region_code
from generator.archive.types import Archive, Crumb, Entry
from generator.pages.page import Link

T = TypeVar("T")

MOST = 200
"""Items of one page: what a reader looks over, some 40 kB."""
UNPLACED = "unplaced"
"""The step to reports of which we do not know the organ or the year."""


class Step(NamedTuple):
    """One step on the way to an item. ``key`` becomes a part of the address and is unique in its list."""

    key: str
    name: str


Way = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A part of a list, and a page of it."""

    url: str
    name: str
    above: tuple[Link, ...]
    """The parts it is in, the whole list not among them."""
    items: tuple[T, ...]
    """All that it holds."""
    own: tuple[T, ...]
    """Those that stand on its page; at most :data:`MOST`."""
    parts: tuple[Part[T], ...]
    """Parts below it."""
    pages: tuple[Part[T], ...] = ()
    """Its further pages, where too many stand on it."""


def parted(items: Sequence[T], way: Callable[[T], Way], url: str, name: str = "", *, split: bool = False) -> Part[T]:
    """``items`` as the page at ``url`` and those below it, in their order. ``split``: even if one page would do."""
    return _part(url, Step("", name), (), [(item, way(item)) for item in items], 0, split)


def _part(
    root: str, step: Step, above: tuple[Link, ...], items: Sequence[tuple[T, Way]], depth: int, split: bool = False
) -> Part[T]:
    url = f"{root}{step.key}/" if step.key else root
    own: list[T] = []
    below: dict[Step, list[tuple[T, Way]]] = defaultdict(list)
    for item, way in items:
        if len(way) > depth and (split or len(items) > MOST):
            below[way[depth]].append((item, way))
        else:
            own.append(item)
    here = (*above, Link(step.name, url)) if step.key else ()
    return Part(
        url=url,
        name=step.name,
        above=above,
        items=tuple(item for item, _ in items),
        own=tuple(own[:MOST]),
        parts=tuple(_part(root, next_, here, below[next_], depth + 1) for next_ in sorted(below)),
        pages=tuple(
            Part(f"{url}page-{number}/", f"{step.name}（第 {number} 页）", here, page, page, ())
            for number, page in enumerate(_further(own), 2)
        ),
    )


def _further(own: Sequence[T]) -> Iterator[tuple[T, ...]]:
    for at in range(MOST, len(own), MOST):
        yield tuple(own[at : at + MOST])


def below(part: Part[T]) -> Iterator[Part[T]]:
    """Every page below ``part``, in the order of their addresses' steps."""
    yield from part.pages
    for one in part.parts:
        yield one
        yield from below(one)


def region_way(archive: Archive, entry: Entry) -> Way:
    """By the regions of its organ; what has no place by its address, which says no more than that it is another's."""
    shelf = archive.organs.get(entry.report.organ.id)
    if shelf is not None and entry.year is not None:
        return _steps(shelf.crumbs)
    return (Step(UNPLACED, "地区不明"), *(Step(f"{UNPLACED}-{step.key}", step.name) for step in digest_way(entry)))


def digest_way(entry: Entry) -> Way:
    """By the first digits of its file's SHA-256, for what has nothing better."""
    digest = entry.report.source.sha256
    return tuple(Step(digest[:length], f"编号 {digest[:length]}…") for length in (1, 2, 3))


def region_and_year_way(archive: Archive, entry: Entry) -> Way:
    """By region, below the lowest one by year."""
    way = region_way(archive, entry)
    return _with_year(way, entry.year) if way and entry.year else way


# A report stands in the list of its year and in those of all checks that it fails, its region's others as well.
@lru_cache(maxsize=1 << 12)
def _steps(crumbs: tuple[Crumb, ...]) -> Way:
    return tuple(Step(region_code(crumb.url), crumb.name) for crumb in crumbs)


@lru_cache(maxsize=1 << 14)
def _with_year(way: Way, year: int) -> Way:
    return (*way, Step(f"{way[-1].key}-{year}", f"{way[-1].name} {year} 年"))
