"""Which texts are measured first beside each one: its likeliest relatives, kept for the next comparison.

What is chosen for a text depends on the texts that its fingerprints vote for, on nothing else. So a text has a key:
the sum of the marks of all these. While that stays the same, so does the choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from generator.corpus.candidates import Candidates, Numbers
from generator.corpus.fingerprints import Hashes
from generator.model.reports import ReportIdentity

MEASURED = 12
"""Candidates measured for each report, where not all pairs are."""
HALVES = 2
"""Numbers of 64 bits in a mark. That two sums of 128 bits are the same by chance does not happen; if it did, a text
would be measured beside those that were likeliest in the build before."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The texts chosen for each text, nearest first: from ``bounds[i]`` up to ``bounds[i + 1]`` of ``others``.

    ``marks`` and ``keys`` have HALVES numbers for each text.
    """

    marks: Hashes
    keys: Hashes
    bounds: Numbers
    others: Numbers

    def of(self, text: int) -> list[int]:
        """The texts chosen for the one with this number."""
        chosen: list[int] = self.others[self.bounds[text] : self.bounds[text + 1]].tolist()
        return chosen

    @property
    def pairs(self) -> tuple[Numbers, Numbers]:
        """All pairs of a text and one chosen for it, each once, the lower number first."""
        count = max(len(self.marks), 1)
        texts = np.repeat(np.arange(len(self.marks)), np.diff(self.bounds))
        pairs = np.unique(np.minimum(texts, self.others) * count + np.maximum(texts, self.others))
        return np.divmod(pairs, count)


def marks_of(reports: Sequence[ReportIdentity], names: Sequence[bytes]) -> Hashes:
    """A mark for each text, given its report and its name: of all by which another text might choose it, or not."""
    told = (f"{report.organ.id}\n{_year(report)}\n{report.source.path}\n{report.id}\n" for report in reports)
    digests = (
        sha256(name + one.encode("utf-8", "surrogatepass")).digest() for one, name in zip(told, names, strict=True)
    )
    return np.frombuffer(b"".join(digest[: 8 * HALVES] for digest in digests), np.uint64).reshape(-1, HALVES)


def _year(report: ReportIdentity) -> int:
    return report.year.value if report.year else 0


def choose(index: Candidates, marks: Hashes, known: Choices | None = None) -> Choices:
    """The likeliest relatives of each text of ``index``; ``known`` are those of an earlier comparison."""
    keys = _keys(index, marks)
    kept = _still(known, marks, keys) if known is not None else {}
    chosen = [kept[text] if text in kept else index.likeliest(text, MEASURED) for text in range(len(marks))]
    bounds = np.append(0, np.cumsum([len(one) for one in chosen], dtype=np.int64))
    return Choices(marks, keys, bounds, np.array([other for one in chosen for other in one], np.int64))


def _keys(index: Candidates, marks: Hashes) -> Hashes:
    """For each text the sum of the marks of those that its fingerprints vote for."""
    low, high = index.voters(slice(None))
    halves = []
    for half in marks.T:
        before = _sums(half[index.owners])
        voted = before[high] - before[low]
        halves.append(np.diff(_sums(voted[index.held])[index.bounds]))
    return np.stack(halves, axis=1)


def _sums(values: Hashes) -> Hashes:
    """The sum of all ``values`` before each place, modulo 2^64."""
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values, out=sums[1:])
    return sums


def _still(known: Choices, marks: Hashes, keys: Hashes) -> dict[int, list[int]]:
    """What was chosen for texts whose keys are as they were, by their numbers now."""
    now = {mark: number for number, mark in enumerate(_rows(marks))}
    moved = np.array([now.get(mark, -1) for mark in _rows(known.marks)], np.int64)
    others, bounds = moved[known.others].tolist(), known.bounds.tolist()
    then = {row: number for number, row in enumerate(_rows(known.marks, known.keys))}
    found: dict[int, list[int]] = {}
    for text, row in enumerate(_rows(marks, keys)):
        old = then.get(row)
        if old is not None:
            found[text] = others[bounds[old] : bounds[old + 1]]
    return found


def _rows(*columns: Hashes) -> list[bytes]:
    whole = np.concatenate(columns, axis=1)
    rows: list[bytes] = whole.view(f"V{whole.shape[1] * whole.itemsize}").ravel().tolist()
    return rows
