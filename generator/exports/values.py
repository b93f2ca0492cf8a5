"""What every part of a report's JSON is made of: numbers, sides of comparisons, places in the text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from generator.model.documents import Source
from generator.model.reports import Report
from generator.model.results import Side
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan

Json = dict[str, Any]


class Lines:
    """Turns spans into what JSON says of a place: start, end and line."""

    def __init__(self, report: Report) -> None:
        self._text = report.text

    def place(self, span: DecodedSpan | None) -> Json:
        if span is None:
            return {"span": None, "line": None}
        return {"span": [span.start, span.end], "line": self._text.line_of(span.start)}


def encoded(data: Json) -> bytes:
    """``data`` as a file: UTF-8 without blanks, keys in their order, a newline at the end."""
    return msgspec.json.encode(data) + b"\n"


def side_json(value: Side) -> str | int | float | None:
    if isinstance(value, Decimal):
        return number_json(value)
    return value.isoformat() if isinstance(value, date) else value


def number_json(value: Decimal | None) -> int | float | None:
    """Whole numbers as such; others as the shortest decimal, which a double holds for any figure we accept."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def withheld_json(sidecar: Sidecar) -> Json:
    """Why something is withheld, an item each, and which addresses are, where any is."""
    back = list(sidecar.addresses_withheld)
    return {**({"addresses_withheld": back} if back else {}), "withheld": [item.why for item in sidecar.withhold]}


def further_files_json(report: Report) -> Json:
    """The other files of the upload; no key where there are none."""
    more = [file_json(one) for one in report.sources[1:]]
    return {"further_files": more} if more else {}


def file_json(source: Source) -> Json:
    """Which file it is."""
    return {"file": source.path, "sha256": source.sha256, "media_type": source.media_type}
