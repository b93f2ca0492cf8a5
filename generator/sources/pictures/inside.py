"""What stands as pictures in documents of text: read, and put behind the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model.spans import DecodedSpan, Span
from generator.sources.base import Inside
from generator.sources.children import ChildError
from generator.sources.extract import Extract
from generator.sources.pictures.arranging import arrange
from generator.sources.pictures.headers import PictureError, checked_sizes
from generator.sources.pictures.installed import engine
from generator.sources.pictures.remarks import recognised_inside, recognised_pages, unseen
from generator.sources.pictures.run import Looked, look, shown

ENOUGH = 3
"""A report has so many tables: where it prints them, its pictures are photographs."""
LEAST = (200, 60)
"""Pixels, width and height: smaller pictures are marks and buttons."""
MOST = 40
LEAST_CELLS = 6
"""A frame with fewer cells is no table."""


def read_inside(extract: Extract, files: Sequence[bytes]) -> Inside:
    """Adds to ``extract`` the tables on the pictures ``files``; all of their text where it has none of its own."""
    if extract.tables >= ENOUGH or not engine():
        return Inside()
    chosen = [data for data in dict.fromkeys(files) if _may_hold_a_table(data)][:MOST]
    try:
        kept = _kept(look("picture", chosen) if chosen else (), whole=extract.blank)
    except ChildError as error:
        return Inside(doubts=unseen(str(error)))
    if not kept:
        return Inside()
    start = extract.length
    for number, page in enumerate(kept, 1):  # each by itself: what another shows is another table
        arrange((page,), extract, number)
    return Inside(
        tuple(shown(number, page) for number, page in enumerate(kept, 1)),
        (DecodedSpan(Span(start, extract.length)),),
        engine(),
        (recognised_inside(len(kept)),),
        tuple(dict.fromkeys(chosen[page.file] for page in kept)),
    )


def read_pages(extract: Extract, data: bytes, numbers: Sequence[int]) -> Inside:
    """Adds to ``extract`` what stands on the pages ``numbers`` of a PDF, which are pictures among pages of text."""
    if not numbers or not engine():
        return Inside()
    try:
        pages = look("pdf", (data,), numbers)
    except ChildError as error:
        return Inside(doubts=unseen(str(error)))
    # Where two pages stand on one scan, they have no numbers of their own.
    named = dict(zip(numbers if len(pages) == len(numbers) else range(1, len(pages) + 1), pages, strict=True))
    kept = {number: page for number, page in named.items() if page.plain["tables"] or page.plain["lines"]}
    start = extract.length
    for number, page in kept.items():
        arrange((page,), extract, number)
    if not kept:
        return Inside()
    pictures = tuple(shown(number, page) for number, page in kept.items())
    doubts = (recognised_pages(tuple(kept)),)
    return Inside(pictures, (DecodedSpan(Span(start, extract.length)),), engine(), doubts)


def _kept(pages: Sequence[Looked], *, whole: bool) -> tuple[Looked, ...]:
    """Those of ``pages`` with tables, and nothing else on them; if ``whole``, those with text, and all of it."""
    if whole:
        return tuple(page for page in pages if page.plain["tables"] or page.plain["lines"])
    return tuple(replace(page, plain={**page.plain, "lines": []}) for page in pages if _has_table(page))


def _may_hold_a_table(data: bytes) -> bool:
    try:
        sizes = checked_sizes(data)
    except PictureError:
        return False
    return all(wide >= LEAST[0] and high >= LEAST[1] for wide, high in sizes)


def _has_table(page: Looked) -> bool:
    return any(len(table["cells"]) >= LEAST_CELLS for table in page.plain["tables"])
