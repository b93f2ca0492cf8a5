"""All uploads read and compared: what an archive is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.attempts import Attempts
from generator.corpus import Corpus, build_corpus
from generator.model.doubts import Attention
from generator.progress import Stages
from generator.reading.reader import Reader
from generator.settings import Settings
from generator.sources.discover import Upload, discover
from generator.sources.inbox import waiting
from generator.workers.comparing import Comparer
from generator.workers.digests import Records, UploadDigest, compared, read_digests
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


def gather(settings: Settings, reader: Reader, stages: Stages, attempt: Attempts, jobs: Jobs, kept: Kept) -> Gathered:
    """Everything in content/reports, with texts compared."""
    with stages("reading", "uploads") as stage:
        found = discover(settings.reports)
        coming = read_digests(found.uploads, reader, kept.records, jobs, stage.tally.add)
        read = list(stages.progress.track(coming, len(found.uploads), "reading"))
        digests, repeated = distinct(read)
        files = {one.source.path: upload for one, upload in zip(read, found.uploads, strict=True)}
        originals = published(read, lambda one: one.publishes)
        stage.tell(uploads=len(read), reports=sum(len(one.reports) for one in digests))
    with stages("comparing") as stage:
        reports = [report for one in digests for report in one.reports]
        comparer = Comparer(kept.measures, jobs)
        corpus = build_corpus(reports, attempt, compared(digests), comparer.measured)
        comparer.save()
        stage.tell(texts=len(corpus.similarity.compared))
    inbox = waiting(settings.inbox)
    attention = [*found.attention, *(item for one in read for item in one.attention), *repeated, *inbox]
    uploads_by_hash = {sha256: files[one.source.path] for sha256, one in originals.items()}
    sources = {one.key: upload for one, upload in zip(read, found.uploads, strict=True) if one.key}
    records = kept.records.rereading(reader, sources)
    return Gathered(corpus, digests, uploads_by_hash, records, attention, len(found.uploads))
