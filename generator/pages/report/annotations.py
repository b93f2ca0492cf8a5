"""What people added to a report by hand: corrections and the organ's reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.forms.loader import Forms
from generator.model.figures import TABLE_NUMBERS
from generator.model.reports import ReportIdentity
from generator.model.sidecars import Sidecar
from generator.pages import wording
from generator.pages.report.tables import NUMERALS

TABLES = {"all": "全部表格", **{key: f"表{NUMERALS[number]}" for key, number in TABLE_NUMBERS.items()}}
IDENTITY = {"year": "年度", "organ": "机关", "place": "地区"}


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """One value set by hand."""

    target: str
    """Which one, in words."""
    href: str
    """Its cell; "" where it is none."""
    value: str
    """The value set; "" where somebody confirmed what was recognised."""
    why: str
    """The reason, and what was read before."""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The organ's answer."""

    text: str
    """Its words."""
    on: str
    """When, in words; may be empty."""
    source_url: str
    """Where it stands; may be empty."""
    address_withheld: bool
    """That address is known, and withheld."""


def correction_views(report: ReportIdentity, forms: Forms) -> tuple[CorrectionView, ...]:
    """The corrections of the sidecar, cells with what was read before.

    One that could not be made is told as none here: a doubt says so.
    """
    why = report.corrected
    corrected = tuple(
        CorrectionView(
            _target(report, forms, correction.target),
            f"#{correction.target}" if correction.target not in IDENTITY else "",
            "空白" if correction.value is None else str(correction.value),
            why[correction.target],
        )
        for correction in report.sidecar.corrections
        if correction.target in why
    )
    return (*corrected, *_confirmations(report, forms, why))


def _confirmations(report: ReportIdentity, forms: Forms, why: Mapping[str, str]) -> Iterator[CorrectionView]:
    for one in report.sidecar.confirmed:
        if one.target in why:
            target = TABLES.get(one.target) or _target(report, forms, one.target)
            yield CorrectionView(target, f"#{one.target}" if "." in one.target else "", "", why[one.target])


def reply_view(sidecar: Sidecar) -> ReplyView | None:
    """None where there is no reply."""
    reply = sidecar.reply
    if reply is None:
        return None
    on, back = wording.day(reply.on) if reply.on else "", sidecar.withholds("reply.source_url")
    return ReplyView(reply.text, on, reply.source_url or "", back)


def _target(report: ReportIdentity, forms: Forms, target: str) -> str:
    if target in IDENTITY:
        return IDENTITY[target]
    key, _, address = target.partition(".")
    row, _, column = address.partition(".")
    read = [forms.table(TABLE_NUMBERS[name], form) for name, form in report.forms.items() if form]
    for form in (*read, *(form for revision in forms.all for form in revision.tables)):
        if form.key == key and row in form.rows and column in form.columns:
            return f"{form.rows[row].short}·{form.columns[column].short}"
    return "表式里没有的一格"
