"""The steps of a build in order: uploads, reports, archive, pages, site. No logic of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version

from generator.archive.build import build_archive, with_faults
from generator.archive.lineage import redirect_file
from generator.archive.types import Archive
from generator.attempts import Attempts, Step
from generator.cache import ByteStore
from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus
from generator.exports import FAILED, data_files
from generator.inspection import Resources, load_resources
from generator.pages import all_pages
from generator.pages.attention import ATTENTION, attention_pages
from generator.pages.markdown import Article, in_order
from generator.pages.site import Site
from generator.progress import Progress
from generator.publish.assets import Assets, fingerprint, read_assets
from generator.publish.grounds import require_grounds
from generator.publish.making import made, rendered
from generator.publish.output import Output
from generator.publish.render import Renderer
from generator.publish.sitecheck import Problem, check
from generator.search.documents import SearchDocument
from generator.search.entries import search_document
from generator.search.guide import GLOSSARY, vocabulary
from generator.search.indexing import SearchIndex, build_index
from generator.search.store import Store
from generator.settings import Settings
from generator.sources.articles import read_articles
from generator.sources.discover import discover
from generator.workers import distinct, originals, read_uploads

RECORDS_KEPT = 10_000
"""Records kept beside twice those of this build: of other branches, of other folders of content."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made. ``problems`` are ours: pages that do not hold together."""

    archive: Archive
    files: int
    size: int
    problems: tuple[Problem, ...]


def gather(
    settings: Settings,
    resources: Resources,
    progress: Progress,
    attempt: Attempts | None = None,
    jobs: int | None = None,
) -> tuple[Archive, Mapping[str, bytes]]:
    """Everything in content/reports as an archive, and the originals by sha256. ``attempt`` notes faults of ours."""
    attempt = attempt or Attempts()
    with progress.stage("reading") as say:
        found = discover(settings.reports)
        uploads = progress.track(found.uploads, "reading")
        store = ByteStore(settings.cache / "records") if settings.cache else None
        read = list(read_uploads(uploads, resources.reader, jobs, store))
        if store is not None:
            store.trim(RECORDS_KEPT + 2 * len(read))
        reports, repeated = distinct(read)
        say(f"{len(found.uploads)} uploads, {len(reports)} reports")
    with progress.stage("checking") as say:
        corpus = build_corpus(reports, attempt)
        results = {
            report.id: check_report(Subject(report, corpus, resources.reader.forms), resources.catalogue, attempt)
            for report in progress.track(corpus.reports, "checking")
        }
        say(f"{sum(len(r) for r in results.values())} verdicts")
    attention = [*found.attention, *(a for result in read for a in result.attention), *repeated]
    archive = build_archive(corpus, results, attention, len(found.uploads), resources.reader.gazetteer, attempt)
    return archive, originals(read)


def build(settings: Settings, progress: Progress, jobs: int | None = None, resources: Resources | None = None) -> Built:
    """Build the site into ``settings.output``; it is switched over in one step once all is written and checked.

    ``jobs`` processes read at once, by default one a core; the site is the same. ``resources`` are those that ship
    with the package, unless others are given.
    """
    require_grounds(settings)
    resources = resources or load_resources()
    attempt = Attempts()
    archive, files = gather(settings, resources, progress, attempt, jobs)
    articles = in_order(read_articles(settings.articles))
    with Output(settings.output, {"reports": len(archive.entries), "pages": len(articles)}) as out:
        with progress.stage("search") as say:
            documents = _documents(archive, attempt)
            index = _write_search(documents, settings, resources, articles, out)
            say(f"{len(documents)} reports, {len(index.files)} files")
        with progress.stage("pages") as say:
            before = out.count
            assets = fingerprint(read_assets(settings.templates / "assets"))
            site = _site(settings, resources, archive, articles, assets, index)
            renderer = Renderer(settings.templates)
            _write_pages(site, assets, renderer, out, progress, attempt)
            say(f"{out.count - before} files")
        with progress.stage("data") as say:
            before = out.count
            for path, data in made(data_files(archive, resources.reader.forms, files), FAILED, attempt):
                out.write(path, data)
            # Last, since it lists what went wrong with all others.
            archive = with_faults(archive, attempt.faults)
            for path, data in rendered(attention_pages(replace(site, archive=archive)), site, renderer, attempt):
                out.write(path, data)
            say(f"{out.count - before} files")
        with progress.stage("links") as say:
            problems = check(out.root, settings.site_url)
            say(f"{len(problems)} problems")
        return Built(archive, out.count, out.size, problems)


def _documents(archive: Archive, attempt: Attempts) -> list[SearchDocument]:
    """What search knows of each report; one for which that fails is left out, and ``attempt`` notes it."""
    tried = (
        attempt(Step.SEARCH, entry.report.source.path, partial(search_document, entry)) for entry in archive.entries
    )
    return [document for document in tried if document is not None]


def _write_search(
    documents: Sequence[SearchDocument],
    settings: Settings,
    resources: Resources,
    articles: Sequence[Article],
    out: Output,
) -> SearchIndex:
    glossary = next((article.html for article in articles if article.path == GLOSSARY), "")
    words = vocabulary(resources.reader.forms, resources.catalogue, glossary)
    store = Store(settings.cache / "search") if settings.cache else None
    index = build_index(documents, settings.shard_size, words, store)
    for path, data in index.files.items():
        out.write(f"search/index/{path}", data)
    return index


def _site(
    settings: Settings,
    resources: Resources,
    archive: Archive,
    articles: tuple[Article, ...],
    assets: Assets,
    index: SearchIndex,
) -> Site:
    return Site(
        archive=archive,
        forms=resources.reader.forms,
        catalogue=resources.catalogue,
        articles=articles,
        title=settings.title,
        site_url=settings.site_url,
        assets=assets.urls,
        search_manifest=f"/search/index/{index.manifest}",
        search_first=tuple(f"/search/index/{path}" for path in index.first),
        stamp=version("gongkai"),
    )


def _write_pages(
    site: Site, assets: Assets, renderer: Renderer, out: Output, progress: Progress, attempt: Attempts
) -> None:
    """Assets, every page but /attention/, and the redirects."""
    for path, data in assets.files.items():
        out.write(path, data)
    pages = [page for page in all_pages(site, attempt) if not page.path.startswith(ATTENTION)]
    for path, data in rendered(progress.track(pages, "pages"), site, renderer, attempt):
        out.write(path, data)
    out.write("_redirects", redirect_file(site.archive.redirects))
