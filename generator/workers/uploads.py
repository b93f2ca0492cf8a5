"""The unit of work: one upload to its reports and what needs attention about it.

Pure in its arguments and returning frozen data, so that it can be handed to any ``concurrent.futures.Executor``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from generator.archive.addresses import with_address
from generator.attempts import place_of
from generator.model.documents import Source, digest_of
from generator.model.doubts import Attention, Doubt, Loudness
from generator.model.reports import Report, ReportIdentity
from generator.reading.reader import Reader
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.discover import Upload
from generator.sources.fetching import Fetched, fetch, open_fetched, withheld_by
from generator.sources.withheld_words import Words
from generator.workers.limits import LIMITS, Failure
from generator.workers.pool import run_all
from generator.workers.records import packed, unpacked
from generator.workers.results import UploadResult

T = TypeVar("T")
Sent = tuple[bytes, bytes | None]
"""What comes back of an upload: its record without the original, and that, where it is to be published."""
REMEDY = "请把这个文件报告给网站维护者。"
LOST = {
    Failure.TIME: ("took_too_long", f"读取超过 {LIMITS.processor:.0f} 秒，已停止；这是我们的问题。"),
    Failure.MEMORY: ("took_too_much_memory", f"读取需要 {LIMITS.memory >> 20} MB 以上的内存，已停止；这是我们的问题。"),
    Failure.CRASH: ("reader_crashed", "读取这个文件时程序中断，没有读出内容；这是我们的问题。"),
    Failure.KILLED: (
        "reader_killed",
        "读取这个文件的进程被强行结束，可能是系统内存不足，也可能是外部中止；没有读出内容，下次生成时会再读。",
    ),
}
"""What is said of an upload whose reading was ended: the doubt's code and its words."""


def read_uploads(uploads: Iterable[Upload], reader: Reader, jobs: int | None = None) -> Iterator[UploadResult]:
    """Every upload read in a worker process with limits of its own, in order; nothing that one holds stops the rest."""
    results = run_all(_read, uploads, reader, _lost, jobs)
    return (replace(unpacked(record), original=original) for record, original in results)


def _read(reader: Reader, upload: Upload) -> Sent:
    done = guarded(lambda: _sent(_read_upload(upload, reader)), upload)
    return _sent(done) if isinstance(done, UploadResult) else done


def _sent(result: UploadResult) -> Sent:
    return packed(result.record), result.original


def _lost(upload: Upload, failure: Failure) -> Sent:
    return _sent(lost_upload(upload, failure))


def read_upload(upload: Upload, reader: Reader) -> UploadResult:
    """Read one upload, here. What it holds raises nothing but MemoryError; a file that cannot be opened is one that
    needs attention.

    An exception of ours costs this upload, not the build: it is listed as our failure, with its kind.
    """
    return guarded(partial(_read_upload, upload, reader), upload)


def guarded(work: Callable[[], T], upload: Upload) -> T | UploadResult:
    """What ``work`` makes of ``upload``, or what is known of it where that raises."""
    try:
        return work()
    except MemoryError:  # the worker's limit: the pool gives it a process of its own
        raise
    except Exception as error:  # whatever it is: no upload may stop the others
        return _failed(upload, error)


def _failed(upload: Upload, error: Exception) -> UploadResult:
    message = f"读取这个文件时程序出错（{place_of(error)}），没有读出内容；这是我们的问题。"
    return _unread(upload, Doubt("reading_failed", "reading", message, REMEDY, Loudness.REFUSED, passing=True))


def lost_upload(upload: Upload, failure: Failure) -> UploadResult:
    """What is known of an upload whose reading was ended by its limits or ended itself."""
    code, message = LOST[failure]
    return _unread(upload, Doubt(code, "reading", message, REMEDY, Loudness.REFUSED, passing=True))


def _unread(upload: Upload, doubt: Doubt) -> UploadResult:
    source = Source(withheld_by(upload).name(upload.path), "", "application/octet-stream", 0)
    return UploadResult(source, (), (Attention(source.path, doubt),), None)


def _read_upload(upload: Upload, reader: Reader) -> UploadResult:
    return read_fetched(upload, fetch(upload), reader)


def read_fetched(upload: Upload, fetched: Fetched, reader: Reader) -> UploadResult:
    """What comes of ``upload``, whose bytes and sidecar are ``fetched``."""
    data, attention = fetched.data, Words.of(fetched.sidecar).attention(fetched.attention)
    opened = open_fetched(upload, fetched)
    more = tuple(one.source(opened.source) for one in fetched.beside if one.data is not None)
    if isinstance(opened, Refused):
        # A scan or a picture holds no text, but whoever looks at it can read it.
        kept, told = data if opened.keep else None, attention + _told_of(opened)
        return UploadResult(opened.source, (), told, kept, more=more if opened.keep else ())
    read, doubts = read_reports(opened, reader)
    reports = tuple(with_address(report, reader.gazetteer) for report in read)
    found = attention + _attention(opened.source.path, doubts)
    for report in reports:
        found += tuple(_doubts_of(report, opened.source.path))
    keep = bool(reports) and not opened.sidecar.withhold
    # Equal files are known by their bytes, which nobody else is told of where words are withheld.
    source = opened.source if keep else replace(opened.source, sha256=hashlib.sha256(data).hexdigest())
    return UploadResult(source, reports, found, data if keep else None, opened.pictures if keep else (), more)


def _doubts_of(report: Report, path: str) -> Iterator[Attention]:
    for doubt in report.doubts:
        yield Attention(path, doubt, report.text.line_of(doubt.span.start) if doubt.span else None)


def _told_of(refused: Refused) -> tuple[Attention, ...]:
    source, sha256 = refused.source, refused.source.sha256 if refused.keep else ""
    pages = tuple(_unread_page(page, source) for page in refused.more) if refused.keep else ()
    return _attention(source.path, refused.doubts, sha256) + pages


class ReadUpload(Protocol):
    """An upload that was read, with the bodies of its reports or without."""

    @property
    def source(self) -> Source: ...

    @property
    def files(self) -> tuple[Source, ...]:
        """All its files."""
        ...

    @property
    def reports(self) -> Sequence[ReportIdentity]: ...

    @property
    def keeps_back(self) -> bool:
        """A report was read, and its original is not to be seen."""
        ...


U = TypeVar("U", bound=ReadUpload)


def distinct(uploads: Sequence[U]) -> tuple[tuple[U, ...], tuple[Attention, ...]]:
    """Of files that are equal to the byte only one; the others are noted.

    That is the first one, but where any of them keeps something back, the first of those.
    """
    first: dict[str, U] = {}
    repeated: list[Attention] = []
    for upload in uploads:
        if upload.keeps_back:
            first.setdefault(digest_of(upload.files), upload)
    for upload in uploads:
        known = first.setdefault(digest_of(upload.files), upload)
        if known is not upload and upload.reports:
            message = f"与 {known.source.path} 逐字节相同，只发布一次。"
            repeated.append(_repeated(upload, message))
    return _told_apart(first.values(), repeated), tuple(repeated)


def _told_apart(uploads: Iterable[U], repeated: list[Attention]) -> tuple[U, ...]:
    """Without those that differ from others in what they withhold alone: to readers they are one, ids included."""
    first: dict[str, U] = {}
    kept: list[U] = []
    for upload in uploads:
        known = first.setdefault(upload.reports[0].id, upload) if upload.reports else upload
        if known is upload:
            kept.append(upload)
        else:
            repeated.append(_repeated(upload, f"除未公布的内容外，与 {known.source.path} 逐字相同，只发布一次。"))
    return tuple(kept)


def _repeated(upload: ReadUpload, message: str) -> Attention:
    doubt = Doubt("same_file", "reading", message, "请删去其中一份。", Loudness.NOTE)
    return Attention(upload.source.path, doubt)


def published(uploads: Iterable[U], publishes: Callable[[U], bool]) -> dict[str, tuple[U, Source]]:
    """The originals that are published, by sha256, and whose they are: of no upload whose equal keeps something
    back."""
    listed = list(uploads)
    kept_back = {digest_of(upload.files) for upload in listed if upload.keeps_back}
    chosen = (one for one in listed if publishes(one) and digest_of(one.files) not in kept_back)
    return {file.sha256: (one, file) for one in chosen for file in one.files}


def _unread_page(page: Source, first: Source) -> Attention:
    """That a further page of a picture in which nothing was read is published, too."""
    message = f"这是 {PurePosixPath(first.path).name} 的一页，和它一起只公布原件。"
    doubt = Doubt("page_of", "sources", message, f"见 {PurePosixPath(first.path).name}。", Loudness.NOTE)
    return Attention(page.path, doubt, original=page.sha256)


def _attention(path: str, doubts: tuple[Doubt, ...], original: str = "") -> tuple[Attention, ...]:
    return tuple(Attention(path, doubt, original=original) for doubt in doubts)
