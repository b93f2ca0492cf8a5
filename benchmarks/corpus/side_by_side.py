"""Layout 13: two reports in the columns of one text, as extraction leaves pages that were printed side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest
from random import Random

from benchmarks.corpus.document import Document
from benchmarks.corpus.rows_odd import pdf_layout
from benchmarks.corpus.rows_text import bare_cells
from benchmarks.corpus.sheets import Verdicts
from benchmarks.corpus.writing_text import as_lines

WHY = "another report stands beside it on every line"


def two_columns(left: Document, right: Document, random: Random, verdicts: tuple[Verdicts, Verdicts]) -> list[str]:
    """Each line of ``left``, padded or with a tab, and the line of ``right`` that stood beside it."""
    tear = random.choice((pdf_layout, pdf_layout, bare_cells))
    width = random.choice((60, 76, 90))
    columns = [
        _folded(as_lines(document, tear, random, noted, markdown=False), width)
        for document, noted in zip((left, right), verdicts, strict=True)
    ]
    tab = random.random() < 0.35
    edge = max(map(_shown, columns[0])) + random.choice((2, 4, 8))
    lines = []
    for before, after in zip_longest(*columns, fillvalue=""):
        gap = "\t" if tab else " " * (edge - _shown(before))
        lines.append((before + gap + after).rstrip())
    return lines


def _folded(lines: Sequence[str], width: int) -> list[str]:
    """Lines of running text cut to the column; those of tables stay whole, they were set to fit."""
    folded: list[str] = []
    for line in lines:
        while "  " not in line.strip() and _shown(line) > width:
            end = len(line)
            while _shown(line[:end]) > width:
                end -= 1
            folded.append(line[:end])
            line = line[end:]
        folded.append(line)
    return folded


def _shown(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
