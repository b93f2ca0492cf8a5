"""The unit of work after reading: one organ's reports, checked, as pages and data files.

A pure function of a slice of the archive, the records of the reports in it, and what all pages share. It writes the
files where the site is made and tells what it wrote, so that nothing large comes back.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import msgspec

from generator.archive.badges import badges_of
from generator.archive.material import material
from generator.archive.slices import Slice, archive_of, corpus_of
from generator.archive.types import Archive, Entry
from generator.attempts import Attempts, place_of
from generator.cache import key_of
from generator.checks import check_report
from generator.checks.base import Subject
from generator.exports import FAILED, report_files
from generator.exports.levels import RowsRef
from generator.model.reports import Report
from generator.pages.badge_svg import badge_pages
from generator.pages.likeness.pairs import pair_pages
from generator.pages.likeness.relatives import kept_pair
from generator.pages.organ.page import organ_pages
from generator.pages.page import INDEX, Page
from generator.pages.report.page import report_pages
from generator.pages.site import Site
from generator.publish.making import made, rendered
from generator.publish.placing import PlacedFile
from generator.publish.sitecheck import check_pages
from generator.workers.coding import ENCODER
from generator.workers.context import MakingContext, renderer
from generator.workers.digests import Records, UploadDigest
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, DocumentRef, NotMade, OrganFiles
from generator.workers.pool import Jobs, Noted, run_unknown, unnoted
from generator.workers.told import told

ORGAN_LIMITS = Limits(processor=120, clock=900)
"""An organ has some ten reports, each of which takes 0.05 s; of the largest text that is accepted, one takes 8."""


class _Report(msgspec.Struct):
    document: DocumentRef | None
    rows: RowsRef | None


class _Files(msgspec.Struct):
    """Of what is kept only what has to be there, which is told in a tenth of the time."""

    files: tuple[PlacedFile, ...]
    reports: tuple[_Report, ...]


_DECODER = msgspec.msgpack.Decoder(OrganFiles)
_FILES = msgspec.msgpack.Decoder(_Files)


@dataclass(frozen=True, slots=True)
class Job:
    """A slice, and for each of its reports (by id) and those that it looks at the key of the record it stands in."""

    part: Slice
    records: Mapping[str, str]

    @property
    def name(self) -> str:
        """The address of its organ; of a report without one, the report's."""
        return self.part.shelf.url if self.part.shelf else next((entry.url for entry in self.part.own), "")


Handed = tuple[str, Job]
"""What a worker is given: a job, and the key under which its files are kept, "" where nothing is."""
Sent = tuple[bytes | NotMade, float | None]
"""What comes back of a job: its files, and the seconds that it took (None where it was ended)."""


def make_organs(
    jobs: Iterable[Job], context: MakingContext, processes: Jobs = None, noted: Noted = unnoted
) -> Iterator[tuple[str, Job, OrganFiles | NotMade]]:
    """Every job done, in order, with the key of all that it was made from, "" where nothing is kept: what is known of
    an earlier build is put into its place here, all else is made in a worker process; what raised, met a limit or ended
    its process is not made.

    ``noted`` is told of each.
    """

    def look(job: Job) -> tuple[bytes | None, Handed]:
        key = _key(context, job)
        return _placed_again(context, key) if key else None, (key, job)

    for (key, job), known, sent in run_unknown(_make, jobs, look, context, _lost, processes, ORGAN_LIMITS):
        made, seconds = sent or (known or b"", 0.0)
        noted(job.name, seconds, sent is None)
        yield key, job, made if isinstance(made, NotMade) else _DECODER.decode(made)


def _lost(handed: Handed, failure: Failure) -> Sent:
    return NotMade(ENDED[failure]), None


def _make(context: MakingContext, handed: Handed) -> Sent:
    start = time.perf_counter()
    key, job = handed
    try:
        made = _made(context, job)
    except MemoryError:  # the worker's limit: the pool gives it a process of its own
        raise
    except Exception as error:  # whatever it is: the other organs go on
        return NotMade(place_of(error)), None
    done = ENCODER.encode(made)
    if key and not made.faults:
        context.keep(key, done)
    return done, time.perf_counter() - start


def _key(context: MakingContext, job: Job) -> str:
    """Of all that the job's files are made of; "" where nothing is kept, and a key would be made for nothing."""
    if context.kept is None:
        return ""
    return key_of(context.recipe, ENCODER.encode((material(job.part, job.records), job.records)))


def _placed_again(context: MakingContext, key: str) -> bytes | None:
    """Put the files of an earlier build into their places; what is kept of it. None where something of it is not as it
    was."""
    known = context.known(key, _FILES)
    if known is None:
        return None
    for one in known[1].reports:
        if one.document is not None and not context.there(context.documents, one.document.key):
            return None
        if one.rows is not None and not context.there(context.rows, one.rows.key):
            return None
    return known[0] if context.place_again(known[1].files) else None


def _made(context: MakingContext, job: Job) -> OrganFiles:
    attempt = Attempts()
    bodies = Bodies(context.records, job.records)
    own = tuple(checked_entries(context, job, bodies, attempt))
    site = replace(context.site, archive=_with_pairs(archive_of(job.part, own), bodies))
    files = dict(_files(site, context, job.part, attempt))
    pages = {path: data for path, data in files.items() if path.endswith(".html")}
    return OrganFiles(
        tuple(told(entry, site, context.documents, context.rows, attempt) for entry in own),
        tuple(context.place(path, data) for path, data in files.items()),
        check_pages(pages, site.site_url),
        tuple(attempt.faults),
    )


class Bodies:
    """The bodies of reports, opened as they are asked for."""

    def __init__(self, records: Records, keys: Mapping[str, str]) -> None:
        self._records = records
        self._keys = keys
        self._open: dict[str, Report] = {}

    def __getitem__(self, id_: str) -> Report:
        """The report with this id. Raises KeyError where there is none, or its record was lost."""
        if id_ not in self._open:
            self._open |= {report.id: report for report in self._records.open(self._keys[id_])}
        return self._open[id_]


def checked_entries(context: MakingContext, job: Job, bodies: Bodies, attempt: Attempts) -> Iterator[Entry]:
    """The slice's entries with bodies, results and badges."""
    site, part = context.site, job.part
    own = {entry.report.id: bodies[entry.report.id] for entry in part.own}
    covered = {id_: bodies[id_] for found in part.members.values() for id_ in found}
    corpus = corpus_of(part, own)
    for entry in part.own:
        report = own[entry.report.id]
        results = check_report(Subject(report, corpus, site.forms, own | covered), site.catalogue, attempt)
        yield replace(entry, report=report, results=results, badges=badges_of(report, results))


def _with_pairs(archive: Archive, bodies: Bodies) -> Archive:
    """``archive`` with the bodies of the reports that its own are shown beside."""
    own = archive.all
    beside = {pair.other.id for entry in own if (pair := kept_pair(archive, entry)) is not None}
    opened = {id_: replace(archive.by_id[id_], report=bodies[id_]) for id_ in sorted(beside)}
    return replace(archive, by_id={**archive.by_id, **opened})


def _files(site: Site, context: MakingContext, part: Slice, attempt: Attempts) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of all files of a slice."""
    yield from rendered(_pages(site, part), site, renderer(context.templates), attempt)
    yield from made(report_files(site.archive, site.forms), FAILED, attempt)


def _pages(site: Site, part: Slice) -> Iterator[Page]:
    own = f"{part.shelf.url.strip('/')}/{INDEX}" if part.shelf else ""
    organ = (page for page in organ_pages(site) if page.path == own)
    yield from chain(organ, report_pages(site), badge_pages(site), pair_pages(site))


def jobs_of(parts: Sequence[Slice], digests: Sequence[UploadDigest]) -> Iterator[Job]:
    """Each slice with the keys of the records that it needs."""
    keys = {report.id: digest.key for digest in digests for report in digest.reports}
    for part in parts:
        seen = [*(entry.report.id for entry in part.own), *(id_ for found in part.members.values() for id_ in found)]
        seen += [relative.other.id for found in part.similarity.relatives.values() for relative in found]
        yield Job(part, {id_: keys[id_] for id_ in sorted(set(seen)) if id_ in keys})
