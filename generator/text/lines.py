"""A text as lines with their places."""

from __future__ import annotations

import msgspec

from generator.model.spans import RepairedSpan, Span


class Line(msgspec.Struct, frozen=True):
    """One line of a repaired text, without its line end."""

    text: str
    span: RepairedSpan

    def part(self, start: int, end: int) -> RepairedSpan:
        """Where its characters from ``start`` to ``end`` stand in the text that was split."""
        return RepairedSpan(Span(self.span.start + start, self.span.start + end))

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def split_lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    at = 0
    for part in text.split("\n"):
        lines.append(Line(part, RepairedSpan(Span(at, at + len(part)))))
        at += len(part) + 1
    return tuple(lines)
