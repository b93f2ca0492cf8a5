"""Ways to cite a report, the archive, or one number, in the formats that writers and their programs use.

A number is cited by a pattern: the report's citation with gaps in 【】 for what differs from number to number. A script
on the page fills them (``cite.js``); whoever has none can do so by hand.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from generator.archive.types import Entry
from generator.pages import wording
from generator.pages.report.provenance import report_title
from generator.pages.site import Site

ACCESSED = "【引用日期】"
"""Stands where the day belongs on which the reader looked, which no page knows; the script fills it in as it copies."""
ADDRESS = "【地址】"
NUMBER = "【栏目】：【数字】，原文第 【行号】 行“【该行文字】”"
"""What is said of one number, with gaps."""
_SPECIAL = re.compile(r"[\\{}%&#$_^~]")
_COMMANDS = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


class Kind(Enum):
    """What is cited, as each format calls it: GB/T 7714, BibTeX, RIS, CSL."""

    REPORT = ("R/OL", "techreport", "RPRT", "report")
    DATABASE = ("DB/OL", "misc", "DATA", "dataset")

    def __init__(self, gbt: str, bibtex: str, ris: str, csl: str) -> None:
        self.gbt = gbt
        self.bibtex = bibtex
        self.ris = ris
        self.csl = csl


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited. ``note`` is what tells this very text from any other, ``place`` a place within it."""

    kind: Kind
    key: str
    author: str
    title: str
    issued: date | None
    url: str
    archive: str
    note: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class CitationForm:
    """A citation in one format."""

    key: str
    """gbt, plain, bibtex, ris or csl: how what is filled in is to be escaped."""
    name: str
    """What the format is called."""
    text: str
    """The citation."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing in all formats."""

    first: CitationForm
    """The one that is shown."""
    others: tuple[CitationForm, ...]
    """Those that are shown on demand."""


def report_work(site: Site, entry: Entry) -> Work:
    """A report. Its author is the organ; persons are never named."""
    report = entry.report
    dated = report.dates.published or report.dates.signed
    return Work(
        kind=Kind.REPORT,
        key="gongkai-" + entry.url.strip("/").replace("/", "-"),
        author=wording.organ_name(report),
        title=report_title(report),
        issued=dated.value if dated else None,
        url=site.full(entry.url),
        archive=site.title,
        note=f"{'遮盖后文字' if report.sidecar.withhold else '原件'} SHA-256 {report.source.sha256}",
    )


def archive_work(site: Site) -> Work:
    """The archive as a whole, as it is now."""
    return Work(
        kind=Kind.DATABASE,
        key="gongkai",
        author=site.title,
        title="政府信息公开工作年度报告档案",
        issued=None,
        url=site.full("/"),
        archive=site.title,
        note=f"档案内容校验值 {site.archive.digest}",
    )


def citation(work: Work) -> Citation:
    """``work`` in all formats."""
    return Citation(
        CitationForm("gbt", "GB/T 7714", _gbt(work)),
        (
            CitationForm("plain", "文字", _plain(work)),
            CitationForm("bibtex", "BibTeX", _bibtex(work)),
            CitationForm("ris", "RIS", _ris(work)),
            CitationForm("csl", "CSL-JSON", _csl(work)),
        ),
    )


def number_citation(work: Work) -> Citation:
    """The pattern of a citation of one number of ``work``. Each has a key of its own, so that programs keep them apart;
    addresses are letters, digits, ``.``, ``_`` and ``-``, as keys of BibTeX may be."""
    return citation(replace(work, key=f"{work.key}:{ADDRESS}", url=f"{work.url}#{ADDRESS}", place=NUMBER))


def _gbt(work: Work) -> str:
    place = f": {work.place}" if work.place else ""
    issued = f"({work.issued.isoformat()})" if work.issued else ""
    note = f" {work.note}." if work.place else ""
    return f"{work.author}. {work.title}[{work.kind.gbt}]{place}. {issued}[{ACCESSED}]. {work.url}.{note}"


def _plain(work: Work) -> str:
    said = [f"{work.author}：《{work.title}》", work.issued.isoformat() if work.issued else "", work.place]
    return f"{'，'.join(part for part in said if part)}。{work.url} （{work.archive}，{work.note}）"


def _bibtex(work: Work) -> str:
    issued = work.issued
    fields = {
        "author": f"{{{_escaped(work.author)}}}",
        "title": _escaped(work.title),
        "year": str(issued.year) if issued else "",
        "date": issued.isoformat() if issued else "",
        "institution" if work.kind is Kind.REPORT else "howpublished": _escaped(
            work.author if work.kind is Kind.REPORT else work.archive
        ),
        "note": _escaped(_note(work)),
        "url": work.url,
        "urldate": ACCESSED,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{work.kind.bibtex}{{{work.key},\n{lines}\n}}"


def _ris(work: Work) -> str:
    issued = work.issued
    fields = (
        ("TY", work.kind.ris),
        ("ID", work.key),
        ("AU", work.author),
        ("TI", work.title),
        ("PY", str(issued.year) if issued else ""),
        ("DA", issued.strftime("%Y/%m/%d") if issued else ""),
        ("DB", work.archive),
        ("N1", _note(work)),
        ("UR", work.url),
        ("Y2", ACCESSED),
        ("LA", "zh"),
    )
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value) + "ER  - "


def _csl(work: Work) -> str:
    issued = work.issued
    item: dict[str, Any] = {
        "id": work.key,
        "type": work.kind.csl,
        "title": work.title,
        "author": [{"literal": work.author}],
    }
    if issued:
        item["issued"] = {"date-parts": [[issued.year, issued.month, issued.day]]}
    item |= {
        "archive": work.archive,
        "URL": work.url,
        "accessed": {"raw": ACCESSED},
        "note": _note(work),
        "language": "zh-CN",
    }
    return json.dumps([item], ensure_ascii=False, indent=1)


def _note(work: Work) -> str:
    return "。".join(part for part in (work.place, work.archive, work.note) if part)


def _escaped(words: str) -> str:
    """Fit for a field of BibTeX."""
    return _SPECIAL.sub(lambda match: _COMMANDS.get(match[0], f"\\{match[0]}"), words)
