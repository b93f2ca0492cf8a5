"""The figures that were published last, kept beside the ledger to tell which cells a later build changed.

A file of JSON Lines, written anew by each note: first a line with every list of cells that reports have, then a line a
report with the name of its list and its values in that order. A build does not read it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from generator.ledger.records import CellChange

FIGURES = "figures.jsonl"
TABLES = ("disclosure", "requests", "disputes")


class _Layouts(msgspec.Struct):
    layouts: dict[str, list[str]]


class _Line(msgspec.Struct):
    url: str
    data: str
    layout: str
    values: str


class _Reading(msgspec.Struct):
    reading: str


class _Report(msgspec.Struct):
    """What of a report.json figures are taken from."""

    readings: dict[str, _Reading]
    disclosure: dict[str, dict[str, Any]] | None = None
    requests: dict[str, dict[str, Any]] | None = None
    disputes: dict[str, dict[str, Any]] | None = None
    withheld: list[str] = []


@dataclass(frozen=True, slots=True)
class Figures:
    """The cells of one report: ``values`` by address, and the SHA-256 of the data that they stood in."""

    data: str
    values: Mapping[str, str]


def figures_in(report_json: bytes) -> dict[str, str] | None:
    """Address → value of every cell; None where this is no report (one that could not be made), and where words of it
    are withheld: a change would tell what stood there."""
    try:
        report = msgspec.json.decode(report_json, type=_Report)
    except msgspec.DecodeError:
        return None
    if report.withheld:
        return None
    return {address: _value(report, address, one.reading) for address, one in report.readings.items()}


def _value(report: _Report, address: str, reading: str) -> str:
    """The number with its unit, else the word of the reading."""
    name, row, column = address.split(".")
    cells = (getattr(report, name) or {}).get(row, {}) if name in TABLES else {}
    value = cells.get(column)
    if value is None:
        return reading
    return f"{value}{cells.get(f'{column}_unit') or ''}".replace(" ", "")


def changed_cells(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[CellChange, ...]:
    """The cells that differ, in the order of ``after``; those that are gone come last."""
    addresses = dict.fromkeys((*after, *before))
    pairs = ((one, before.get(one, ""), after.get(one, "")) for one in addresses)
    return tuple(CellChange(one, old, new) for one, old, new in pairs if old != new)


def encode_figures(reports: Mapping[str, Figures]) -> bytes:
    """The file, reports in the order of their addresses."""
    layouts: dict[str, list[str]] = {}
    lines = []
    for url in sorted(reports):
        found = reports[url]
        layout = hashlib.sha256("\n".join(found.values).encode()).hexdigest()[:12]
        layouts.setdefault(layout, list(found.values))
        lines.append(_Line(url, found.data, layout, " ".join(found.values.values())))
    head = _Layouts(dict(sorted(layouts.items())))
    return b"".join(msgspec.json.encode(one) + b"\n" for one in (head, *lines))


def decode_figures(data: bytes) -> dict[str, Figures]:
    """What :func:`encode_figures` wrote. Lines that are none are left out: of their reports no cells are told."""
    head, *lines = data.splitlines() or [b""]
    try:
        layouts = msgspec.json.decode(head, type=_Layouts).layouts
    except msgspec.DecodeError:
        return {}
    return dict(_decoded(lines, layouts))


def _decoded(lines: list[bytes], layouts: Mapping[str, list[str]]) -> Iterator[tuple[str, Figures]]:
    decoder = msgspec.json.Decoder(_Line)
    for line in lines:
        try:
            one = decoder.decode(line)
        except msgspec.DecodeError:
            continue
        cells, values = layouts.get(one.layout), one.values.split(" ") if one.values else []
        if cells is not None and len(cells) == len(values):
            yield one.url, Figures(one.data, dict(zip(cells, values, strict=True)))
