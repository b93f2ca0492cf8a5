"""The report page: its text and tables, the findings, and links to the characters everything was read from.

Longer than 250 lines: a third is the typed context of the page, a line for each thing the template shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from generator import labels
from generator.archive.types import Entry, OrganShelf
from generator.checks.at_least import at_least_words
from generator.corpus.copies import Relation
from generator.forms.loader import Form
from generator.model.doubts import Doubt
from generator.model.reports import Report
from generator.pages import wording
from generator.pages.badge_svg import Embed, embed
from generator.pages.badges import SealView, seals
from generator.pages.citation import Citation, citation, number_citation, report_work
from generator.pages.compare import MOST, compare_url
from generator.pages.feeds.addresses import new_feed
from generator.pages.gloss import glossed_label
from generator.pages.likeness.relatives import RelativeLine, cluster_links, relative_lines
from generator.pages.metadata_things import report_thing
from generator.pages.page import INDEX, Alternate, Frame, Link, Page
from generator.pages.report.annotations import CorrectionView, ReplyView, correction_views, reply_view
from generator.pages.report.figures import FigureView, figure_views
from generator.pages.report.findings import Findings, findings
from generator.pages.report.marking import marked_cells
from generator.pages.report.original import Anchors, OriginalLine
from generator.pages.report.prose import SectionView, section_views
from generator.pages.report.provenance import (
    Fact,
    FileView,
    evidence,
    facts,
    files,
    original_url,
    report_title,
)
from generator.pages.report.scan import Boxes, ScanView, scan_view, table_scan
from generator.pages.report.tables import NUMERALS, Leads, TableView, table_view
from generator.pages.reporting import finding_fault, number_fault
from generator.pages.site import HOME, Site
from generator.pages.terms import label_links
from generator.pages.unplaced import ROOT as UNPLACED


@dataclass(frozen=True, slots=True)
class DoubtView:
    """One place that could not be read with confidence."""

    message: str
    """What the trouble was; what would help stands on the page for uploaders."""
    kind: str
    """How loud it is, in words."""
    href: str
    """The place in the original; "" where it has none."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a report's numbers stand side by side with those of others."""

    previous: str
    """With the same organ's report before it; "" without one."""
    relatives: str
    """With the reports whose text is nearest, as many as stand side by side; "" without one."""


@dataclass(frozen=True, slots=True)
class Current:
    """The report that stands for organ and year, on the page of one that does not."""

    name: str
    url: str
    relation: str
    """What the page's own report is to it: see :class:`Relation`."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Context of report.html."""

    frame: Frame
    """Head, header and footer."""
    title: tuple[str, ...]
    """The printed title, or one of ours; in parts between which a line may best be broken."""
    title_printed: bool
    """Whether the title stands in the source."""
    title_href: str
    """Its characters in the original."""
    organ: Link | None
    """The organ's page; None where the report has no place."""
    year: str
    """Year in words."""
    form: str
    """Form in words."""
    seals: tuple[SealView, ...]
    """The badges."""
    findings: Findings
    """What the checks found."""
    sections: tuple[SectionView, ...]
    """The text by sections."""
    tables: Mapping[str, TableView]
    """The tables by key, for the places the sections name."""
    unread: tuple[str, ...]
    """Names of the tables that its year demands and that were not found in the source, where they may well be."""
    figures: tuple[FigureView, ...]
    """Numbers stated in running text."""
    doubts: tuple[DoubtView, ...]
    """Our own trouble with this upload."""
    scan: ScanView | None
    """What of it was read from pictures; None where nothing was."""
    lines: tuple[OriginalLine, ...]
    """The original with line numbers."""
    hidden: int
    """Characters of the original that are not shown."""
    facts: tuple[Fact, ...]
    """What is known of it, and where from."""
    evidence: tuple[tuple[str, str], ...]
    """What speaks for the place."""
    files: tuple[FileView, ...]
    """Its files."""
    source_url: str
    address_withheld: bool
    """Where it was published; "" where nobody noted it."""
    retrieved: str
    """When it was fetched, in words; may be empty."""
    note: str
    """What the one who uploaded it added; may be empty."""
    reply: ReplyView | None
    """What the organ answered, printed beside the findings."""
    corrections: tuple[CorrectionView, ...]
    """What was set by hand."""
    withheld: tuple[str, ...]
    """Why words or the file are kept back, a reason each."""
    data_url: str
    """Address of report.json."""
    reference: Citation
    """How to cite it."""
    of_number: Citation
    """How to cite one of its numbers: with gaps for what differs."""
    number_fault: str
    """Where an error in one of its numbers is reported: with gaps for what differs; "" where nobody said where."""
    citing: str
    """Address of the script that fills the gaps, and copies."""
    embed: Embed | None
    """How to show its badge elsewhere."""
    relatives: tuple[RelativeLine, ...]
    """The reports of other organs whose text is nearest, nearest first."""
    cluster: Link | None
    """The template it shares with others."""
    compared: str
    """With how many reports of other organs its text was compared, in words."""
    previous: Link | None
    """The same organ's report of the nearest earlier year held here."""
    beside: Beside
    """Where it stands side by side with others."""
    following: Link | None
    """The same organ's report of the nearest later year held here."""
    current: Current | None
    """On one that does not stand for its organ and year, the one that does."""
    versions: tuple[Link, ...]
    """Other files and versions of the same year."""


def report_pages(site: Site) -> Iterator[Page]:
    """One page a report, older versions included."""
    clusters = cluster_links(site.archive)
    for entry in site.archive.all:
        make = partial(_context, site, entry, clusters.get(entry.report.id))
        yield Page(entry.url.strip("/") + "/" + INDEX, "report.html", make)


def _context(site: Site, entry: Entry, cluster: Link | None) -> ReportPage:
    report = entry.body
    leads = Leads(Anchors(report.text, original_url(report.source)), Boxes(report.scan.pages))
    anchors, tables = leads.anchors, _table_views(site, entry, leads)
    title, work = report_title(report), report_work(site, entry)
    shelf, sidecar = site.archive.organs.get(report.organ.id), report.sidecar
    previous, following = _neighbours(site, entry)
    faults = partial(finding_fault, site.report_errors, title, site.full(entry.url))
    return ReportPage(
        frame=_frame(site, entry, title, shelf),
        title=_parts(title, report.organ.known_as or ""),
        title_printed=report.title is not None,
        title_href=anchors.href(report.title.span, "title") if report.title else "",
        organ=Link(shelf.name, shelf.url) if shelf else None,
        year=wording.year_name(report),
        form=wording.glossed_form(report),
        seals=seals(entry),
        findings=findings(entry, site.catalogue, anchors, site.archive.by_id, site.forms, faults),
        sections=section_views(report, tables, _form(site, report)),
        tables=tables,
        unread=_unread(site, report),
        figures=figure_views(report, anchors),
        doubts=tuple(_doubt(doubt, anchors) for doubt in report.doubts),
        facts=facts(report, anchors),
        evidence=evidence(report),
        files=files(report),
        source_url=_web_address(sidecar.source_url),
        address_withheld=sidecar.withholds("source_url"),
        retrieved=wording.day(sidecar.retrieved_on) if sidecar.retrieved_on else "",
        note=sidecar.note or "",
        reply=reply_view(sidecar),
        corrections=correction_views(report, site.forms),
        withheld=tuple(dict.fromkeys(item.why for item in sidecar.withhold)),
        data_url=f"{entry.url}report.json",
        reference=citation(work),
        of_number=number_citation(work),
        number_fault=number_fault(site.report_errors, title, site.full(entry.url)),
        citing=site.assets["cite.js"],
        embed=embed(site, entry),
        relatives=relative_lines(site.archive, entry),
        cluster=cluster,
        compared=at_least_words(site.archive.similarity.compared.get(report.id, 0)),
        previous=previous,
        beside=_beside(site, entry, previous),
        following=following,
        current=_current(entry),
        versions=tuple(_version(entry, url) for url in entry.versions),
        scan=scan_view(report, leads.boxes),
        lines=anchors.lines(),  # last: by now everything that points into the original has said so
        hidden=anchors.hidden,
    )


def _frame(site: Site, entry: Entry, title: str, shelf: OrganShelf | None) -> Frame:
    data = Alternate(f"{entry.url}report.json", "application/json", "本页的数据")
    return site.frame(
        entry.url,
        title,
        _description(entry),
        crumbs=_crumbs(shelf),
        area="regions",
        kind="article",
        alternates=(data, new_feed(shelf.name, shelf.url)) if shelf else (data,),
        about=(report_thing(site, entry, shelf),),
    )


def _table_views(site: Site, entry: Entry, leads: Leads) -> dict[str, TableView]:
    marks, terms = marked_cells(entry), label_links(site)
    return {
        key: replace(
            table_view(table, site.forms.table(table.number, table.form), leads, marks, terms),
            scan=table_scan(entry.body, key, table),
        )
        for key, table in entry.body.tables.items()
        if table is not None
    }


def _crumbs(shelf: OrganShelf | None) -> tuple[Link, ...]:
    if shelf is None:
        return (HOME, UNPLACED)
    return (HOME, *(Link(c.name, c.url) for c in shelf.crumbs), Link(shelf.name, shelf.url))


def _parts(title: str, organ: str) -> tuple[str, ...]:
    rest = title.removeprefix(organ)
    return (organ, rest) if organ and rest and rest != title else (title,)


def _unread(site: Site, report: Report) -> tuple[str, ...]:
    if report.year and report.year.value < min(form.first for form in site.forms.all):
        return ()
    read = {table.number for table in report.tables}
    return tuple(f"表{numeral}" for number, numeral in NUMERALS.items() if number not in read)


def _form(site: Site, report: Report) -> Form:
    """The form whose sections this report is laid out by."""
    used = [form.id for form in site.forms.all if form.id == report.format]
    return site.forms.get(used[0]) if used else site.forms.all[-1]


def _description(entry: Entry) -> str:
    report = entry.report
    seal = labels.SEALS["consistency"][entry.badges["consistency"].value] if "consistency" in entry.badges else None
    checked = f"核对结果：{seal.stamp}。" if seal else ""
    whose = f"{wording.organ_name(report)}{wording.year_name(report)}"
    return f"{whose}政府信息公开工作年度报告：三张统计表、正文、原文。{checked}"


def _doubt(doubt: Doubt, anchors: Anchors) -> DoubtView:
    return DoubtView(
        doubt.message,
        glossed_label(labels.LOUDNESS, doubt.loudness.value),
        anchors.href(doubt.span),
    )


def _neighbours(site: Site, entry: Entry) -> tuple[Link | None, Link | None]:
    shelf = site.archive.organs.get(entry.report.organ.id)
    year = entry.year
    if shelf is None or year is None:
        return None, None
    others = [(e.year, e.url) for e in shelf.entries if e.year is not None and e.year != year]
    before = max((pair for pair in others if pair[0] < year), default=None)
    after = min((pair for pair in others if pair[0] > year), default=None)
    return tuple(Link(f"{pair[0]} 年", pair[1]) if pair else None for pair in (before, after))  # type: ignore[return-value]


def _beside(site: Site, entry: Entry, previous: Link | None) -> Beside:
    found = (site.archive.by_id.get(one.other.id) for one in site.archive.similarity.relatives.get(entry.report.id, ()))
    nearest = [other.url for other in found if other][: MOST - 1]
    return Beside(
        compare_url(entry.url, previous.url) if previous else "",
        compare_url(entry.url, *nearest) if nearest else "",
    )


def _current(entry: Entry) -> Current | None:
    if not entry.is_version:
        return None
    url = entry.url.partition("versions/")[0]
    return Current("现行版本" if entry.relation is Relation.EARLIER else "本站采用的一份", url, entry.relation.value)


def _version(entry: Entry, url: str) -> Link:
    what = "同一份报告的另一个文件" if url in entry.copies else "同年另一版本"
    return Link(f"{what} {url.rstrip('/').rpartition('/')[2]}", url)


def _web_address(url: str | None) -> str:
    """Only what a browser may follow: a sidecar is an upload, too."""
    return url if url and url.startswith(("https://", "http://")) else ""
