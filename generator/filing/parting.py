"""Parts a file that holds several reports into one file a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.filing.candidates import Candidate, Part
from generator.filing.staging import Stage
from generator.workers.results import UploadResult


def cut_before(data: bytes, edges: Sequence[int]) -> list[bytes]:
    """``data`` cut before the lines ``edges``: put together, the parts are the file again. Nothing where its line feeds
    are not bytes of their own, as in UTF-16."""
    if b"\0" in data:
        return []
    lines = data.splitlines(keepends=True) if b"\r" not in data.replace(b"\r\n", b"") else []
    if not lines or edges[-1] >= len(lines):
        return []
    ends = [*edges[1:], len(lines)]
    return [b"".join(lines[start:end]) for start, end in zip(edges, ends, strict=True)]


def parts_of(one: Candidate, result: UploadResult, cut: Sequence[bytes], stage: Stage) -> Iterator[Candidate]:
    """The parts as candidates of their own, each to be read by itself."""
    reports = sorted(result.reports, key=lambda report: report.text.begins)
    for number, (report, data) in enumerate(zip(reports, cut, strict=True), 1):
        note = f"拆自 {one.known.received_as}（SHA-256 {result.source.sha256}）：第 {number} 份，共 {len(cut)} 份。"
        known = replace(one.known, note=note, received_as=f"{one.known.received_as}#{number}")
        part = Part(one.shown, report.organ.id, report.year.value if report.year else 0)
        yield stage.copy(f"{one.shown} [{number}]", f"part{one.upload.suffix}", data, known, part=part)
