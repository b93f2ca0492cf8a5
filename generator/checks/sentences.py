"""One application of a check in a sentence (sentences.yaml), where its sides are words; else as arithmetic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from generator.checks.equations import plain, render
from generator.checks.jumps import both_years
from generator.checks.pieces import Piece, equation_pieces, short_equation, side_pieces
from generator.model.results import Equation, Instance, Term, Verdict
from generator.shipped import shipped_table

SLOT = re.compile(r"\{(where|left|right)(?:\.(label|link|all|percent))?\}")
VIEWS: Mapping[str, Callable[[Equation], Equation]] = {"F08": both_years}
"""Checks whose sentences are about other sides than those that are compared."""
NAMED_BY_OPERANDS = "DE"
"""Families whose operands bear the name of the place."""


class Slot(NamedTuple):
    """What is filled in at one place of a sentence."""

    side: str
    part: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """How one kind of application is said; each pattern is a run of text and slots, empty where nothing is said."""

    label: str
    zh: tuple[str | Slot, ...]
    en: tuple[str | Slot, ...]
    holds: tuple[str | Slot, ...]


@cache
def sentences() -> Mapping[str, Sequence[Sentence]]:
    """By the short ids of checks, in the order in which they are tried."""
    found: dict[str, list[Sentence]] = {}
    for item in shipped_table(__package__, "sentences.yaml"):
        patterns = (_pattern(item.get(key, "")) for key in ("zh", "en", "holds"))
        found.setdefault(item["check"], []).append(Sentence(item.get("label", ""), *patterns))
    return found


def _pattern(text: str) -> tuple[str | Slot, ...]:
    out: list[str | Slot] = []
    at = 0
    for match in SLOT.finditer(text):
        out += [text[at : match.start()], Slot(match[1], match[2] or "")]
        at = match.end()
    return tuple(part for part in (*out, text[at:]) if part)


def said(code: str, one: Instance, apart: list[Term] | None = None) -> list[Piece]:
    """A sentence, or the equation; empty where there is neither. ``apart`` gets noughts that are only counted."""
    if one.equation is None:
        return []
    pattern = _chosen(code, one)
    if not pattern:
        return equation_pieces(one.equation, apart)
    return [*_filled(pattern, one.where_zh, _view(code, one.equation))]


def names_place(code: str, one: Instance) -> bool:
    """True if what :func:`said` returns says already to which row, column or place it applies."""
    return _has_place(_chosen(code, one))


def _has_place(pattern: Sequence[str | Slot]) -> bool:
    return any(isinstance(part, Slot) and part.side == "where" for part in pattern)


def gloss(code: str, one: Instance) -> str:
    """The sentence for a failure in English; "" where none is written."""
    sentence = _sentence(code, one)
    if sentence is None or one.equation is None or one.verdict is not Verdict.FAIL:
        return ""
    return "".join(piece.text for piece in _filled(sentence.en, "", _view(code, one.equation)))


def in_words(code: str, one: Instance) -> str:
    """What :func:`said` returns as text."""
    return "".join(piece.text for piece in said(code, one))


def in_full(code: str, one: Instance) -> str:
    """The same with every operand of an equation."""
    return in_words(code, one) if one.equation is None or _chosen(code, one) else render(one.equation)


def in_short(code: str, one: Instance) -> str:
    """Where, and what: one line of a list or a feed, without links."""
    if one.equation is None:
        return one.where_zh
    pattern = _chosen(code, one)  # once: a build asks for ten thousands of lines
    if pattern:
        words = "".join(piece.text for piece in _filled(pattern, one.where_zh, _view(code, one.equation)))
    else:
        words = short_equation(one.equation)
    told = not one.where_zh or code[0] in NAMED_BY_OPERANDS or _has_place(pattern)
    return words if told else f"{one.where_zh}：{words}"


def _chosen(code: str, one: Instance) -> tuple[str | Slot, ...]:
    """The pattern for it; empty where it is shown as arithmetic."""
    sentence = _sentence(code, one)
    if sentence is None or one.verdict is Verdict.NOT_CHECKABLE:
        return ()
    return sentence.zh if one.verdict is Verdict.FAIL else sentence.holds


def _sentence(code: str, one: Instance) -> Sentence | None:
    known = sentences().get(code)
    if known is None or one.equation is None:
        return None
    label = one.equation.left[0].label if one.equation.left else ""
    for sentence in known:
        if not sentence.label or sentence.label == label:
            return sentence
    return None


def _view(code: str, equation: Equation) -> Equation:
    return VIEWS[code](equation) if code in VIEWS else equation


def _filled(pattern: Sequence[str | Slot], where: str, equation: Equation) -> Iterator[Piece]:
    for part in pattern:
        if isinstance(part, str):
            yield Piece(part)
        elif part.side == "where":
            yield Piece(where)
        else:
            yield from _part(equation.left if part.side == "left" else equation.right, part.part)


def _part(terms: tuple[Term, ...], part: str) -> Sequence[Piece]:
    if part == "all":
        return side_pieces(terms)
    term = terms[0]
    if part == "label":
        return [Piece(term.label)]
    if part == "link":
        return [Piece(term.label, term)]
    if part == "percent":
        return [Piece(term.shown if term.value is None else f"{plain(100 * term.value)}%", term)]
    # A span of days is written with two points in data.
    return [Piece(term.shown.replace("..", " 至 "), term)]
