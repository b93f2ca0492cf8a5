"""Two reports side by side, with shared passages marked and linked to the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.archive.types import Archive, Entry
from generator.corpus.masking import running_lines
from generator.corpus.measured import SHOWN_RUN, Relative
from generator.corpus.passages import passages
from generator.model.documents import Text
from generator.model.reports import Report
from generator.model.spans import DecodedSpan, Span
from generator.pages import wording
from generator.pages.compare import compare_url
from generator.pages.likeness.relatives import kept_pair, pair_url, run_words, share_words
from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.report.original import SHOWN
from generator.pages.site import HOME, Site


@dataclass(frozen=True, slots=True)
class PairPiece:
    """A run of a line."""

    text: str
    """The characters as they stand in the source."""
    href: str
    """The same passage on the other side; "" for what is not shared."""
    id: str
    """The passage's anchor, on its first piece; else ""."""


@dataclass(frozen=True, slots=True)
class PairLine:
    """A line of one of the texts."""

    number: int
    """In the source, from 1."""
    href: str
    """The line on the report's own page."""
    gap: bool
    """Whether lines before it (tables, headings) are left out."""
    pieces: tuple[PairPiece, ...]
    """Its characters in order."""


@dataclass(frozen=True, slots=True)
class PairSide:
    """One of the two."""

    key: str
    """a or b, with which its anchors begin."""
    report: Link
    """The report."""
    place: str
    """Names of the regions it stands in."""
    lines: tuple[PairLine, ...]
    """Its running text."""


@dataclass(frozen=True, slots=True)
class PairPage:
    """Context of pair.html."""

    frame: Frame
    """Head, header and footer."""
    sides: tuple[PairSide, PairSide]
    """In the order of their addresses."""
    share: str
    """Text in common, in percent of the shorter one."""
    run: str
    """The longest run in common, in words."""
    numbers: str
    """Where their numbers stand side by side."""
    passages: int
    """Passages that are marked."""
    shortest: int
    """Characters from which on a passage is marked."""


def pair_pages(site: Site) -> Iterator[Page]:
    """One page a report whose text F05 finds elsewhere: beside the report that it is most like."""
    for one, other, relative in pairs(site.archive):
        url = pair_url(one, other)
        yield Page(url.strip("/") + "/" + INDEX, "pair.html", partial(_context, site, url, one, other, relative))


def pairs(archive: Archive) -> Iterator[tuple[Entry, Entry, Relative]]:
    """Every such pair once, (first by address, second, what they have in common)."""
    seen: set[tuple[str, str]] = set()
    for entry in archive.all:
        relative = kept_pair(archive, entry)
        if relative is None:
            continue
        one, two = sorted((entry, archive.by_id[relative.other.id]), key=lambda e: e.url)
        if (one.url, two.url) not in seen:
            seen.add((one.url, two.url))
            yield one, two, relative


def _context(site: Site, url: str, one: Entry, other: Entry, relative: Relative) -> PairPage:
    found = passages(one.body, other.body)
    names = [f"{wording.organ_name(e.report)} {wording.year_name(e.report)}" for e in (one, other)]
    title = f"{names[0]}与{names[1]}报告的相同文字"
    description = f"两份政府信息公开工作年度报告并列，标出连续 {SHOWN_RUN} 字以上相同的段落。"
    sides = (
        _side("a", "b", names[0], one, [run.here for run in found]),
        _side("b", "a", names[1], other, [run.there for run in found]),
    )
    return PairPage(
        frame=site.frame(url, title, description, crumbs=(HOME, Link(names[0], one.url)), area="regions"),
        sides=sides,
        share=share_words(relative.containment),
        run=run_words(relative.longest_run),
        numbers=compare_url(one.url, other.url),
        passages=len(found),
        shortest=SHOWN_RUN,
    )


def _side(key: str, opposite: str, name: str, entry: Entry, spans: Sequence[DecodedSpan]) -> PairSide:
    report = entry.report
    marks = sorted((span, number) for number, span in enumerate(spans, 1))
    place = " ".join(report.place.names) if report.place.known else "地区不明"
    return PairSide(key, Link(name, entry.url), place, tuple(_lines(key, opposite, entry, marks)))


def _lines(key: str, opposite: str, entry: Entry, marks: Sequence[tuple[DecodedSpan, int]]) -> Iterator[PairLine]:
    text = entry.body.text
    before = text.above
    marked: set[int] = set()
    for number in sorted(_numbers(entry.body)):
        line = _line(text, number)
        skipped = text.decoded[text.line_starts[before - text.above] : line.start] if number > before + 1 else ""
        href = f"{entry.url}#L{number}" if line.start < SHOWN else entry.url
        pieces = tuple(_pieces(key, opposite, text.decoded, line, marks, marked))
        yield PairLine(number, href, bool(skipped.strip()), pieces)
        before = number


def _numbers(report: Report) -> set[int]:
    """The lines of running text. A shared passage may run on behind a table, whose rows are no part of it."""
    text = report.text
    found: set[int] = set()
    for span in (text.back(line.span) for line in running_lines(report)):
        found.update(range(text.line_of(span.start), text.line_of(max(span.start, span.end - 1)) + 1))
    return {number for number in found if _line(text, number).of(text.decoded).strip()}


def _line(text: Text, number: int) -> DecodedSpan:
    """The characters of a line, without the end of it."""
    starts, at = text.line_starts, number - text.above
    return DecodedSpan(Span(starts[at - 1], starts[at] - 1 if at < len(starts) else len(text.decoded)))


def _pieces(
    key: str, opposite: str, decoded: str, line: DecodedSpan, marks: Sequence[tuple[DecodedSpan, int]], marked: set[int]
) -> Iterator[PairPiece]:
    """The line cut at the passages that run through it; ``marked`` are those whose anchor stands already."""
    at = line.start
    for span, number in marks:
        start, end = max(span.start, at), min(span.end, line.end)
        # A passage that runs on from the line before is not marked where this one is only set in.
        start = end - len(decoded[start:end].lstrip())
        if start >= end:
            continue
        if start > at:
            yield PairPiece(decoded[at:start], "", "")
        yield PairPiece(decoded[start:end], f"#{opposite}{number}", "" if number in marked else f"{key}{number}")
        marked.add(number)
        at = end
    if at < line.end:
        yield PairPiece(decoded[at : line.end], "", "")
