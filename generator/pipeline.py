"""The steps of a build in order: uploads, digests, archive, files, site. No logic of its own.

Longer than 250 lines: the whole story of a build in one place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import islice
from typing import Any

from generator.archive.build import build_archive, with_faults
from generator.archive.lineage import redirect_file
from generator.archive.shelving import Shelves, shelve
from generator.archive.slices import slices
from generator.archive.types import EMPTY, Archive
from generator.attempts import Attempts
from generator.corpus import without
from generator.errors import LostEntryError
from generator.exports import original_files
from generator.exports.beside import files_beside
from generator.exports.build_json import BUILD_JSON, build_json
from generator.exports.examples import worked_examples
from generator.exports.index_json import CHANGES_JSON, CHECKSUMS, INDEX_JSON, changes_json, checksums, index_json
from generator.exports.levels import WHOLE
from generator.exports.whole import METADATA, metadata_file
from generator.inspection import Resources, load_resources
from generator.ledger.history import read_ledger
from generator.pages import LAST_PAGES, LIST_PAGES, machine_pages, pages_of
from generator.pages.markdown import Article, in_order
from generator.pages.site import Site, WorkedExample
from generator.progress import Progress, Stage, Stages, Tally
from generator.publish.assets import Assets, fingerprint, read_assets
from generator.publish.engine import with_engine
from generator.publish.grounds import require_grounds
from generator.publish.output import Output
from generator.publish.problems import Problem
from generator.scratch import scratch_folder
from generator.search.guide import GLOSSARY, vocabulary
from generator.search.indexing import SearchIndex, build_top_level
from generator.search.summary import ShardSummary
from generator.settings import Settings
from generator.sources.articles import read_articles
from generator.workers.aside import Aside
from generator.workers.assembly import Assembly, CheckedReports
from generator.workers.collecting import collect_rows
from generator.workers.downloads import downloads
from generator.workers.export_levels import ComingLevels, LevelFiles
from generator.workers.export_tasks import about_archive
from generator.workers.garbage import rarely
from generator.workers.gathering import Gathered, gather
from generator.workers.indexing import FOLDER, make_shards
from generator.workers.kept import Kept, spare_of
from generator.workers.listing_exports import list_data_files
from generator.workers.organs import jobs_of
from generator.workers.pool import Jobs, cores_for, within
from generator.workers.unchanged import BuildSummary, Inputs, inputs_for
from generator.workers.upkeep import in_use
from generator.workers.whole_exports import StoredLines

LAST = frozenset({BUILD_JSON, CHECKSUMS})
"""What is written when all else is there."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. ``problems`` are ours: pages that do not hold together. ``held`` is what it was made of: where
    a process ends with its build, nobody need take that apart."""

    archive: Archive
    files: int
    size: int
    problems: tuple[Problem, ...]
    stages: tuple[Stage, ...] = ()
    held: tuple[object, ...] = ()

    @property
    def summary(self) -> BuildSummary:
        """What is told of it."""
        failed = {code: len(check.failed) for code, check in self.archive.checks.items()}
        counts = len(self.archive.entries), len(self.archive.organs), self.files, self.size
        return BuildSummary(*counts, failed, self.archive.attention, self.problems)


@rarely()
def build(
    settings: Settings,
    progress: Progress,
    jobs: Jobs = None,
    resources: Resources | None = None,
    inputs: Inputs | None = None,
) -> Built:
    """Build the site into ``settings.output``; it is switched over in one step once all is written and checked.

    ``jobs`` processes work at once, by default one a core; the site is the same. ``resources`` are those that ship
    with the package, unless others are given. ``inputs`` are those of :func:`inputs_for`, where they are known already.
    """
    inputs = inputs_for(settings) if inputs is None else inputs
    resources = resources or load_resources()
    try:
        return _build(settings, progress, jobs, resources, inputs)
    except LostEntryError:
        return _build(settings, progress, jobs, resources, inputs, trusting=False)


def _build(
    settings: Settings, progress: Progress, jobs: Jobs, resources: Resources, inputs: Inputs, trusting: bool = True
) -> Built:
    """Build; ``trusting`` what earlier builds kept until it is opened, which takes a tenth of looking at all of it."""
    attempt, stages = Attempts(), Stages(progress)
    ledger = read_ledger(settings.ledger)
    articles = in_order(read_articles(settings.articles))
    assets = with_engine(fingerprint(read_assets(settings.templates / "assets")), settings.engine)
    with in_use(settings.cache), Output(settings.output, spare_of(settings.cache)) as out, ExitStack() as begun:
        kept = Kept.beginning(settings.cache, out.scratch, trusting)
        aside = begun.enter_context(Aside(out, kept))
        jobs = within(out.scratch, jobs)
        with aside.looking_through():
            gathered = gather(settings, resources.reader, stages, attempt, jobs, kept, inputs.hashes)
        shelves = shelve(gathered.corpus, resources.reader.gazetteer, attempt)
        out.expect({"reports": len(shelves.entries), "pages": len(articles)})
        site = _site(settings, resources, articles, assets)
        assembly = Assembly(out, kept.context(site, settings, out, gathered.records), attempt, jobs, progress)
        with _counting(stages("reports", "organs"), out) as stage:
            checked = assembly.make_reports(list(slices(gathered.corpus, shelves)), gathered.digests, stage.tally)
            stage.tell(reports=len(checked.results))
        with _counting(stages("search", "shards"), out) as stage:
            shards = make_shards(checked.documents, settings.shard_size, assembly.context, jobs, stage.tally.add)
            coming = begun.enter_context(closing(shards.made))
            blocks = assembly.begin_blocks(checked)
            begun.enter_context(closing(blocks.made))
            archive = _archive(gathered, shelves, checked, resources, attempt)  # while others make shards and blocks
            beside, tables = files_beside(archive, site.forms, settings.templates)
            summaries = assembly.place_shards(coming) if shards.anew >= cores_for(jobs) else None
            # One more upload changes one shard: data files are made beside it, lest cores wait for it. All shards
            # fill the memory, and leave no core idle.
            data = assembly.begin_exports(blocks, beside, tables)
            begun.enter_context(closing(data.made))
            index = _write_search(summaries or assembly.place_shards(coming), site, assembly)
            stage.tell(reports=len(checked.documents))
        told = ledger.forgetting(archive.withheld)
        site = replace(site, archive=archive, ledger=told, **_search_addresses(index))
        site = _place_all(site, assets, assembly, gathered, data, beside, stages)
        with stages("links") as stage:
            with aside.tidying(LAST):
                problems = assembly.check(LAST, kept.ids)
            stage.tell(problems=len(problems))
        _write_accounts(out, site, stages.all, problems)
        built = Built(site.archive, out.count, out.size, problems, tuple(stages.all), (gathered, checked, assembly))
    kept.remember(out, _key_of(inputs, gathered, attempt), built.stages, built.summary)
    return built


def _key_of(inputs: Inputs, gathered: Gathered, attempt: Attempts) -> str:
    """The key under which the site is remembered; "" where something was lost that another try may make."""
    passing = any(item.doubt.passing for item in (*gathered.attention, *attempt.faults))
    return "" if passing else inputs.key


@contextmanager
def _counting(opened: AbstractContextManager[Stage], out: Output) -> Iterator[Stage]:
    """The stage that is ``opened``; as it ends it is told how many files it has placed."""
    before = out.count
    with opened as stage:
        yield stage
        stage.tell(**stage.counts, files=out.count - before)


def _archive(
    gathered: Gathered, shelves: Shelves, checked: CheckedReports, resources: Resources, attempt: Attempts
) -> Archive:
    """The archive of all reports that were checked."""
    lost = checked.lost | shelves.left_out
    return build_archive(
        without(gathered.corpus, lost),
        checked.results,
        gathered.attention,
        gathered.seen,
        resources.reader.gazetteer,
        attempt,
        checked.badges,
        checked.sentences,
        None if lost else shelves,
        checked.marks,
    )


@contextmanager
def gathered_lines(settings: Settings, progress: Progress, jobs: Jobs = None) -> Iterator[StoredLines]:
    """The lines of all reports as a build would publish them, while the block lasts; no site is made."""
    require_grounds(settings)
    resources, attempt, stages = load_resources(), Attempts(), Stages(progress)
    with in_use(settings.cache), scratch_folder("export") as folder:
        kept = Kept.beginning(settings.cache, folder)
        gathered = gather(settings, resources.reader, stages, attempt, jobs, kept)
        shelves = shelve(gathered.corpus, resources.reader.gazetteer, attempt)
        site = _site(settings, resources, (), Assets({}, {}))
        context = kept.collecting(site, settings, gathered.records)
        with stages("reports") as stage:
            parts = list(slices(gathered.corpus, shelves))
            found = [one for some in collect_rows(jobs_of(parts, gathered.digests), context, jobs) for one in some]
            stage.tell(reports=len(found))
        documents = tuple(document for _, document in found if document is not None)
        yield StoredLines(tuple(ref for ref, _ in found), documents, context.rows, context.documents)


def _place_all(
    site: Site,
    assets: Assets,
    assembly: Assembly,
    gathered: Gathered,
    data: ComingLevels,
    beside: Mapping[str, bytes],
    stages: Stages,
) -> Site:
    """Pages about many reports, and data files; those of the whole archive take longest, and few pages know of them.

    The site, which knows what was made, with what went wrong meanwhile among what needs attention."""
    with _counting(stages("data", "files"), assembly.out) as stage:
        stage.tally = data.tally
        parts = assembly.place_exports(islice(data.made, data.parts))
        site = replace(site, downloads=downloads(parts))
    with _counting(stages("pages", "pages"), assembly.out) as stage:
        _place_pages(site, assets, assembly, gathered, stage.tally)
    with _counting(stages("whole", "files"), assembly.out) as stage:
        stage.tally = data.whole_tally
        site = _place_whole([*parts, *assembly.place_exports(data.made)], beside, site, assembly)
    with _counting(stages("lists", "pages"), assembly.out) as stage:
        return _place_lists(site, assembly, stage.tally)


def _place_pages(site: Site, assets: Assets, assembly: Assembly, gathered: Gathered, tally: Tally) -> None:
    """All that is made from the whole archive, but for what lists its data files and what went wrong."""
    with assembly.making_lists(list(pages_of(site, LIST_PAGES, assembly.attempt)), site, tally):
        for path, data in assets.files.items():
            assembly.out.write(path, data)
        assembly.out.write("_redirects", redirect_file(site.archive.redirects))
        assembly.place_originals(original_files(site.archive), gathered.uploads)
        assembly.place_scans(gathered.digests, gathered.records)
        assembly.out.write(INDEX_JSON, index_json(site.archive, site.ledger, assembly.out.digests, site.license))
        assembly.out.write(CHANGES_JSON, changes_json(site.ledger))


def _place_whole(made: Sequence[LevelFiles], beside: Mapping[str, bytes], site: Site, assembly: Assembly) -> Site:
    """The files of the whole archive, and those ``beside`` them; the site, which knows all files that were made."""
    for name, data in beside.items():
        assembly.out.write(WHOLE.folder + name, data)
    assembly.out.write(WHOLE.folder + METADATA, metadata_file(about_archive(site)))
    return replace(site, data_files=list_data_files(made, site.archive.regions), downloads=downloads(made))


def _place_lists(site: Site, assembly: Assembly, tally: Tally) -> Site:
    """What is made last. The site, with what went wrong meanwhile among what needs attention."""
    site = replace(site, archive=with_faults(site.archive, assembly.attempt.faults))
    last = list(pages_of(site, LAST_PAGES, assembly.attempt))
    urls = sorted({*assembly.addresses, *(page.url for page in last)})
    with assembly.making_lists([*last, *machine_pages(site, urls)], site, tally):
        pass
    return site


def _write_accounts(out: Output, site: Site, stages: Sequence[Stage], problems: Sequence[Problem]) -> None:
    """What is counted and summed over all other files."""
    codes = [problem.code for problem in problems]
    out.write(BUILD_JSON, build_json(site.archive, site.forms, stages, codes, [*out.files, CHECKSUMS]))
    out.write(CHECKSUMS, checksums(out.digests))


def _write_search(shards: Sequence[ShardSummary], site: Site, assembly: Assembly) -> SearchIndex:
    """The files of the index above its shards, whose addresses are returned."""
    glossary = next((article.html for article in site.articles if article.path == GLOSSARY), "")
    top = build_top_level(shards, vocabulary(site.forms, site.catalogue, glossary))
    for path, data in top.files.items():
        assembly.out.write(FOLDER + path, data)
    return top


def _search_addresses(index: SearchIndex) -> dict[str, Any]:
    return {
        "search_manifest": f"/{FOLDER}{index.manifest}",
        "search_first": tuple(f"/{FOLDER}{path}" for path in index.first),
    }


def _site(settings: Settings, resources: Resources, articles: tuple[Article, ...], assets: Assets) -> Site:
    """What all pages share, without an archive."""
    return Site(
        archive=EMPTY,
        forms=resources.reader.forms,
        catalogue=resources.catalogue,
        articles=articles,
        title=settings.title,
        site_url=settings.site_url,
        license=settings.license,
        report_errors=settings.report_errors,
        assets=assets.urls,
        engine=assets.engine,
        stamp=version("gongkai"),
        examples=tuple(WorkedExample(one.tool, one.steps) for one in worked_examples()),
    )
