"""Templates: a page for each group of reports whose texts are near copies of one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.archive.types import Archive, Entry
from generator.corpus.similarity import NEAR_COPY, Cluster
from generator.pages import wording
from generator.pages.likeness.relatives import cluster_url, kept_pair, pair_url, run_words, share_words
from generator.pages.listing import EntryLine, entry_line, newest_first
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.region.page import year_span
from generator.pages.site import HOME, Site


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A template in a list."""

    url: str
    """Its page."""
    name: str
    """Its oldest report, in words."""
    reports: int
    """Reports that share it."""
    years: str
    """The years they are about, in words."""


@dataclass(frozen=True, slots=True)
class Member:
    """One report of a template."""

    line: EntryLine
    """The report."""
    nearest: str
    """Whom in the group it resembles most."""
    share: str
    """Text in common with that one, in percent; "" where it was not measured among the nearest."""
    run: str
    """The longest run in common with that one, in words."""
    pair: str
    """Both texts side by side; "" where the two have no page of their own."""


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """Context of cluster.html."""

    frame: Frame
    """Head, header and footer."""
    line: ClusterLine
    """Size and years."""
    limit: str
    """From how much text in common on reports are joined, in percent."""
    members: tuple[Member, ...]
    """Newest first."""


def cluster_pages(site: Site) -> Iterator[Page]:
    """``/checks/F05/clusters/<sha8>/``: one page a template."""
    for cluster, entries in _clusters(site.archive):
        url = cluster_url(cluster)
        line = _line(cluster, entries)
        crumbs = (HOME, Link("核对", "/checks/"), Link("F05", "/checks/F05/"))
        title = f"{line.reports} 份文字大体相同的报告"
        description = f"{title}：{line.name}等，{line.years} 年。逐份列出相同文字的比例。"
        frame = site.frame(url, title, description, crumbs=crumbs, area="checks")
        yield Page(url.strip("/") + "/" + INDEX, "cluster.html", partial(_context, site, frame, line, entries))


def _context(site: Site, frame: Frame, line: ClusterLine, entries: Sequence[Entry]) -> ClusterPage:
    ids = {entry.report.id: entry for entry in entries}
    return ClusterPage(
        frame=frame,
        line=line,
        limit=f"{NEAR_COPY:.0%}",
        members=tuple(_member(site.archive, entry, ids) for entry in newest_first(entries)),
    )


def cluster_lines(archive: Archive) -> tuple[ClusterLine, ...]:
    """All templates, the largest first."""
    lines = [_line(cluster, entries) for cluster, entries in _clusters(archive)]
    return tuple(sorted(lines, key=lambda line: (-line.reports, line.url)))


def _clusters(archive: Archive) -> Iterator[tuple[Cluster, list[Entry]]]:
    for cluster in archive.similarity.clusters:
        entries = [archive.by_id[r.id] for r in cluster.reports if r.id in archive.by_id]
        if len(entries) > 1:
            yield cluster, entries


def _line(cluster: Cluster, entries: list[Entry]) -> ClusterLine:
    oldest = newest_first(entries)[-1].report
    years = [entry.year for entry in entries if entry.year is not None]
    name = f"{wording.organ_name(oldest)} {wording.year_name(oldest)}"
    return ClusterLine(cluster_url(cluster), name, len(entries), year_span(years))


def _member(archive: Archive, entry: Entry, members: Mapping[str, Entry]) -> Member:
    near = next((r for r in archive.similarity.relatives.get(entry.report.id, ()) if r.other.id in members), None)
    if near is None:
        return Member(entry_line(entry), "", "", "", "")
    other = members[near.other.id]
    name = f"{wording.organ_name(other.report)} {wording.year_name(other.report)}"
    pair = pair_url(entry, other) if kept_pair(archive, entry) is near else ""
    return Member(entry_line(entry), name, share_words(near.containment), run_words(near.longest_run), pair)
