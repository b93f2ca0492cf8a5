"""What is told of a report that was checked: its results in short, and where the larger things made of it lie."""

from __future__ import annotations

from functools import partial

from generator.archive.types import Entry
from generator.attempts import Attempts, Step
from generator.cache import ByteStore
from generator.corpus.sentences import sentences
from generator.exports.levels import RowsRef
from generator.exports.rows import RowContext, filed_under, report_rows
from generator.pages.site import Site
from generator.search.entries import search_document
from generator.search.words import indexed_report
from generator.workers.coding import ENCODER
from generator.workers.made import CheckedReport, DocumentRef, kept_result
from generator.workers.stored_rows import store_rows


def told(entry: Entry, site: Site, documents: ByteStore, rows: ByteStore, attempt: Attempts) -> CheckedReport:
    """What the rest of the archive needs of ``entry``; what is larger is put into the stores."""
    path, document, lines = entry.report.source.path, None, None
    if not entry.is_version:
        document = attempt(Step.SEARCH, path, partial(_document, entry, documents))
        lines = attempt(Step.FILE, path, partial(_rows, entry, site, rows))
    of_template = any(
        entry.report.id == one.id for cluster in site.archive.similarity.clusters for one in cluster.reports
    )
    found = attempt(Step.PAGE, path, partial(sentences, entry.body)) if of_template else ()
    results = tuple(map(kept_result, entry.results))
    return CheckedReport(entry.report.id, results, entry.badges, document, lines, found or ())


def _document(entry: Entry, documents: ByteStore) -> DocumentRef:
    """What search knows of a report, put into the store; its words, too, so that a shard that is made anew for one more
    report need not look for those of all others."""
    document = search_document(entry)
    data = ENCODER.encode(indexed_report(document))
    key = documents.put_content(data)
    return DocumentRef(document.url, document.region, key, sum(len(one.text) for one in document.passages))


def _rows(entry: Entry, site: Site, store: ByteStore) -> RowsRef:
    """The report's lines for data files, put into the store."""
    rows = report_rows(entry, RowContext(site.forms, site.catalogue, site.site_url))
    return store_rows(entry.url, filed_under(entry.url), entry.year, rows, store)
