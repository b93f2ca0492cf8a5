"""The passages that two reports have in common, as places in their texts."""

from __future__ import annotations

from dataclasses import dataclass

from generator.corpus.masking import Masked, load_phrases, mask
from generator.corpus.measure import shared_runs
from generator.model.reports import Report
from generator.model.spans import DecodedSpan


@dataclass(frozen=True, slots=True)
class SharedRun:
    """A passage that two reports hold: its place in the decoded text of each, its length in masked characters."""

    here: DecodedSpan
    there: DecodedSpan
    length: int


def passages(here: Report, there: Report) -> tuple[SharedRun, ...]:
    """The runs that two reports share, as spans of their decoded texts, in the order of ``here``."""
    phrases = load_phrases()
    a, b = mask(here, phrases), mask(there, phrases)
    return tuple(
        SharedRun(_decoded(here, a, r.left, r.length), _decoded(there, b, r.right, r.length), r.length)
        for r in shared_runs(a.text, b.text)
    )


def _decoded(report: Report, masked: Masked, start: int, length: int) -> DecodedSpan:
    return report.text.back(masked.span(start, start + length))
