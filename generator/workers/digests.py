"""Uploads read once and held small: bodies of reports lie in a store on disk, the rest of the build holds digests.

A digest has what the archive needs of an upload; the record in the store, under the digest's key, has all of it. Both
are functions of the file, its path, what its sidecar says, and the code and forms that read it, so those of earlier
builds are used again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import msgspec

from generator.archive.totals import summary_of
from generator.attempts import Attempts
from generator.cache import ByteStore, key_of
from generator.corpus.compared import Compared, compared_texts
from generator.model.documents import Source
from generator.model.doubts import Attention
from generator.model.reports import Report, ReportSummary
from generator.reading.reader import Reader
from generator.sources.discover import Upload
from generator.sources.fetching import fetch
from generator.sources.formats import CONVERTED, import_readers
from generator.workers.coding import ENCODER, decoded
from generator.workers.digest_keys import NOTHING_BESIDE, key_of_upload, recipe_of
from generator.workers.limits import Failure
from generator.workers.pool import Jobs, Noted, run_unknown, unnoted
from generator.workers.records import packed, unpacked
from generator.workers.results import UploadResult
from generator.workers.uploads import guarded, lost_upload, read_fetched


@dataclass(frozen=True, slots=True)
class UploadDigest:
    """What came of one upload, without the bodies of its reports.

    ``key`` is that of its record, "" where nothing in it was read as a report. ``compared`` are the texts of its
    reports, in their order, as they are compared with others; None for one for which that failed.
    ``publishes``: its original is to be published. ``pictures`` are the pages of a scan, by the names of their files:
    the keys under which they are kept beside the records. ``more`` are further files of the upload.
    """

    source: Source
    key: str
    reports: tuple[ReportSummary, ...]
    compared: tuple[Compared | None, ...]
    attention: tuple[Attention, ...]
    publishes: bool
    pictures: Mapping[str, str] = field(default_factory=dict)
    more: tuple[Source, ...] = ()

    @property
    def files(self) -> tuple[Source, ...]:
        """All files of the upload."""
        return (self.source, *self.more)

    @property
    def keeps_back(self) -> bool:
        """A report was read, and its original is not to be seen."""
        return bool(self.reports) and not self.publishes


NO_HASHES: Mapping[str, bytes] = MappingProxyType({})
_DECODER = msgspec.msgpack.Decoder(UploadDigest)
Sent = tuple[bytes, float | None, bool]
"""What comes back of an upload: its digest, the seconds that it took (None where it was ended), if it was known."""


@dataclass(frozen=True, slots=True)
class Rereading:
    """Reads an upload once more, whose record was damaged or could not be kept. ``uploads`` are by digests' keys."""

    reader: Reader
    recipe: bytes
    uploads: Mapping[str, Upload]

    def __call__(self, key: str) -> UploadResult:
        """Raises KeyError where there is no such upload, or it is not any more what it was."""
        upload = self.uploads[key]
        fetched = fetch(upload)
        if fetched.refused is not None or key_of_upload(upload, fetched, self.recipe) != key:
            raise KeyError(key)
        return read_fetched(upload, fetched, self.reader).record


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a build and of earlier ones: ``bodies`` by a digest's key, ``digests`` by that of the upload.

    Where ``keeps`` is False, what lies there belongs to this build alone and is not looked for in it. ``again`` makes
    a record that is not there any more; a picture that cannot be opened is made by a build that is not ``trusting``,
    which opens what others take for whole.
    """

    bodies: ByteStore
    digests: ByteStore
    keeps: bool = True
    again: Rereading | None = None
    trusting: bool = True

    def open(self, key: str) -> tuple[Report, ...]:
        """The reports of the record under ``key``. Raises KeyError where the store has lost it for good."""
        data = self.bodies.get(key)
        if data is not None:
            with suppress(msgspec.DecodeError, ValueError):
                return unpacked(data).reports
        if self.again is None:
            raise KeyError(key)
        result = self.again(key)
        self.bodies.put(key, packed(result))
        return result.reports

    def holds_picture(self, key: str) -> bool:
        """Whether the picture under ``key`` is there."""
        return self.bodies.holds(key) if self.trusting else self.bodies.content(key) is not None

    def rereading(self, reader: Reader, uploads: Mapping[str, Upload]) -> Records:
        """These records, those that are not there any more made from ``uploads``, by their digests' keys."""
        return replace(self, again=Rereading(reader, recipe_of(reader), uploads))


@dataclass(frozen=True, slots=True)
class _Digesting:
    """What a worker process is given once."""

    reader: Reader
    records: Records
    recipe: bytes


def read_digests(
    uploads: Sequence[Upload],
    reader: Reader,
    records: Records,
    jobs: Jobs = None,
    noted: Noted = unnoted,
    hashes: Mapping[str, bytes] = NO_HASHES,
) -> Iterator[UploadDigest]:
    """Every upload read in a worker process with limits of its own, in order; nothing that one holds stops the rest.

    What was read before from the same bytes, by the same code, is taken from ``records``. ``noted`` is told of each:
    by its path. ``hashes`` are the SHA-256 of files as they were a moment ago, by where they are: what is known of such
    bytes is not read again.
    """
    if not (records.keeps and records.digests.folder.is_dir()):
        # Nothing is known: processes to be forked share what reads. Else few are read, each by who imports its reader.
        import_readers({upload.suffix for upload in uploads})
    shared = _Digesting(reader, records, recipe_of(reader))

    def look(upload: Upload) -> tuple[UploadDigest | None, Upload]:
        return _known_by_hash(shared, upload, hashes), upload

    for _, known, sent in run_unknown(_digest, uploads, look, shared, _lost, jobs):
        data, seconds, again = sent or (b"", 0.0, True)
        digest = known or _DECODER.decode(data)
        noted(digest.source.path, seconds, again)
        yield digest


def compared(digests: Iterable[UploadDigest]) -> dict[str, Compared]:
    """The texts of all reports that can be compared, by report id."""
    pairs = ((report.id, text) for one in digests for report, text in zip(one.reports, one.compared, strict=True))
    return {id_: text for id_, text in pairs if text is not None}


def _digest(shared: _Digesting, upload: Upload) -> Sent:
    start = time.perf_counter()
    done = guarded(lambda: _known_or_read(shared, upload), upload)
    data, known = (ENCODER.encode(_reduced(done, "")), False) if isinstance(done, UploadResult) else done
    return data, time.perf_counter() - start, known


def _lost(upload: Upload, failure: Failure) -> Sent:
    return ENCODER.encode(_reduced(lost_upload(upload, failure), "")), None, False


def _known_or_read(shared: _Digesting, upload: Upload) -> tuple[bytes, bool]:
    """The upload's digest, and whether it was known."""
    records = shared.records
    fetched = fetch(upload)
    if fetched.refused is not None:
        return ENCODER.encode(_reduced(read_fetched(upload, fetched, shared.reader), "")), False
    key = key_of_upload(upload, fetched, shared.recipe)
    if (known := _known(records, upload, key)) is not None:
        return known[0], True
    result = read_fetched(upload, fetched, shared.reader)
    record = packed(result.record)
    if any(item.doubt.passing for item in result.attention):
        key = key_of(key.encode(), record)  # lest what is made from this be taken for what is made from all of it
    reduced = _reduced(result, key)
    digest = ENCODER.encode(reduced)
    if result.reports:
        records.bodies.put(key, record)
        for page in result.pictures:
            records.bodies.put_content(page.data)
        if records.keeps and not any(item.doubt.passing for item in reduced.attention):
            records.digests.put(key, digest)
    return digest, False


def _known_by_hash(shared: _Digesting, upload: Upload, hashes: Mapping[str, bytes]) -> UploadDigest | None:
    """The digest of an upload that is one file, whose bytes are among ``hashes``; None where that says nothing."""
    hashed = hashes.get(str(upload.file)) if upload.sidecar is None and not upload.beside else None
    if hashed is None or not shared.records.keeps:
        return None
    known = _known(shared.records, upload, key_of_upload(upload, NOTHING_BESIDE, shared.recipe, hashed))
    return known[1] if known is not None else None


def _known(records: Records, upload: Upload, key: str) -> tuple[bytes, UploadDigest] | None:
    """The digest under ``key``, of which all is there, as bytes and decoded; None where there is none."""
    # What is read of a file that another program converts depends on that program, which the key does not know.
    if not records.keeps or upload.suffix in CONVERTED:
        return None
    data = records.digests.get(key)
    digest = decoded(data, _DECODER)
    if data is None or digest is None:
        return None
    whole = records.bodies.holds(key) and all(map(records.holds_picture, digest.pictures.values()))
    return (data, digest) if whole else None


def _reduced(result: UploadResult, key: str) -> UploadDigest:
    attempt = Attempts()
    texts = compared_texts(result.reports, attempt)
    return UploadDigest(
        result.source,
        key if result.reports else "",
        tuple(summary_of(report) for report in result.reports),
        tuple(texts.get(report.id) for report in result.reports),
        (*result.attention, *attempt.faults),
        result.original is not None,
        {page.shown.file: key_of(page.data) for page in result.pictures},
        result.more,
    )
