"""The unit of work: one upload to its reports and what needs attention about it.

Pure in its arguments and returning frozen data, so that it can be handed to any ``concurrent.futures.Executor``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from msgspec import DecodeError

from generator.archive.addresses import with_address
from generator.attempts import place_of
from generator.cache import ByteStore, key_of, version_of
from generator.model.documents import Source
from generator.model.doubts import Attention, Doubt, Loudness
from generator.model.reports import Report
from generator.reading.reader import Reader
from generator.reading.report import read_reports
from generator.sources import CONVERTED, Fetched, fetch, open_fetched
from generator.sources.base import Refused
from generator.sources.discover import Upload
from generator.workers.limits import LIMITS, Failure
from generator.workers.pool import run_all
from generator.workers.records import ENCODER, packed, unpacked
from generator.workers.results import UploadResult

T = TypeVar("T")

ROOMS = (
    "model", "text", "errors.py", "printable.py", "addresses.py", "scratch.py", "forms", "sources", "repairs", "places",
    "reading", "archive/addresses.py", "workers/uploads.py", "workers/records.py", "workers/results.py",
)  # fmt: skip
"""What reading is done with: a change in any of these makes every record anew."""
Sent = tuple[bytes, bytes | None]
"""What comes back of an upload: its record without the original, and that, where it is to be published."""
KEPT = b"+"
"""The original of a record is to be published."""
REMEDY = "请把这个文件报告给网站维护者。"
LOST = {
    Failure.TIME: ("took_too_long", f"读取超过 {LIMITS.processor:.0f} 秒，已停止；这是我们的问题。"),
    Failure.MEMORY: ("took_too_much_memory", f"读取需要 {LIMITS.memory >> 20} MB 以上的内存，已停止；这是我们的问题。"),
    Failure.CRASH: ("reader_crashed", "读取这个文件时程序中断，没有读出内容；这是我们的问题。"),
}
"""What is said of an upload whose reading was ended: the doubt's code and its words."""


def read_uploads(
    uploads: Iterable[Upload], reader: Reader, jobs: int | None = None, store: ByteStore | None = None
) -> Iterator[UploadResult]:
    """Every upload read in a worker process with limits of its own, in order; nothing that one holds stops the rest.

    What was read before from the same bytes, by the same code, is taken from ``store``.
    """
    memory = Memory(store, _recipe(reader)) if store is not None else None
    results = run_all(_read, uploads, (reader, memory), _lost, jobs)
    return (replace(unpacked(record), original=original) for record, original in results)


@dataclass(frozen=True, slots=True)
class Memory:
    """Records of earlier builds; ``recipe`` says which code and forms a record has to be made with."""

    store: ByteStore
    recipe: bytes


def _recipe(reader: Reader) -> bytes:
    return key_of(version_of(ROOMS), repr(reader.forms).encode()).encode()


def _read(shared: tuple[Reader, Memory | None], upload: Upload) -> Sent:
    reader, memory = shared

    def work() -> Sent:
        if memory is None or upload.suffix in CONVERTED:
            return _sent(_read_upload(upload, reader))
        return _remembered(upload, reader, memory)

    done = _guarded(work, upload)
    return _sent(done) if isinstance(done, UploadResult) else done


def _remembered(upload: Upload, reader: Reader, memory: Memory) -> Sent:
    """What is sent of an upload, from ``memory`` where it is known.

    The original is not kept a second time; the first byte of an entry says whether it is to be published. Only what
    was read as a report is kept.
    """
    fetched = fetch(upload)
    if fetched.refused is not None:
        return _sent(_result(upload, fetched, reader))
    key = _key(upload, fetched, memory.recipe)
    known = memory.store.get(key)
    if known is not None:
        with suppress(DecodeError, ValueError):  # of another time: as good as none
            unpacked(known[1:])
            return known[1:], fetched.data if known[:1] == KEPT else None
    result = _result(upload, fetched, reader)
    record, original = _sent(result)
    if result.reports:
        memory.store.put(key, (b"-" if original is None else KEPT) + record)
    return record, original


def _key(upload: Upload, fetched: Fetched, recipe: bytes) -> str:
    """All that a record is made from: the file, its path (which tells of place and year), what its sidecar says."""
    said = ENCODER.encode((upload.path, upload.suffix, fetched.sidecar, fetched.attention))
    return key_of(recipe, said, fetched.data)


def _sent(result: UploadResult) -> Sent:
    return packed(replace(result, original=None)), result.original


def _lost(upload: Upload, failure: Failure) -> Sent:
    return _sent(lost_upload(upload, failure))


def read_upload(upload: Upload, reader: Reader) -> UploadResult:
    """Read one upload, here. What it holds raises nothing but MemoryError; a file that cannot be opened is one that
    needs attention.

    An exception of ours costs this upload, not the build: it is listed as our failure, with its kind.
    """
    return _guarded(partial(_read_upload, upload, reader), upload)


def _guarded(work: Callable[[], T], upload: Upload) -> T | UploadResult:
    """What ``work`` makes of ``upload``, or what is known of it where that raises."""
    try:
        return work()
    except MemoryError:  # the worker's limit: the pool gives it a process of its own
        raise
    except Exception as error:  # whatever it is: no upload may stop the others
        return _failed(upload, error)


def _failed(upload: Upload, error: Exception) -> UploadResult:
    message = f"读取这个文件时程序出错（{place_of(error)}），没有读出内容；这是我们的问题。"
    return _unread(upload, Doubt("reading_failed", "reading", message, REMEDY, Loudness.REFUSED))


def lost_upload(upload: Upload, failure: Failure) -> UploadResult:
    """What is known of an upload whose reading was ended by its limits or ended itself."""
    code, message = LOST[failure]
    return _unread(upload, Doubt(code, "reading", message, REMEDY, Loudness.REFUSED))


def _unread(upload: Upload, doubt: Doubt) -> UploadResult:
    source = Source(upload.path, "", "application/octet-stream", 0)
    return UploadResult(source, (), (Attention(upload.path, doubt),), None)


def _read_upload(upload: Upload, reader: Reader) -> UploadResult:
    return _result(upload, fetch(upload), reader)


def _result(upload: Upload, fetched: Fetched, reader: Reader) -> UploadResult:
    data, attention = fetched.data, fetched.attention
    opened = open_fetched(upload, fetched)
    if isinstance(opened, Refused):
        # A scan or a picture holds no text, but whoever looks at it can read it.
        kept = data if opened.keep else None
        sha256 = opened.source.sha256 if opened.keep else ""
        return UploadResult(opened.source, (), attention + _attention(upload.path, opened.doubts, sha256), kept)
    read, doubts = read_reports(opened, reader)
    reports = tuple(with_address(report, reader.gazetteer) for report in read)
    found = attention + _attention(upload.path, doubts)
    for report in reports:
        found += tuple(
            Attention(upload.path, doubt, report.text.line_of(doubt.span.start) if doubt.span else None)
            for doubt in report.doubts
        )
    keep = bool(reports) and not opened.sidecar.withhold
    return UploadResult(opened.source, reports, found, data if keep else None)


def distinct(results: Sequence[UploadResult]) -> tuple[tuple[Report, ...], tuple[Attention, ...]]:
    """The reports of all uploads; of files that are equal to the byte only one, the others are noted.

    That is the first one, but where any of them keeps something back, the first of those.
    """
    first: dict[str, UploadResult] = {}
    repeated: list[Attention] = []
    for result in results:
        if result.keeps_back:
            first.setdefault(result.source.sha256, result)
    for result in results:
        known = first.setdefault(result.source.sha256, result)
        if known is not result and result.reports:
            message = f"与 {known.source.path} 逐字节相同，只发布一次。"
            doubt = Doubt("same_file", "reading", message, "请删去其中一份。", Loudness.NOTE)
            repeated.append(Attention(result.source.path, doubt))
    return tuple(report for result in first.values() for report in result.reports), tuple(repeated)


def originals(results: Sequence[UploadResult]) -> dict[str, bytes]:
    """The files to be published, by sha256; none of which any upload keeps something back."""
    kept_back = {result.source.sha256 for result in results if result.keeps_back}
    return {
        result.source.sha256: result.original
        for result in results
        if result.original is not None and result.source.sha256 not in kept_back
    }


def _attention(path: str, doubts: tuple[Doubt, ...], original: str = "") -> tuple[Attention, ...]:
    return tuple(Attention(path, doubt, original=original) for doubt in doubts)
