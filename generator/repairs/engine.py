"""Applies repairs one after the other and keeps the way back to the original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.documents import Edit, EditKind, Text
from generator.model.spans import OffsetMap, RepairedSpan, Run, Span


@dataclass(frozen=True, slots=True)
class Change:
    """Replace ``span`` of a text, as the repairs before it left it.

    A replacement of equal length corresponds character by character.
    """

    span: Span
    replacement: str
    kind: EditKind


Repair = Callable[[str], Iterable[Change]]
"""Reads a text and yields its changes in order, without overlap. Pure; yields nothing where nothing is wrong."""


def apply(text: Text, repair: Repair) -> Text:
    """``text`` with one more repair done."""
    before = text.repaired
    changes = tuple(repair(before))
    if not changes:
        return text
    pieces: list[str] = []
    at = 0
    for change in changes:
        pieces += (before[at : change.span.start], change.replacement)
        at = change.span.end
    pieces.append(before[at:])
    step = OffsetMap.build(_runs(changes, len(before)))
    edits = tuple(Edit(change.kind, text.back(RepairedSpan(change.span)), change.span.of(before)) for change in changes)
    return Text(text.decoded, "".join(pieces), text.map.then(step), text.edits + edits)


def _runs(changes: Iterable[Change], length: int) -> Iterator[Run]:
    at = 0
    for change in changes:
        start, end = change.span.start, change.span.end
        if start < at:
            raise ValueError(f"changes overlap at {start}")
        yield start - at, at, start - at, True
        yield len(change.replacement), start, end - start, len(change.replacement) == end - start
        at = end
    yield length - at, at, length - at, True
