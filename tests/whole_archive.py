"""All of content/reports as an archive that holds every body, made in this process: what a build parts into slices."""

from __future__ import annotations

from generator.archive.build import build_archive
from generator.archive.types import Archive
from generator.checks import check_report
from generator.checks.base import Subject
from generator.corpus import build_corpus
from generator.settings import Settings
from generator.sources.discover import discover
from generator.workers.uploads import distinct, read_upload
from tests.inspecting import resources


def whole_archive(settings: Settings) -> Archive:
    """The archive of the reports in ``settings.reports``."""
    reader, catalogue = resources().reader, resources().catalogue
    found = discover(settings.reports)
    read, repeated = distinct([read_upload(upload, reader) for upload in found.uploads])
    reports = [report for one in read for report in one.reports]
    corpus = build_corpus(reports)
    results = {report.id: check_report(Subject(report, corpus, reader.forms), catalogue) for report in reports}
    attention = [*found.attention, *(item for one in read for item in one.attention), *repeated]
    return build_archive(corpus, results, attention, len(found.uploads), reader.gazetteer)
