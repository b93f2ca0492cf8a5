"""What is drawn, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    EVERYDAY = "everyday"
    """As people make them without a thought: number formats, hidden columns, style sheets of ordinary sites."""
    HOSTILE = "hostile"
    HARMLESS = "harmless"
    """Styled, and plainly seen: it has to be read."""


@dataclass(frozen=True, slots=True)
class Trick:
    """A document with one cell whose picture is looked at.

    ``suffix`` is that of the file, with its point. ``probe`` is (table, row id, column id) of the cell, table being
    ``disclosure``, ``requests`` or ``disputes``. How a renderer finds the cell: a page gives it the id ``probe``, an
    office file or a PDF draws a frame of pure magenta (#ff00ff) around it.
    """

    name: str
    kind: Kind
    suffix: str
    data: bytes
    probe: tuple[str, str, str] = ("disclosure", "administrative_licensing", "decisions")


class Verdict(StrEnum):
    RIGHT = "right"
    """Stated as it is seen."""
    REFUSED = "refused"
    """Not stated: illegible, not read, or the whole upload refused."""
    WRONG = "wrong"
    """Stated otherwise than it is seen."""
    UNJUDGED = "unjudged"
    """Stated, but the eyes could not read the picture."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``seen`` as the eyes read it: digits, ``-``, ``/``, ``?`` for a shape that is none of these, "" for no ink."""

    trick: Trick
    seen: str
    stated: str
    verdict: Verdict
