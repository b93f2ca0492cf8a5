"""The reports whose text resembles a report's, and the template it may belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.archive.types import Archive, Entry
from generator.corpus.clusters import Cluster
from generator.corpus.measured import SHORTEST_MEASURED, Relative
from generator.model.documents import digest_of
from generator.model.reports import ReportIdentity
from generator.model.results import Verdict
from generator.pages import wording
from generator.pages.page import Link

TEXT_REUSE = "F05"
"""The check that compares a report's text with those of other organs."""


@dataclass(frozen=True, slots=True)
class RelativeLine:
    """Another organ's report and how much text it has in common."""

    url: str
    """Its page."""
    organ: str
    """Who wrote it."""
    year: str
    """The year it is about, in words."""
    place: str
    """Names of the regions it stands in."""
    share: str
    """Which part of the shorter text the other holds too, in percent."""
    run: str
    """The longest run of characters in common, in words."""
    tone: str
    """doubt where the two are alike, else ""."""
    pair: str
    """The page with both texts side by side; "" for all but the one that the report is shown beside."""


def relative_lines(archive: Archive, entry: Entry) -> tuple[RelativeLine, ...]:
    """The nearest reports of other organs, nearest first."""
    found = archive.similarity.relatives.get(entry.report.id, ())
    beside = kept_pair(archive, entry)
    return tuple(_line(entry, archive.by_id[r.other.id], r, r is beside) for r in found if r.other.id in archive.by_id)


def cluster_links(archive: Archive) -> Mapping[str, Link]:
    """Report id → the template that it shares with others."""
    return {
        report.id: Link("文字大体相同的多份报告", cluster_url(cluster))
        for cluster in archive.similarity.clusters
        for report in cluster.reports
    }


def cluster_url(cluster: Cluster) -> str:
    """``/checks/F05/clusters/<sha8 of its first report>/``."""
    return f"/checks/F05/clusters/{_sha8(cluster.reports[0], cluster.id)}/"


def pair_url(one: Entry, other: Entry) -> str:
    """The same for both: below the report whose address comes first, ``…/2020/pairs/<sha8 of the other>/``.

    Below a report, since no folder of the host may hold one entry for every pair of a large archive.
    """
    first, second = sorted((one, other), key=lambda entry: entry.url)
    return f"{first.url}pairs/{_sha8(second.report, second.report.id)}/"


def kept_pair(archive: Archive, entry: Entry) -> Relative | None:
    """The relative that a report is shown beside: the nearest that F05 finds alike. None where F05 finds none.

    One a report, since each has several relatives and all their pairs were two thirds of the site's pages.
    """
    result = entry.result(TEXT_REUSE)
    if result is None or result.verdict is not Verdict.FAIL:
        return None
    found = archive.similarity.relatives.get(entry.report.id, ())
    return next((r for r in found if r.alike and r.other.id in archive.by_id), None)


def run_words(length: int) -> str:
    """``312 字``; shorter runs than are measured occur between any two texts."""
    return f"{length} 字" if length else f"不足 {SHORTEST_MEASURED} 字"


def share_words(share: float) -> str:
    """``77.9%``, cut so that what lies below a limit is never shown as reaching it."""
    return f"{int(share * 1000 + 1e-9) / 10:.1f}%"


def _line(entry: Entry, other: Entry, relative: Relative, beside: bool) -> RelativeLine:
    report = other.report
    return RelativeLine(
        url=other.url,
        organ=wording.organ_name(report),
        year=wording.year_name(report),
        place=" ".join(report.place.names) if report.place.known else "地区不明",
        share=share_words(relative.containment),
        run=run_words(relative.longest_run),
        tone="doubt" if relative.alike else "",
        pair=pair_url(entry, other) if beside else "",
    )


def _sha8(report: ReportIdentity, id_: str) -> str:
    return digest_of(report.sources)[:8] + id_[16:]  # a file may hold several reports
