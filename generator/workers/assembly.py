"""A site put together from what worker processes make of it: files are taken account of, failures get a second try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace

import msgspec

from generator.archive.shelving import Badges
from generator.archive.slices import Slice
from generator.archive.types import Entry
from generator.attempts import Attempts, Step, fault
from generator.cache import ByteStore, key_of, version_of
from generator.corpus.sentences import Sentence
from generator.errors import LostEntryError
from generator.exports import FAILED
from generator.exports.levels import RowsRef
from generator.exports.package import DataFile
from generator.model.pictures import SCANS
from generator.model.results import Result
from generator.pages.failed import failed_page
from generator.pages.page import INDEX, Page
from generator.pages.site import Site
from generator.progress import Progress, Silent, Tally
from generator.publish.output import Output
from generator.publish.outward import OutwardLinks
from generator.publish.problems import Problem
from generator.publish.sitecheck import CheckedPages, Ids, check_links, check_style
from generator.search.summary import ShardSummary
from generator.sources.discover import Upload
from generator.workers.coding import ENCODER, decoded
from generator.workers.context import MakingContext, renderer
from generator.workers.digests import Records, UploadDigest
from generator.workers.early import make_early
from generator.workers.export_levels import ComingLevels, LevelBlocks, LevelFiles, begin_levels, make_level_blocks
from generator.workers.export_tasks import ExportContext
from generator.workers.indexing import MadeShard
from generator.workers.interning import Interned
from generator.workers.lists import AT_ONCE, MadePages, make_pages
from generator.workers.made import DocumentRef, NotMade, OrganFiles
from generator.workers.organs import Job, jobs_of, make_organs
from generator.workers.originals import placed_originals
from generator.workers.pool import Jobs

_IDS = msgspec.msgpack.Decoder(Ids)


@dataclass(slots=True)
class CheckedReports:
    """What is known of all reports once they are made; by report id. ``lost`` are those that could not be made;
    ``marks`` are as those of entries."""

    results: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    badges: dict[str, Badges] = field(default_factory=dict)
    documents: list[DocumentRef] = field(default_factory=list)
    rows: list[RowsRef] = field(default_factory=list)
    sentences: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)


class Assembly:
    """Collects what is made for one site. ``attempt`` notes faults of ours, ``progress`` shows how far it is."""

    def __init__(
        self,
        out: Output,
        context: MakingContext,
        attempt: Attempts,
        jobs: Jobs = None,
        progress: Progress | None = None,
    ) -> None:
        self.out = out
        self.context = context
        self.attempt = attempt
        self.jobs = jobs
        self.progress = progress or Silent()
        self._problems: list[Problem] = []
        self._links: list[OutwardLinks] = []

    def make_reports(
        self, parts: Sequence[Slice], digests: Sequence[UploadDigest], tally: Tally | None = None
    ) -> CheckedReports:
        """Check the reports of all slices, and place their pages and data."""
        checked = CheckedReports()
        interned = Interned()
        make_early(parts, digests, self.context, self.out.scratch / "early", self.jobs, self.progress)
        jobs, noted = jobs_of(parts, digests), (tally or Tally()).add
        # No name is given to what the workers do: where this fails they end at once, before what they write is removed.
        coming = make_organs(jobs, self.context, self.jobs, noted)
        for key, job, made in self.progress.track(coming, len(parts), "reports"):
            for one in (made,) if isinstance(made, OrganFiles) else self._again(job, made, checked.lost):
                self._take(one, checked, interned)
            if key and isinstance(made, OrganFiles) and not made.faults:
                checked.marks.update((one.id, f"{key} {one.id}") for one in made.reports)
        return checked

    def _again(self, job: Job, why: NotMade, lost: set[str]) -> Iterator[OrganFiles]:
        """A job that failed, without those of its reports that fail alone: they get a page that says so."""
        killers = self._killers(job, why)
        rest = [entry for entry in job.part.own if entry.report.id not in killers]
        again = list(make_organs([_only(job, rest)], self.context, self.jobs)) if rest else []
        made = [one for _, _, one in again if isinstance(one, OrganFiles)]
        if not made:
            killers = {entry.report.id: killers.get(entry.report.id, why) for entry in job.part.own}
            if job.part.shelf:
                self._stand_in(job.part.shelf.url)
        for entry in (entry for entry in job.part.own if entry.report.id in killers):
            lost.add(entry.report.id)
            self.attempt.faults.append(fault(Step.PAGE, entry.report.source.path, killers[entry.report.id].detail))
            self._stand_in(entry.url)
            self.out.write(f"{entry.url[1:]}report.json", FAILED)
        yield from made

    def _killers(self, job: Job, why: NotMade) -> dict[str, NotMade]:
        """The reports of a job that fail by themselves, too, by id, and why."""
        if len(job.part.own) == 1:
            return {job.part.own[0].report.id: why}
        tried = make_organs([_only(job, [entry]) for entry in job.part.own], self.context, self.jobs)
        return {one.part.own[0].report.id: made for _, one, made in tried if isinstance(made, NotMade)}

    def _stand_in(self, url: str) -> None:
        """Place a page at ``url`` that says that it could not be made."""
        page = failed_page(self.context.site, Page(f"{url[1:]}{INDEX}" if url.endswith("/") else url, "", lambda: None))
        if page is not None:
            self.out.write(page.path, renderer(self.context.templates).render(page))

    def _take(self, made: OrganFiles, checked: CheckedReports, interned: Interned) -> None:
        for file in made.files:
            self.out.adopt(file)
        self._collect(made.pages)
        self.attempt.faults.extend(made.faults)
        for one in made.reports:
            checked.results[one.id] = tuple(interned.results(one))
            checked.badges[one.id] = one.badges
            if one.document is not None:
                checked.documents.append(one.document)
            if one.rows is not None:
                checked.rows.append(one.rows)
            if one.sentences:
                checked.sentences[one.id] = tuple(interned.sentences(one))

    def place_shards(self, shards: Iterable[MadeShard]) -> list[ShardSummary]:
        """Take account of the shards' files; what the files above them are made from."""
        summaries: list[ShardSummary] = []
        for made in shards:
            for file in made.files:
                self.out.adopt(file)
            summaries.append(made.summary)
        return summaries

    def begin_blocks(self, checked: CheckedReports) -> LevelBlocks:
        """Begin what data files are put together from. ``made`` has to be closed."""
        return make_level_blocks(checked.rows, checked.documents, self.context, self.jobs)

    def begin_exports(
        self, blocks: LevelBlocks, extra: Mapping[str, bytes], tables: Sequence[DataFile] = ()
    ) -> ComingLevels:
        """Begin the data files of all levels, and the zip of the whole archive with ``extra`` files in it; ``tables``
        are what is said of those of them that are tables."""
        return begin_levels(blocks, ExportContext(self.context, tuple(extra.items()), tuple(tables)), self.jobs)

    def place_exports(self, levels: Iterable[LevelFiles]) -> list[LevelFiles]:
        """Take account of the data files of ``levels``."""
        made = []
        for level in levels:
            for file in level.placed:
                self.out.adopt(file)
            self.out.write(f"{level.level.folder}datapackage.json", level.package)
            made.append(level)
        return made

    def _collect(self, pages: CheckedPages) -> None:
        self._problems += pages.problems
        self._links.append(pages.links)

    @contextmanager
    def making_lists(self, pages: Sequence[Page], site: Site, tally: Tally | None = None) -> Iterator[None]:
        """Make pages about many reports of ``site`` while the block lasts, and place them at its end; one that cannot
        be made is replaced by one that says so."""
        noted, count = (tally or Tally()).add, -(-len(pages) // AT_ONCE)
        with closing(make_pages(pages, replace(self.context, site=site), self.jobs, noted)) as coming:
            yield
            for some, made in self.progress.track(coming, count, "pages"):
                self._place_lists(some, made)

    def _place_lists(self, pages: Sequence[Page], made: Sequence[MadePages] | NotMade) -> None:
        if isinstance(made, NotMade):
            for page in pages:
                self.attempt.faults.append(fault(Step.PAGE, page.path, made.detail))
                self._stand_in(page.url)
            return
        for one in made:
            for file in one.files:
                self.out.adopt(file)
            self._collect(one.pages)
            self.attempt.faults.extend(one.faults)

    def place_originals(self, wanted: Mapping[str, str], uploads: Mapping[str, Upload]) -> None:
        """Place originals, path in the site → sha256, from ``uploads`` by sha256; one that is not there is withheld."""
        for upload, placed in placed_originals(wanted, uploads, self.context, self.jobs):
            if placed is None:
                self.attempt.faults.append(fault(Step.FILE, upload.path, "文件在生成网站时变了，请重新生成"))
            else:
                self.out.adopt(placed)

    def place_scans(self, digests: Iterable[UploadDigest], records: Records) -> None:
        """Place the pictures of pages of scans. Raises LostEntryError for one that was taken for whole and is not; one
        that could not be kept is made by the next build."""
        keys = {f"{SCANS}{file}": (key, one) for one in digests for file, key in one.pictures.items()}
        for path, (key, one) in sorted(keys.items()):
            data = records.bodies.content(key)
            if data is None and records.keeps and records.trusting:
                raise LostEntryError("a picture that was kept cannot be opened", file=path)
            if data is None:
                self.attempt.faults.append(fault(Step.FILE, one.source.path, "图片没有保存下来，请重新生成"))
            else:
                self.out.write(path, data)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all pages so far."""
        return tuple(sorted("/" + path.removesuffix(INDEX) for path in self.out.files if path.endswith(INDEX)))

    def check(self, coming: Set[str] = frozenset(), kept: ByteStore | None = None) -> tuple[Problem, ...]:
        """Whether all that was placed, and the files that are ``coming``, hold together.

        Ids that an earlier build found are in ``kept``, and those of this one afterwards."""
        paths = self.out.files.keys() | coming
        for path in sorted(path for path in self.out.files if path.endswith(".css")):
            self._problems += check_style(path, (self.out.root / path).read_text(encoding="utf-8"), paths)
        key = key_of(version_of(("publish",)))
        known: Ids = decoded(kept.get(key), _IDS) or {} if kept is not None else {}
        dead = check_links(self._links, self.out.root, paths, self.out.digests, known)
        if kept is not None:
            kept.put(key, ENCODER.encode(known))
        return tuple(sorted({*self._problems, *dead}))


def _only(job: Job, own: Sequence[Entry]) -> Job:
    return replace(job, part=replace(job.part, own=tuple(own)))
