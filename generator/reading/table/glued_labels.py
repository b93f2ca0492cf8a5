"""Labels as patterns for text whose cells ran together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.forms.loader import FormTable, Label
from generator.model.spans import Span

BETWEEN = r"[\s|]*+"
BLANKS = " \u3000\xa0"
"""What may stand between the digits of a line."""


@lru_cache(maxsize=1024)
def loose(words: str) -> str:
    """A pattern for ``words`` with blanks and brackets anywhere."""
    folded = re.sub(r"[\s“”\"（）()，,、]", "", words)
    return r"[\s“”\"（）()，,、]*".join(re.escape(c) for c in folded) + r"[”）)]*"


@lru_cache(maxsize=512)
def names(label: Label) -> tuple[str, ...]:
    """A label as it may be printed, with or without its explanation in brackets, numbers aside; the longest first."""
    words = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)", "", label.zh)
    found = {words, re.sub(r"[（(].*$", "", words), *label.aliases}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def any_of(labels: Sequence[Label]) -> str:
    """A pattern for one of ``labels`` under any of its names."""
    return f"(?:{'|'.join(loose(name) for label in labels for name in names(label))})"


def in_a_row(labels: Sequence[Label]) -> str:
    """A pattern for ``labels`` one behind the other."""
    return BETWEEN.join(any_of((label,)) for label in labels)


def parted(form: FormTable) -> tuple[tuple[Label, ...], tuple[Label, ...], tuple[Label, ...]]:
    """The columns before those that stand in a group, these, and those behind them."""
    columns = tuple(form.columns.values())
    grouped = [at for at, label in enumerate(columns) if label.group] or [len(columns)]
    return columns[: grouped[0]], columns[grouped[0] : grouped[-1] + 1], columns[grouped[-1] + 1 :]


def digits_of(repaired: str, span: Span) -> tuple[tuple[int, ...], str]:
    """The places of the digits in a stretch of text, and the digits."""
    places = tuple(at for at in range(span.start, span.end) if repaired[at].isdigit())
    return places, "".join(repaired[at] for at in places)
