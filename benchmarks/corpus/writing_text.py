"""Documents as text and as Markdown."""

from __future__ import annotations

from random import Random

from benchmarks.corpus.document import Document
from benchmarks.corpus.rows_text import Tear
from benchmarks.corpus.sheets import Verdicts


def as_lines(document: Document, tear: Tear, random: Random, verdicts: Verdicts, *, markdown: bool) -> list[str]:
    """The report as lines; tables torn by ``tear``."""
    apart = random.choice(([""], []))
    if markdown:
        apart = [""]
    lines: list[str] = []
    for block in document.blocks:
        if block.sheet is not None:
            lines += ["", *tear(block.sheet, random, verdicts), ""]
        elif block.kind == "title" and markdown:
            lines += [f"# {block.text}", ""]
        elif block.kind == "heading" and markdown:
            lines += [f"## {block.text}", ""]
        else:
            lines += [block.text, *apart]
    return lines


def deduplicated(lines: list[str]) -> list[str]:
    """16: every line that was there before is gone."""
    seen: set[str] = set()
    kept: list[str] = []
    for line in lines:
        if line.strip() and line in seen:
            continue
        seen.add(line)
        kept.append(line)
    return kept
