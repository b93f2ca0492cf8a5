"""A report before it becomes a file: blocks in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from benchmarks.corpus.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Block:
    """``kind`` is ``furniture``, ``title``, ``heading``, ``p``, ``sign`` or ``sheet``; only the last has a sheet."""

    kind: str
    text: str = ""
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks from top to bottom."""

    blocks: tuple[Block, ...]

    def map_text(self, change: Callable[[str, str], str]) -> Document:
        """``change(kind, text)`` applied to every printed text; for boxes kind is ``label`` or ``value``."""
        return Document(tuple(_changed(block, change) for block in self.blocks))

    def framed(self, above: tuple[str, ...], below: tuple[str, ...]) -> Document:
        """With lines of page furniture around it."""
        top = tuple(Block("furniture", line) for line in above)
        return Document((*top, *self.blocks, *(Block("furniture", line) for line in below)))


def _changed(block: Block, change: Callable[[str, str], str]) -> Block:
    if block.sheet is None:
        return replace(block, text=change(block.kind, block.text))
    rows = tuple(
        tuple(replace(box, text=change("value" if box.address else "label", box.text)) for box in row)
        for row in block.sheet.rows
    )
    return replace(block, sheet=replace(block.sheet, rows=rows))
