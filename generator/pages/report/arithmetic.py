"""Equations and sentences on a page: the words of checks, with every operand a link to its characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.archive.types import Entry
from generator.checks.equations import operand
from generator.checks.pieces import Piece
from generator.model.results import Term
from generator.pages.report.original import SHOWN, Anchors
from generator.pages.wording import in_thousands


class EquationToken(NamedTuple):
    """A run of an equation."""

    text: str
    """What is shown."""
    href: str
    """The operand's characters in the original, or the other report it stands in; "" for signs and sums."""


def noughts(terms: Sequence[Term], anchors: Anchors, archive: Mapping[str, Entry]) -> tuple[EquationToken, ...]:
    """Operands that are only counted, each with its link."""
    return linked([Piece(operand(term), term) for term in terms], anchors, archive)


def linked(pieces: Sequence[Piece], anchors: Anchors, archive: Mapping[str, Entry]) -> tuple[EquationToken, ...]:
    """Runs of an equation or a sentence, the operands among them as links."""
    return tuple(
        [
            EquationToken(_operand(text, term), _href(term, anchors, archive))
            if term
            else EquationToken(in_thousands(text), "")
            for text, term in pieces
        ]
    )


def _operand(text: str, term: Term) -> str:
    """A cell's number with commas; what else is compared (years, words of the source) stays as it is printed."""
    bare = text.removesuffix(term.shown)
    return bare + in_thousands(term.shown) if "." in term.address and bare != text else text


def _href(term: Term, anchors: Anchors, archive: Mapping[str, Entry]) -> str:
    return _elsewhere(term, archive) if term.report else anchors.href(term.span)


def _elsewhere(term: Term, archive: Mapping[str, Entry]) -> str:
    """The line of another report that holds the operand; its page, where the line is not shown."""
    entry = archive.get(term.report)
    if entry is None:
        return ""
    if term.span is None or term.span.start >= SHOWN:
        return entry.url
    return f"{entry.url}#L{entry.body.text.line_of(term.span.start)}"
