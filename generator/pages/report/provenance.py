"""Where everything on a report's page comes from: facts with their origins, and files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator import labels
from generator.model.documents import Source
from generator.model.reports import Period, Report, ReportIdentity, Sourced
from generator.pages import wording
from generator.pages.gloss import glossed, glossed_label
from generator.pages.report.original import Anchors


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a report."""

    id: str
    """Its anchor, which its characters lead back to."""
    label: str
    """What it is."""
    value: str
    """In words; "" where it is not known."""
    origin: str
    """Where it comes from, in words."""
    href: str
    """Its characters in the original; "" where it does not stand there."""


@dataclass(frozen=True, slots=True)
class FileView:
    """One file of the upload."""

    name: str
    """File name."""
    url: str
    """Address of the original, byte for byte; "" where it is withheld."""
    sha256: str
    """Its checksum."""
    size: str
    """In words."""
    kind: str
    """Media type, and the encoding its text was decoded with."""


def facts(report: Report, anchors: Anchors) -> tuple[Fact, ...]:
    """Organ, place, year, form and dates, each with its origin. A fact that is not known says so."""
    organ, place = report.organ, report.place
    sure = labels.zh(labels.CONFIDENCES, place.confidence.value)
    kind = glossed_label(labels.ORGAN_KINDS, organ.kind.value)
    implied = organ.name is None and organ.implied is not None
    named = "据推定的名称" if implied else "据名称" if organ.name else ""
    forms = [labels.form_name(f).zh for f in report.forms.values() if f]
    return (
        Fact(
            "fact-organ",
            glossed("机关", "organ"),
            organ.known_as or "",
            "机关名称由标题中的地名推定，报告没有写出" if implied else _origin(organ.origin),
            anchors.href(organ.span, "fact-organ"),
        ),
        Fact("fact-kind", glossed("机关类别", "kind of organ"), kind, named, ""),
        Fact(
            "fact-place",
            glossed("地区", "place"),
            " ".join(place.names) if place.known else "",
            f"据下列线索，把握：{sure}" if place.known else "",
            "",
        ),
        _found("fact-year", glossed("年度", "year"), report.year, anchors),
        Fact(
            "fact-form",
            glossed("表式", "form"),
            wording.form_name(report),
            "据各表的行列" if forms else "据章节名称",
            "",
        ),
        Fact(
            "fact-scope", glossed("数字口径", "whose figures"), glossed_label(labels.SCOPES, report.scope.value), "", ""
        ),
        _found("fact-signed", glossed("落款日期", "date of signature"), report.dates.signed, anchors),
        _found("fact-published", glossed("公布日期", "date of publication"), report.dates.published, anchors),
        _found("fact-period", glossed("统计期限", "period covered"), report.dates.period, anchors),
    )


def evidence(report: Report) -> tuple[tuple[str, str], ...]:
    """What speaks for the place: (where it was seen, what was seen)."""
    return tuple((labels.zh(labels.ORIGINS, e.kind) or "其他线索", e.text) for e in report.place.evidence)


def files(report: Report) -> tuple[FileView, ...]:
    """The files of the upload, in order."""
    return tuple(
        FileView(
            PurePosixPath(source.path).name,
            "" if report.sidecar.withhold else original_url(source),
            source.sha256,
            wording.size(source.size),
            _kind(source),
        )
        for source in report.sources
    )


def original_url(source: Source) -> str:
    """``/originals/<sha256>.<ext>``."""
    return f"/originals/{source.sha256}{PurePosixPath(source.path).suffix.lower()}"


def report_title(report: ReportIdentity) -> str:
    """The printed title, or one of ours that says what it is."""
    if report.title:
        return " ".join(report.title.value.split())
    year = f"{report.year.value} 年" if report.year else ""
    return f"{wording.organ_name(report)}{year}政府信息公开工作年度报告"


def _found(id_: str, label: str, found: Sourced[Any] | None, anchors: Anchors) -> Fact:
    if found is None:
        return Fact(id_, label, "", "", "")
    value = found.value
    if isinstance(value, Period):
        words = f"{wording.day(value.start)}至{wording.day(value.end)}"
    else:
        words = f"{value} 年" if isinstance(value, int) else wording.day(value)
    return Fact(id_, label, words, _origin(found.origin), anchors.href(found.span, id_))


def _origin(code: str) -> str:
    words = labels.zh(labels.ORIGINS, code)
    return f"出自{words}" if words else ""


def _kind(source: Source) -> str:
    if source.encoding is None:
        return source.media_type
    sure = "" if source.encoding_confidence >= 1 else f"（把握 {source.encoding_confidence:.0%}）"
    return f"{source.media_type}，编码 {source.encoding}{sure}"
