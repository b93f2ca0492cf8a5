"""A text as lines with their places."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.spans import Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end. ``span`` is in the text that was split."""

    text: str
    span: Span

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def split_lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    at = 0
    for part in text.split("\n"):
        lines.append(Line(part, Span(at, at + len(part))))
        at += len(part) + 1
    return tuple(lines)
