"""Rows of metadata around a report: labels with their values, as web sites and crawlers print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from generator.model.spans import DecodedSpan
from generator.reading.identity.wording import IdentityWording
from generator.text.folding import half_width, without_blanks

LONGEST = 240
"""Characters of a line of metadata."""
WORDS_BEFORE = 4
"""Characters that may stand before the first label; more are a sentence, or a title with its date behind it."""
DAY_BEFORE = re.compile(
    r"^[\s(（]*(\d{4}\s*[-—/.年]\s*\d{1,2}\s*[-—/.月]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)[\s)）]*"
)
"""A day, with or without the time, before the first label of a row: it is when the page was published."""
SITE = re.compile(r"^[^。，]{0,40}(?:网站|门户|网|\.gov\.cn|\.com)[^。，]{0,10}$")
"""A site's name before the labels of its row."""
NAMES_REPORT = re.compile(r"^[^。]{0,50}信息公开[^。]{0,20}(?:报告|年报|统计表)[^。]{0,12}$")
"""What follows a short label (标题 …) that needs no mark: the name of a report."""
TRIM = " \u3000\xa0\t|｜:：【】[]"


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """One label with its value. ``field`` is a key of wording.yaml's ``rows``."""

    field: str
    label: str
    value: str
    span: DecodedSpan
    """Of the value, in the decoded text; of the whole line where the page around the report holds it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value in a line, ``start`` characters from its beginning."""

    field: str
    label: str
    value: str
    start: int


def read_rows(line: str, wording: IdentityWording, among_rows: bool = False) -> list[Labelled]:
    """What the labels of a line say; nothing where the line is no row of metadata.

    ``among_rows``: the line before is one, so a short label counts without a mark behind it.
    """
    if len(line) > LONGEST or wording.breadcrumb_start.search(line.strip()):
        return []
    day = DAY_BEFORE.match(half_width(line))
    begin = day.end() if day else 0
    matches = _labels(line[begin:], wording, among_rows)
    if not matches:
        return []
    found = [Labelled("dated", "", day[1], day.start(1))] if day else []
    before = line[begin : begin + matches[0].start()]
    if len(before.strip(TRIM)) > WORDS_BEFORE and not SITE.search(before):
        return []
    for match, after in zip_longest(matches, matches[1:]):
        label = without_blanks(match["label"])
        start = begin + match.end()
        value = line[start : begin + after.start() if after else len(line)]
        lead = len(value) - len(value.lstrip(TRIM))
        found.append(Labelled(wording.row_fields[label], label, value.strip(TRIM), start + lead))
    return found


def label_alone(line: str, wording: IdentityWording) -> str:
    """The label that is all of a line (标题: or 标　题), without blanks; "" where none is."""
    label = without_blanks(line.strip(TRIM))
    return label if label in wording.row_fields and len(line.strip()) <= len(label) * 4 + 4 else ""


def days_of(rows: Iterable[MetadataRow], wording: IdentityWording) -> Iterator[MetadataRow]:
    """Rows that may tell the day of publication, the most telling first."""
    listed = list(rows)
    for field in wording.published_by:
        yield from (row for row in listed if row.field == field and any(c.isdigit() for c in half_width(row.value)))


def _labels(line: str, wording: IdentityWording, among_rows: bool) -> list[re.Match[str]]:
    """The labels of a line. One without a mark counts at its start, or where another one went before."""
    found: list[re.Match[str]] = []
    for match in wording.row_label.finditer(line):
        marked = any(mark in match["mark"] for mark in ":：|｜\t")
        first = not line[: match.start()].strip(TRIM)
        spaced = re.search(r"\s", match["label"].strip()) is not None
        telling = len(without_blanks(match["label"])) >= 3 or spaced or among_rows
        telling = telling or bool(NAMES_REPORT.search(without_blanks(line[match.end() :])))
        if marked or ((first or found) and match["mark"] and telling):
            found.append(match)
    return found
