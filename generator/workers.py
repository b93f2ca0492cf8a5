"""The unit of work: one upload to its reports and what needs attention about it.

Pure in its arguments and returning frozen data, so that it can be handed to any ``concurrent.futures.Executor``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.documents import Source
from generator.model.doubts import Attention, Doubt, Loudness
from generator.model.reports import Report
from generator.reading.report import Reader, read_reports
from generator.sources import open_upload
from generator.sources.base import Refused
from generator.sources.discover import Upload


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of one upload. ``original`` is None where its bytes are not to be published."""

    source: Source
    reports: tuple[Report, ...]
    attention: tuple[Attention, ...]
    original: bytes | None


def take_in(upload: Upload, reader: Reader) -> Intake:
    """Read one upload. Never raises on what it holds; a file that cannot be opened is one that needs attention."""
    opened, data, attention = open_upload(upload)
    if isinstance(opened, Refused):
        # A scan or a picture holds no text, but whoever looks at it can read it.
        kept = data if opened.keep else None
        sha256 = opened.source.sha256 if opened.keep else ""
        return Intake(opened.source, (), attention + _attention(upload.path, opened.doubts, sha256), kept)
    reports, doubts = read_reports(opened, reader)
    found = attention + _attention(upload.path, doubts)
    for report in reports:
        found += tuple(
            Attention(upload.path, doubt, report.text.line_of(doubt.span.start) if doubt.span else None)
            for doubt in report.doubts
        )
    keep = bool(reports) and not opened.sidecar.withhold
    return Intake(opened.source, reports, found, data if keep else None)


def distinct(intakes: Sequence[Intake]) -> tuple[tuple[Report, ...], tuple[Attention, ...]]:
    """The reports of all uploads; of files that are equal to the byte only the first, the others are noted."""
    first: dict[str, Intake] = {}
    repeated: list[Attention] = []
    for intake in intakes:
        known = first.setdefault(intake.source.sha256, intake)
        if known is not intake and intake.reports:
            message = f"与 {known.source.path} 逐字节相同，只发布一次。"
            doubt = Doubt("same_file", "reading", message, "请删去其中一份。", Loudness.NOTE)
            repeated.append(Attention(intake.source.path, doubt))
    return tuple(report for intake in first.values() for report in intake.reports), tuple(repeated)


def _attention(path: str, doubts: tuple[Doubt, ...], original: str = "") -> tuple[Attention, ...]:
    return tuple(Attention(path, doubt, original=original) for doubt in doubts)
