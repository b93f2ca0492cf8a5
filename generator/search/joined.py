"""The words of reports that follow each other in a shard, put together.

Told is, of a word, each report that holds it: the distance of its row from the one before, the first from row -1, as a
character (see :mod:`.words`), and behind it the positions; a blank between reports.

What is put together of some reports and what is of those behind them go together to what would be made of them all:
so a shard is put together of parts that stay as they were, and one that a new report is in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from generator.search.words import ZERO, ReportWords

BETWEEN = " "
"""Between reports. No distance is told by it, since none is 0."""


@dataclass(frozen=True, slots=True)
class JoinedWords:
    """``signs`` are those of each report's words, in the order of rows; ``told`` is word → what is told of it, in the
    order in which they come, and ``last`` of each word the last row that holds it."""

    signs: list[str]
    told: dict[str, str]
    last: list[int]


def joined_reports(reports: Iterable[ReportWords]) -> JoinedWords:
    """The words of ``reports``, which are not held: many have most of their words in common."""
    signs: list[str] = []
    parts: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for row, report in enumerate(reports):
        signs.append(report.signs)
        for word, positions in report.positions.items():
            parts[word].append(chr(ZERO + row - last.get(word, -1)) + positions)
            last[word] = row
    return JoinedWords(signs, {word: BETWEEN.join(own) for word, own in parts.items()}, list(last.values()))


def joined(groups: Iterable[JoinedWords]) -> JoinedWords:
    """The words of all reports of ``groups``, each of which follows the one before it."""
    signs: list[str] = []
    parts: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for group in groups:
        row = len(signs)  # of the group's first report
        signs += group.signs
        for (word, told), own_last in zip(group.told.items(), group.last, strict=True):
            nearer = last.get(word, -1) + 1  # the first distance is from the row before the group's first
            parts[word].append(chr(ord(told[0]) + row - nearer) + told[1:])
            last[word] = row + own_last
    return JoinedWords(signs, {word: BETWEEN.join(own) for word, own in parts.items()}, list(last.values()))


def holding(told: str) -> int:
    """How many reports hold a word of which so much is ``told``."""
    return told.count(BETWEEN) + 1
