"""The two copies of a report that search needs: one for the index, one for excerpts.

The index gets the *search copy*: folded tokens as overlapping pairs, so that no idea of Chinese words matters, and a
rare phrase loads little: pairs are rarer than characters. Excerpts are cut from the *reading copy*: the same passages
as a person would set them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from operator import add
from typing import NamedTuple

from generator.search.documents import SearchDocument
from generator.search.folding import BREAK, BREAKS, JOIN, MARK, is_han_run, runs
from generator.search.tables import whole_row

# Han and the punctuation of Chinese text; full-width digits and letters are not among it, since a blank
# between two of them parts two numbers or words.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—"
_LINE_ENDS = re.compile(f"[{''.join(sorted(BREAKS))}]")
_BLANKS = re.compile(r"\s+")
_INNER_BLANKS = re.compile(rf"(?<=[{_WIDE}]) (?=[{_WIDE}])")


class SearchCopy(NamedTuple):
    """``words`` are all pairs of tokens that stand side by side, in their order, and :data:`BREAKS_BETWEEN` where a
    field, paragraph or cell ends; ``alone`` is each token once, for queries of a single one."""

    words: list[str]
    alone: list[str]


BREAKS_BETWEEN = (BREAK, BREAK)
"""So wide that two words with a break between them are never two apart, as every second word of a phrase is."""


def search_copy(document: SearchDocument) -> SearchCopy:
    """What a report is found by. Place names stand together, so that 某县某镇 is found in one piece."""
    words: list[str] = []
    alone: set[str] = set()
    for field in _fields(document):
        last = ""
        for run in runs(field):
            if run == BREAK:
                _part(words)
                last = ""
                continue
            han = is_han_run(run)
            first, end = (run[0], run[-1]) if han else (run, run)
            if last:
                words.append(paired(last, first))
            if han:
                words += map(add, run, run[1:])
            alone.update(run if han else (run,))
            last = end
        _part(words)
    return SearchCopy(words, sorted(alone - {MARK}))


def _part(words: list[str]) -> None:
    if words and words[-1] != BREAK:
        words += BREAKS_BETWEEN


def paired(one: str, other: str) -> str:
    """Two tokens as one word of the index; mirrored in ``assets/search/fold.js``.

    Without the join, 1 and 23 would be 12 and 3.
    """
    return one + other if is_han_run(one) and is_han_run(other) else one + JOIN + other


def reading_copy(document: SearchDocument) -> bytes:
    """JSON of the report by itself: its ``row`` (see :func:`.tables.whole_row`), ``passages`` for excerpts, a list
    of ``[anchor, heading, heading printed (1 or 0), text]``, and what is ``said`` of each check that fails, the
    first one's being that of the badge where the report contradicts itself. ``recognised`` stands there only where it
    is true."""
    passages = [
        [passage.anchor, readable(passage.heading), int(passage.heading_printed), readable(passage.text)]
        for passage in document.passages
    ]
    content: dict[str, object] = {"row": whole_row(document), "passages": passages, "said": document.said}
    content |= {"recognised": 1} if document.recognised else {}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def readable(text: str) -> str:
    """``text`` without empty lines, indentation and blanks inside Chinese, a cell a line.

    What it folds to is unchanged.
    """
    lines = (_INNER_BLANKS.sub("", _BLANKS.sub(" ", line).strip()) for line in _LINE_ENDS.split(text))
    return "\n".join(line for line in lines if line)


def _fields(document: SearchDocument) -> Iterator[str]:
    if document.title_printed:
        yield document.title
    yield document.organ or ""
    yield "".join(document.places)
    for passage in document.passages:
        if passage.heading_printed:
            yield passage.heading
        yield passage.text
