"""All uploads read and compared: what an archive is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator.attempts import Attempts
from generator.corpus import Corpus, build_corpus
from generator.model.documents import Source
from generator.model.doubts import Attention
from generator.progress import Stages
from generator.reading.reader import Reader
from generator.settings import Settings
from generator.sources.discover import Discovery, Upload, discover
from generator.sources.inbox import waiting
from generator.sources.names import suffix_of
from generator.workers.comparing import Comparer
from generator.workers.digests import NO_HASHES, Records, UploadDigest, compared, read_digests
from generator.workers.kept import Kept
from generator.workers.pool import Jobs
from generator.workers.uploads import distinct, published


@dataclass(frozen=True, slots=True)
class Gathered:
    """All uploads as they were read: ``digests`` are those to be published, ``uploads`` their files by sha256.

    ``records`` hold the bodies of their reports; what they have lost is read again.
    """

    corpus: Corpus
    digests: Sequence[UploadDigest]
    uploads: Mapping[str, Upload]
    records: Records
    attention: Sequence[Attention]
    seen: int


def gather(
    settings: Settings,
    reader: Reader,
    stages: Stages,
    attempt: Attempts,
    jobs: Jobs,
    kept: Kept,
    hashes: Mapping[str, bytes] = NO_HASHES,
) -> Gathered:
    """Everything in content/reports, with texts compared. ``hashes`` are as in :func:`read_digests`."""
    with stages("reading", "uploads") as stage:
        found = discover(settings.reports)
        coming = read_digests(found.uploads, reader, kept.records, jobs, stage.tally.add, hashes)
        read = list(stages.progress.track(coming, len(found.uploads), "reading"))
        digests, repeated = distinct(read)
        pairs = list(zip(read, found.uploads, strict=True))
        files = {one.source.path: upload for one, upload in pairs if one.publishes}
        originals = published(read, lambda one: one.publishes)
        stage.tell(uploads=len(read), reports=sum(len(one.reports) for one in digests))
    with stages("comparing") as stage:
        reports = [report for one in digests for report in one.reports]
        with Comparer(kept.measures, jobs) as comparer:
            corpus = build_corpus(reports, attempt, compared(digests), comparer.prepared)
            comparer.save()
        stage.tell(texts=len(corpus.similarity.compared))
    inbox = waiting(settings.inbox)
    attention = [*_passed_over(found, read), *(item for one in read for item in one.attention), *repeated, *inbox]
    uploads_by_hash = {sha: _holding(files[one.source.path], file) for sha, (one, file) in originals.items()}
    sources = {one.key: upload for one, upload in pairs if one.key}
    records = kept.records.rereading(reader, sources)
    return Gathered(corpus, digests, uploads_by_hash, records, attention, len(found.uploads))


def _holding(upload: Upload, source: Source) -> Upload:
    """The file of ``upload`` that is ``source``."""
    if not upload.beside:
        return upload
    folder = PurePosixPath(upload.path).parent
    further = {str(folder / one.name): one.file for one in upload.beside if one.file is not None}
    file = further.get(source.path)
    return upload if file is None else Upload(source.path, file, None)


def _passed_over(found: Discovery, read: Sequence[UploadDigest]) -> Iterator[Attention]:
    """What is said of files that are no uploads, such as second sidecars, named as the upload beside them is shown."""
    shown = {_stem(upload.path): _stem(one.source.path) for upload, one in zip(found.uploads, read, strict=True)}
    for item in found.attention:
        stem, suffix = _stem(item.path), suffix_of(item.path)
        yield replace(item, path=shown.get(stem, stem) + suffix)


def _stem(path: str) -> str:
    return path.removesuffix(suffix_of(path))
