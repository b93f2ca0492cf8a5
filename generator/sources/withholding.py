"""Keeps back what a sidecar withholds: before anything else sees the text, its characters become blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from generator.model.documents import Document, Edit, Grid, GridCell, GridRow, Text
from generator.model.doubts import Doubt
from generator.model.pictures import Seen
from generator.model.spans import DecodedSpan, RepairedSpan, Span

BLOCK = "■"
"""Stands for every character that is withheld, so that lengths and places stay what they were."""


def withhold(document: Document) -> Document:
    """``document`` without the words that its sidecar withholds, wherever they occur, and without what they can be
    told by: its pictures go, and the SHA-256 of its source becomes that of what is shown."""
    words = [item.text for item in document.sidecar.withhold if item.text]
    if not document.sidecar.withhold:
        return document
    text = document.text
    spans = sorted({span for word in words for span in _occurrences(word, text)})
    doubts = [
        Doubt(
            "withheld_not_found", "sources", "说明文件要求遮盖的文字在原文中没有找到。",
            "请检查 withhold 中的 text 是否与原文逐字相同。",
        )
        for word in words
        if not any(_occurrences(word, text))
    ]  # fmt: skip
    masked = Text(
        decoded=_masked(text.decoded, spans),
        repaired=_masked(text.repaired, [text.forth(span) for span in spans]),
        map=text.map,
        edits=tuple(_edit(edit, words, spans) for edit in text.edits),
    )
    grids = tuple(_grid(grid, masked) for grid in document.grids)
    sources = tuple(replace(one, sha256=_digest(one.path, masked.decoded)) for one in document.sources)
    return replace(document, sources=sources, text=masked, grids=grids, doubts=(*document.doubts, *doubts), pictures=())


def _digest(path: str, text: str) -> str:
    """What stands for the SHA-256 of the file from here on: of ``path`` and of the text as it is shown.

    All but the words that are withheld is published, so the file's own tells them to whoever tries: of six digits in a
    second. Ids and addresses are made of it, too.
    """
    return hashlib.sha256(f"{path}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _occurrences(word: str, text: Text) -> Iterator[DecodedSpan]:
    """Where ``word`` stands in the decoded text, written as it is or as it is after repair."""
    for span in _found(word, text.decoded):
        yield DecodedSpan(span)
    for span in _found(word, text.repaired):
        yield text.back(RepairedSpan(span))


def _found(word: str, text: str) -> Iterator[Span]:
    at = text.find(word)
    while at >= 0:
        yield Span(at, at + len(word))
        at = text.find(word, at + 1)


def _masked(text: str, spans: Sequence[Span]) -> str:
    """``text`` with blocks for what stands in ``spans`` of it."""
    characters = list(text)
    for span in spans:
        for i in range(span.start, span.end):
            if not characters[i].isspace():
                characters[i] = BLOCK
    return "".join(characters)


def _edit(edit: Edit, words: list[str], spans: list[DecodedSpan]) -> Edit:
    removed = edit.removed
    for word in words:
        removed = removed.replace(word, BLOCK * len(word))
    if any(span.overlaps(edit.span) for span in spans) and removed == edit.removed:
        removed = BLOCK * len(removed)
    return replace(edit, removed=removed)


def _grid(grid: Grid, text: Text) -> Grid:
    return replace(grid, rows=tuple(GridRow(tuple(_cell(cell, text) for cell in row.cells)) for row in grid.rows))


def _cell(cell: GridCell, text: Text) -> GridCell:
    if cell.blank:
        return cell
    words = cell.span.of(text.repaired).strip()
    return structs.replace(cell, text=words, seen=cell.seen and _seen(cell.seen, words == cell.text))


def _seen(seen: Seen, unchanged: bool) -> Seen:
    """``seen`` as far as it cannot tell what is withheld: other readings of a picture may be just that."""
    return seen if unchanged and seen.agreed else Seen((), seen.confidence)
