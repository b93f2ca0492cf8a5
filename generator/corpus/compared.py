"""The texts that are compared with others: kept apart from the reports that they are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from generator.attempts import Attempts, Step
from generator.corpus.masking import load_phrases, mask
from generator.model.reports import Report, ReportIdentity


@dataclass(frozen=True, slots=True)
class Compared:
    """A masked text without its places: what is compared of a report. ``length`` is as in :class:`Masked`."""

    text: str
    length: int


def compared_texts(reports: Iterable[ReportIdentity], attempt: Attempts) -> dict[str, Compared]:
    """The masked text of each of ``reports`` that has its body, by report id."""
    phrases = load_phrases()
    found: dict[str, Compared] = {}
    for report in reports:
        if isinstance(report, Report):
            masked = attempt(Step.COMPARISON, report.source.path, partial(mask, report, phrases))
            if masked is not None:
                found[report.id] = Compared(masked.text, masked.length)
    return found
