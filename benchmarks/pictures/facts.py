"""What a report says of itself, as it was drawn, and what was read of that."""

from __future__ import annotations

import re
from collections import Counter

from benchmarks.corpus.document import Document
from benchmarks.corpus.identity import Identity
from generator.model.places import Confidence
from generator.model.reports import Report
from generator.text.folding import half_width, without_blanks

Facts = dict[str, str | None]
NAMES = ("title", "year", "organ", "place", "signed", "published")
SIGNED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
PUBLISHED = re.compile(r"发布(?:日期|时间):(\d{4})-(\d{1,2})-(\d{1,2})")
COUNTY = 6
"""Digits of a county's code: a department has its county's."""
UNREAD = "\ufffd"


def facts_of(identity: Identity, document: Document, *, sure: bool = False) -> Facts:
    """The facts that are printed; None where one is not. ``sure``: the organ is the one that the title names."""
    words = [half_width(block.text) for block in document.blocks]
    published = [match for match in map(PUBLISHED.search, words) if match]
    signed = [match for match in (SIGNED.search(without_blanks(line)) for line in identity.signature) if match]
    return {
        "title": plain("".join(identity.title)) or None,
        "year": str(identity.year),
        "organ": identity.name if sure else identity.organ.value,
        "place": identity.chain.code,
        "signed": _day(signed[-1]) if signed else None,
        "published": _day(published[0]) if published else None,
    }


def _day(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def plain(title: str) -> str:
    """A title without what its setting makes of it."""
    return without_blanks(half_width(title))


def told(report: Report | None) -> Facts:
    """The facts of ``report``. A title with characters that were not read is none."""
    if report is None:
        return dict.fromkeys(NAMES)
    title = plain(report.title.value) if report.title else ""
    signed, published = report.dates.signed, report.dates.published
    return {
        "title": title if title and UNREAD not in title else None,
        "year": str(report.year.value) if report.year else None,
        "organ": report.organ.name or None,
        "place": report.place.code or None,
        "signed": signed.value.isoformat() if signed else None,
        "published": published.value.isoformat() if published else None,
    }


def count_facts(report: Report | None, true: Facts) -> tuple[dict[str, Counter[str]], list[str]]:
    """Of each fact whether it is ``right``, ``untrue``, untrue and said to be sure (``surely``), or ``missing``; and a
    line for whatever is untrue. All but places are either sure or not said."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    wrong: list[str] = []
    sure = report is not None and report.place.confidence is Confidence.HIGH
    for name, said in told(report).items():
        printed = true[name]
        if said is None:
            counts[name]["missing"] += printed is not None
        elif printed == said or (name == "place" and _holds(said, printed)):
            counts[name]["right"] += 1
        elif printed is None:
            counts[name]["unasked"] += 1
        else:
            high = name != "place" or sure
            counts[name]["untrue"] += 1
            counts[name]["surely"] += high
            wrong.append(f"{name}\t{printed}\t{said}\t{'surely' if high else 'doubtfully'}")
    return counts, wrong


def _holds(code: str, town: str | None) -> bool:
    """Is ``code`` the county of ``town``?"""
    return town is not None and len(code) >= COUNTY and town.startswith(code)
