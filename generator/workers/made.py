"""What worker processes tell of the reports that they checked and the files that they made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from generator.archive.shelving import Badges
from generator.checks.equations import widest
from generator.corpus.sentences import Sentence
from generator.errors import GongkaiError, LostEntryError
from generator.exports.levels import RowsRef
from generator.model.doubts import Attention
from generator.model.results import Counts, Instance, Result, Severity, Verdict
from generator.publish.placing import PlacedFile
from generator.publish.sitecheck import CheckedPages
from generator.workers.coding import ENCODER
from generator.workers.limits import Failure

FAILURES_KEPT = 3
"""Failing instances of a result that the archive holds in memory, for its lists; and the one with the widest gap."""


class KeptResult(NamedTuple):
    """A result as the archive holds it: without its sides, and of its instances only the first that fail."""

    check: str
    verdict: Verdict
    severity: Severity
    counts: Counts
    reason: str
    compared: int
    failures: tuple[Instance, ...]


_RESULT = msgspec.msgpack.Decoder(KeptResult)


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """Where what search knows of a report lies in the store of documents, and what a shard is chosen by.

    ``region`` is the code of the lowest division known down to the county, ``characters`` the length of its text.
    """

    url: str
    region: str
    key: str
    characters: int


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """What the rest of the archive is told of a report's checks, by its ``id``.

    Each of the ``results`` is a :class:`KeptResult` as bytes: most are those of many reports, and are opened once.
    ``document`` is what search knows of it, ``rows`` where its lines for data files lie; None of an older version, and
    where that failed. ``sentences`` are those of a report of a template, for the page about that.
    """

    id: str
    results: tuple[msgspec.Raw, ...]
    badges: Badges
    document: DocumentRef | None
    rows: RowsRef | None
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class NotMade:
    """Why nothing came of a task: ``detail`` is what is said of it, ``lost``: something that was kept is gone."""

    detail: str
    lost: bool = False

    def failure(self, message: str, **where: str) -> GongkaiError:
        """What is raised where nothing can stand for it."""
        return (LostEntryError if self.lost else GongkaiError)(message, **where)


ENDED = {
    Failure.TIME: "超出时间限额",
    Failure.MEMORY: "超出内存限额",
    Failure.CRASH: "进程中断",
    Failure.KILLED: "进程被强行结束，可能是系统内存不足，也可能是外部中止",
}
"""What is said of a task that was ended."""


@dataclass(frozen=True, slots=True)
class OrganFiles:
    """What was made of one slice: its files are in their places."""

    reports: tuple[CheckedReport, ...]
    files: tuple[PlacedFile, ...]
    pages: CheckedPages
    faults: tuple[Attention, ...]


def kept_result(result: Result) -> msgspec.Raw:
    """``result`` as the archive is told of it."""
    failing = result.failing
    gap = widest(failing[FAILURES_KEPT:])
    kept = KeptResult(
        result.check,
        result.verdict,
        result.severity,
        result.counts,
        result.reason,
        result.compared,
        (*failing[:FAILURES_KEPT], *([gap] if gap else [])),
    )
    return msgspec.Raw(ENCODER.encode(kept))


def result_of(data: bytes) -> Result:
    """What the archive knows of a result. Raises msgspec.DecodeError for other bytes."""
    kept = _RESULT.decode(data)
    return Result(
        kept.check, kept.verdict, kept.severity, kept.counts, kept.reason, kept.failures, compared=kept.compared
    )
