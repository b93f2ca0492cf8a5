"""The unit of work: one upload to its reports and what needs attention about it.

Pure in its arguments and returning frozen data, so that it can be handed to any ``concurrent.futures.Executor``.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from generator.errors import GongkaiError
from generator.model.documents import Source
from generator.model.doubts import Attention, Doubt, Loudness
from generator.model.reports import Report
from generator.reading.report import Reader, read_reports
from generator.sources import open_upload
from generator.sources.base import Refused
from generator.sources.discover import Upload

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

AHEAD = 3
"""Tasks handed out for each process: one at work, the others so that none waits. What is done waits for its turn, so
this bounds the memory too."""

_SHARED: list[Any] = []
"""What :func:`run_all` works with, in a worker process, where nothing but a module outlives a task. Empty elsewhere."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of one upload. ``original`` is None where its bytes are not to be published."""

    source: Source
    reports: tuple[Report, ...]
    attention: tuple[Attention, ...]
    original: bytes | None


def take_in(upload: Upload, reader: Reader) -> Intake:
    """Read one upload. Never raises on what it holds; a file that cannot be opened is one that needs attention.

    An exception of ours costs this upload, not the build: it is listed as our failure, with its kind.
    """
    try:
        return _take_in(upload, reader)
    except Exception as error:  # whatever it is: no upload may stop the others
        message = f"读取这个文件时程序出错（{type(error).__name__}），没有读出内容；这是我们的问题。"
        doubt = Doubt("reading_failed", "reading", message, "请把这个文件报告给网站维护者。", Loudness.REFUSED)
        source = Source(upload.path, "", "application/octet-stream", 0)
        return Intake(source, (), (Attention(upload.path, doubt),), None)


def _take_in(upload: Upload, reader: Reader) -> Intake:
    opened, data, attention = open_upload(upload)
    if isinstance(opened, Refused):
        # A scan or a picture holds no text, but whoever looks at it can read it.
        kept = data if opened.keep else None
        sha256 = opened.source.sha256 if opened.keep else ""
        return Intake(opened.source, (), attention + _attention(upload.path, opened.doubts, sha256), kept)
    reports, doubts = read_reports(opened, reader)
    found = attention + _attention(upload.path, doubts)
    for report in reports:
        found += tuple(
            Attention(upload.path, doubt, report.text.line_of(doubt.span.start) if doubt.span else None)
            for doubt in report.doubts
        )
    keep = bool(reports) and not opened.sidecar.withhold
    return Intake(opened.source, reports, found, data if keep else None)


def run_all(
    work: Callable[[S, T], R], items: Iterable[T], shared: S, jobs: int = 1, name: Callable[[T], str] = str
) -> Iterator[R]:
    """``work(shared, item)`` for every item, in the order of ``items`` whatever ``jobs`` is, as soon as it is known.

    With one job everything happens here. With more, each process gets ``shared`` once: where processes can be forked
    they inherit what was loaded here, elsewhere it is sent to them. ``work`` must be a function of a module then, and
    items and results picklable. Raises GongkaiError, with the ``name`` of the item, where a process was ended from
    outside.
    """
    if jobs < 2:
        yield from (work(shared, item) for item in items)
        return
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else None)
    coming = iter(items)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare, initargs=(shared,))
    waiting: deque[tuple[T, Future[R]]] = deque()
    try:
        while True:
            for item in islice(coming, jobs * AHEAD - len(waiting)):
                waiting.append((item, pool.submit(_run, work, item)))
            if not waiting:
                return
            item, future = waiting.popleft()
            try:
                result = future.result()
            except BrokenProcessPool as error:
                remedy = "perhaps memory ran out: try fewer --jobs"
                message = "the process that read this file, or one read beside it, was ended"
                raise GongkaiError(message, file=name(item), remedy=remedy) from error
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


def _prepare(shared: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _SHARED[:] = [shared]


def _run(work: Callable[[Any, T], R], item: T) -> R:
    return work(_SHARED[0], item)


def distinct(intakes: Sequence[Intake]) -> tuple[tuple[Report, ...], tuple[Attention, ...]]:
    """The reports of all uploads; of files that are equal to the byte only the first, the others are noted."""
    first: dict[str, Intake] = {}
    repeated: list[Attention] = []
    for intake in intakes:
        known = first.setdefault(intake.source.sha256, intake)
        if known is not intake and intake.reports:
            message = f"与 {known.source.path} 逐字节相同，只发布一次。"
            doubt = Doubt("same_file", "reading", message, "请删去其中一份。", Loudness.NOTE)
            repeated.append(Attention(intake.source.path, doubt))
    return tuple(report for intake in first.values() for report in intake.reports), tuple(repeated)


def _attention(path: str, doubts: tuple[Doubt, ...], original: str = "") -> tuple[Attention, ...]:
    return tuple(Attention(path, doubt, original=original) for doubt in doubts)
