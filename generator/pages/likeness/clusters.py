"""Templates: a page for each group of reports whose texts are near copies of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.archive.types import Archive, Entry
from generator.corpus.clusters import Cluster
from generator.corpus.measured import NEAR_COPY
from generator.pages import wording
from generator.pages.likeness.relatives import cluster_url, kept_pair, pair_url, run_words, share_words
from generator.pages.likeness.shared import SharedPassages, shared_passages
from generator.pages.listing import EntryLine, entry_line, newest_first
from generator.pages.lists import PartLine, page_links
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.parts import Part, Way, below, parted, region_and_year_way, region_way
from generator.pages.region.page import year_span
from generator.pages.site import HOME, Site

CLUSTERS = "/checks/F05/clusters/"
LIST = "同一模板的报告"
CRUMBS = (HOME, Link("核对", "/checks/"), Link("F05", "/checks/F05/"))


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
    parts: tuple[PartLine, ...]
    """Regions with pages of their own, where it has too many reports for this one."""
    members: tuple[Member, ...]
    """Those that stand here, newest first."""
    pages: tuple[Link, ...]
    """Further pages of the same."""
    shared: SharedPassages
    """What they print alike; on the first of its pages alone."""


@dataclass(frozen=True, slots=True)
class ClustersPage:
    """Context of clusters.html."""

    frame: Frame
    """Head, header and footer."""
    count: int
    """Templates in this part of the list."""
    parts: tuple[PartLine, ...]
    """Regions with pages of their own, where there are too many for this one."""
    clusters: tuple[ClusterLine, ...]
    """Those that stand here, the largest first."""
    pages: tuple[Link, ...]
    """Further pages of the same."""


def cluster_pages(site: Site) -> Iterator[Page]:
    """``/checks/F05/clusters/<sha8>/``, a page a template, and their list: ``/checks/F05/clusters/``."""
    archive = site.archive
    listed: dict[str, tuple[ClusterLine, Way]] = {}
    for cluster, entries in _clusters(archive):
        line = _line(cluster, entries)
        listed[line.url] = line, region_way(archive, entries[0])
        ids = {entry.report.id: entry for entry in entries}
        root = parted(newest_first(entries), partial(region_and_year_way, archive), line.url)
        for part in (root, *below(root)):
            yield _page(part.url, "cluster.html", partial(_context, site, line, part, ids))
    lines = _largest_first(line for line, _ in listed.values())
    whole = parted(lines, lambda line: listed[line.url][1], CLUSTERS)
    for some in (whole, *below(whole)):
        yield _page(some.url, "clusters.html", partial(_list_context, site, some))


def _page(url: str, template: str, make: Callable[[], Any]) -> Page:
    return Page(url.strip("/") + "/" + INDEX, template, make)


def _context(site: Site, line: ClusterLine, part: Part[Entry], ids: Mapping[str, Entry]) -> ClusterPage:
    title = f"{line.reports} 份文字大体相同的报告" + (f"：{part.name}" if part.name else "")
    description = f"{title}：{line.name}等，{line.years} 年。列出各份都有的文字，由谁在哪一年写下。"
    top = (Link(line.name + "等", line.url),) if part.name else ()
    crumbs = (*CRUMBS, Link(LIST, CLUSTERS), *top, *part.above)
    return ClusterPage(
        frame=site.frame(part.url, title, description, crumbs=crumbs, area="checks"),
        line=line,
        limit=f"{NEAR_COPY:.0%}",
        parts=tuple(PartLine(one.name, one.url, len(one.items), ()) for one in part.parts),
        members=tuple(_member(site.archive, entry, ids) for entry in part.own),
        pages=page_links(part),
        shared=shared_passages(list(ids.values()) if part.url == line.url else (), site.archive.sentences),
    )


def _list_context(site: Site, part: Part[ClusterLine]) -> ClustersPage:
    title = LIST + (f"：{part.name}" if part.name else "")
    description = f"{title}：正文彼此大体相同的政府信息公开工作年度报告，{len(part.items)} 组。"
    crumbs = (*CRUMBS, Link(LIST, CLUSTERS), *part.above) if part.name else CRUMBS
    return ClustersPage(
        frame=site.frame(part.url, title, description, crumbs=crumbs, area="checks"),
        count=len(part.items),
        parts=tuple(PartLine(one.name, one.url, len(one.items), ()) for one in part.parts),
        clusters=part.own,
        pages=page_links(part),
    )


def cluster_lines(archive: Archive) -> tuple[ClusterLine, ...]:
    """All templates, the largest first."""
    return _largest_first(_line(cluster, entries) for cluster, entries in _clusters(archive))


def _largest_first(lines: Iterable[ClusterLine]) -> tuple[ClusterLine, ...]:
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
