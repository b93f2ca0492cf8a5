"""Keeps back what a sidecar withholds: before anything else sees the text, its characters become blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from generator.model.documents import Document, Edit, Grid, GridCell, GridRow, Text
from generator.model.doubts import Doubt
from generator.model.pictures import Seen
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, RepairedSpan
from generator.sources.base import Refused
from generator.sources.withheld_words import BLOCK, Words, blanked, found, variants


def withhold(document: Document) -> Document:
    """``document`` without the words that its sidecar withholds, wherever they occur, and without what they can be
    told by: its pictures go, and the SHA-256 of its source becomes that of what is shown."""
    if not document.sidecar.withhold:
        return document
    words = Words.of(document.sidecar)
    text = document.text
    spans = sorted({span for word in words.words for span in occurrences(word, text)})
    masked = Text(
        decoded=blanked(text.decoded, spans),
        repaired=blanked(text.repaired, [text.forth(span) for span in spans]),
        map=text.map,
        edits=tuple(_edit(edit, words.words, spans) for edit in text.edits),
    )
    grids = tuple(_grid(grid, masked, words) for grid in document.grids)
    sources = tuple(
        replace(one, path=shown, sha256=_digest(shown, masked.decoded))
        for one in document.sources
        for shown in (words.name(one.path),)
    )
    told = (*map(words.doubt, document.doubts), *_not_found(words, document), *_otherwise(words, masked))
    return replace(
        document, sources=sources, text=masked, sidecar=words.sidecar(document.sidecar), grids=grids, doubts=told,
        pictures=(),
    )  # fmt: skip


def withhold_of(refused: Refused, sidecar: Sidecar) -> Refused:
    """What is said of a file that was not read, without the words; nobody can tell whether they stand in a picture."""
    words = Words.of(sidecar)
    source = replace(refused.source, path=words.name(refused.source.path))
    keep = refused.keep and not sidecar.withhold
    return replace(refused, source=source, doubts=tuple(map(words.doubt, refused.doubts)), keep=keep)


def _not_found(words: Words, document: Document) -> Iterator[Doubt]:
    for word in words.words:
        elsewhere = Words((word,)).places(document.sidecar, document.source.path)
        if not elsewhere and not any(occurrences(word, document.text)):
            yield Doubt(
                "withheld_not_found", "sources", "说明文件要求遮盖的文字在原文中没有找到。",
                "请检查 withhold 中的 text 是否与原文逐字相同。",
            )  # fmt: skip


def _otherwise(words: Words, text: Text) -> Iterator[Doubt]:
    """The doubt about other writings of the words, which stay in ``text``. It names lines, not what stands there."""
    left = written_otherwise(words, text)
    if left:
        lines = "、".join(str(line) for line in dict.fromkeys(text.line_of(span.start) for span in left))
        yield Doubt(
            "withheld_variant", "sources",
            f"要求遮盖的文字在第 {lines} 行另有写法（全角、空格、连字符或繁简不同），仍在公布。",
            "如也应遮盖，请把这些行中的写法逐字加入 withhold。", span=left[0],
        )  # fmt: skip


def written_otherwise(words: Words, text: Text) -> tuple[DecodedSpan, ...]:
    """Where the words stand in a ``text`` that is withheld already, in writings that are not withheld."""
    return tuple(sorted({DecodedSpan(span) for span in variants(words.words, text.decoded)}))


def _digest(path: str, text: str) -> str:
    """What stands for the SHA-256 of the file from here on: of ``path`` and of the text as it is shown.

    All but the words that are withheld is published, so the file's own tells them to whoever tries: of six digits in a
    second. Ids and addresses are made of it, too.
    """
    return hashlib.sha256(f"{path}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


def occurrences(word: str, text: Text) -> Iterator[DecodedSpan]:
    """Where ``word`` stands in the decoded text, written as it is or as it is after repair."""
    for span in found(word, text.decoded):
        yield DecodedSpan(span)
    for span in found(word, text.repaired):
        yield text.back(RepairedSpan(span))


def _edit(edit: Edit, words: Sequence[str], spans: Sequence[DecodedSpan]) -> Edit:
    removed = edit.removed
    for word in words:
        removed = removed.replace(word, BLOCK * len(word))
    if any(span.overlaps(edit.span) for span in spans) and removed == edit.removed:
        removed = BLOCK * len(removed)
    return replace(edit, removed=removed)


def _grid(grid: Grid, text: Text, words: Words) -> Grid:
    rows = (tuple(_cell(cell, text, words) for cell in row.cells) for row in grid.rows)
    return replace(grid, rows=tuple(map(GridRow, rows)))


def _cell(cell: GridCell, text: Text, words: Words) -> GridCell:
    where = cell.where and structs.replace(cell.where, sheet=words.name(cell.where.sheet))
    if cell.blank:
        return structs.replace(cell, where=where)
    printed = cell.span.of(text.repaired).strip()
    seen = cell.seen and _seen(cell.seen, printed == cell.text)
    return structs.replace(cell, text=printed, where=where, seen=seen)


def _seen(seen: Seen, unchanged: bool) -> Seen:
    """``seen`` as far as it cannot tell what is withheld: other readings of a picture may be just that."""
    return seen if unchanged and seen.agreed else Seen((), seen.confidence)
