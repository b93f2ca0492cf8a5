"""Sentences that say that something did not happen, as figures of 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.model.documents import Text
from generator.model.figures import FigureKind, StatedFigure
from generator.model.spans import RepairedSpan, Span
from generator.reading.figures.context import OPENING, Context, Paragraph, last_clause
from generator.reading.figures.naming import LineContext
from generator.reading.figures.nothing import OF_INTEREST, Grammar
from generator.text.folding import half_width
from generator.text.lines import Line

DENIED = re.compile(r"[未没无零0]")
CLAUSE = re.compile(r"[^，,。；;：:！!？?]+")
SET_APART = re.compile(r"\s(?:无|没有|零|0)\s*$")
"""A heading and its whole text in one line (…情况 无): it may say no more than that there is nothing to tell."""
BEHIND = 60
"""Characters behind a clause that may bear on what it says."""


def may_deny(line: str) -> bool:
    """Whether it is worth looking for such sentences: most lines hold none."""
    return bool(OF_INTEREST.search(line) and DENIED.search(line))


def zero_statements(
    line: Line, words: Paragraph, around: LineContext, text: Text, grammar: Grammar
) -> Iterator[StatedFigure]:
    """One figure a statement; a clause that denies two things makes two figures of it."""
    folded = half_width(line.text)
    for match in CLAUSE.finditer(folded):
        if not DENIED.search(match[0]):
            continue
        introduced = folded[max(0, match.start() - 1) : match.start()] == ":"
        if not OF_INTEREST.search(match[0]) and not introduced:
            continue
        behind = folded[match.end() : match.end() + BEHIND].lstrip()
        if behind.startswith(":"):
            continue
        if not introduced and SET_APART.search(match[0]):
            continue
        context = words.context(match.end())
        clause, start = context.clause, match.start()
        if introduced and grammar.verdict.fullmatch(clause.rstrip(".")):
            clause, start = _with_matter(context), _start_of_clause(folded, match.start() - 1)
        yield from _figures(clause.rstrip("."), behind, context, (start, match.end()), line, around, text, grammar)


def _with_matter(context: Context) -> str:
    """``…的情况：无``: the clause before the colon is what did not happen."""
    return OPENING.sub("", last_clause(context.between.rstrip(":"))[2]) + ":" + context.clause


def _start_of_clause(folded: str, end: int) -> int:
    window = folded[max(0, end - BEHIND * 2) : end]
    return end - len(last_clause(window)[2])


def _figures(
    clause: str, behind: str, context: Context, at: tuple[int, int],
    line: Line, around: LineContext, text: Text, grammar: Grammar,
) -> Iterator[StatedFigure]:  # fmt: skip
    for name, own in grammar.stated(clause, behind, context):
        printed = line.text[at[0] : at[1]]
        start = at[0] + len(printed) - len(printed.lstrip())
        span = text.back(RepairedSpan(Span(line.span.start + start, line.span.start + at[0] + len(printed.rstrip()))))
        yield StatedFigure(
            OPENING.sub("", printed.strip()), Decimal(0), "件", FigureKind.FACT, span.of(text.decoded), span,
            around.section, indicator=name, wording="clear", subject=context.subject(own),
            period=context.period(), cumulative=context.cumulative(stock=True), topical=context.topical,
        )  # fmt: skip
