"""The texts that are compared with others: kept apart from the reports that they are made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from generator.attempts import Attempts, Step
from generator.corpus.copies import Contents, contents_of
from generator.corpus.fingerprints import Fingerprints, fingerprints
from generator.corpus.masking import load_phrases, masked_text
from generator.corpus.ruler import name_of
from generator.model.reports import Report, ReportIdentity


@dataclass(frozen=True, slots=True)
class Compared:
    """A masked text without its places: what is compared of a report. ``length`` is as in :class:`Masked`.

    ``name`` is short, and no other text has it. ``values`` and ``positions`` are its fingerprints, as the bytes of
    their arrays. ``contents`` is all that it says.
    """

    text: str
    name: bytes
    length: int
    values: bytes
    positions: bytes
    contents: Contents

    @property
    def fingerprints(self) -> Fingerprints:
        return Fingerprints(np.frombuffer(self.values, np.uint64), np.frombuffer(self.positions, np.uint32))


def compared_of(report: Report, phrases: Sequence[str]) -> Compared:
    """The masked text of ``report`` with its fingerprints."""
    text, length = masked_text(report, phrases)
    found = fingerprints(text)
    return Compared(text, name_of(text), length, found.values.tobytes(), found.positions.tobytes(), contents_of(report))


def compared_texts(reports: Iterable[ReportIdentity], attempt: Attempts) -> dict[str, Compared]:
    """The masked text of each of ``reports`` that has its body, by report id."""
    phrases = load_phrases()
    found: dict[str, Compared] = {}
    for report in reports:
        if isinstance(report, Report):
            one = attempt(Step.COMPARISON, report.source.path, partial(compared_of, report, phrases))
            if one is not None:
                found[report.id] = one
    return found
