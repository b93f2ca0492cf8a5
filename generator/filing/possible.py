"""Values that ``correct`` and ``reply`` do not take unless they are insisted upon: those that no report can have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from generator.filing.said import Said, said
from generator.forms.loader import Forms, Label
from generator.model.figures import Reading
from generator.model.reports import Report
from generator.places.scanner import scan
from generator.reading.numbers import parse_value
from generator.reading.reader import Reader

FIRST_YEAR = 2008
"""The regulations on open government information, which ask for the reports, came into force in May 2008."""
PROVINCE = 2
"""Digits of a code that name the province."""
AHEAD = timedelta(days=1)
"""What is tomorrow here may be today where it was written."""


def why_impossible(
    values: Mapping[str, str | None], report: Report | None, reader: Reader, today: date
) -> tuple[Said, bool] | None:
    """Why the first of ``values`` that cannot be cannot, and if it is taken where somebody insists; None if all can.

    ``report`` is what is read of the file, where anything is.
    """
    for path, value in values.items():
        reason = None
        if path == "year":
            reason = _year(value or "", today)
        elif path == "organ":
            reason = _organ(value or "", reader)
        elif path == "place":
            reason = _place(value or "", report, reader)
        elif value is not None:
            if parse_value(value).value is None:
                return said("no_number", path=path, value=value), False
            reason = _cell(path, value, report, reader.forms)
        if reason is not None:
            return reason, True
    return None


def why_not_yet(day: str, today: date) -> Said | None:
    """Why something cannot have been written on ``day``; None if it can, or if that is no day at all."""
    try:
        return said("day_to_come", day=day) if date.fromisoformat(day) > today + AHEAD else None
    except ValueError:
        return None  # reading the sidecar says what a day looks like


def _year(value: str, today: date) -> Said | None:
    last = today.year + 1
    if not value.isdecimal() or FIRST_YEAR <= int(value[:9]) <= last:
        return None
    return said("year_impossible", value=value, first=FIRST_YEAR, last=last)


def _organ(value: str, reader: Reader) -> Said | None:
    known = reader.wording.ending_of(value) is not None or bool(scan(value, reader.gazetteer))
    return None if known else said("organ_unheard", value=value)


def _place(code: str, report: Report | None, reader: Reader) -> Said | None:
    if reader.gazetteer.get(code) is None:
        return None  # reading says that there is no such code
    if report is None or not report.place.known or report.place.code[:PROVINCE] == code[:PROVINCE]:
        return None
    names = [" ".join(one.name for one in reader.gazetteer.chain(each)) for each in (code, report.place.code)]
    return said("place_elsewhere", value=names[0], read=names[1])


def _cell(path: str, value: str, report: Report | None, forms: Forms) -> Said | None:
    parsed = parse_value(value)
    label = _column(path, report, forms)
    if parsed.reading is not Reading.STATED or parsed.value is None or label is None:
        return None
    if label.domain != "signed" and parsed.value < 0:
        return said("below_nought", path=path, value=value)
    if label.domain != "money" and parsed.value != parsed.value.to_integral_value():
        return said("no_whole_number", path=path, value=value)
    return None


def _column(path: str, report: Report | None, forms: Forms) -> Label | None:
    key, _, address = path.partition(".")
    for table in report.tables if report else ():
        form = forms.table(table.number, table.form)
        column = form.columns.get(address.rpartition(".")[2])
        if form.key == key and column is not None:
            return column
    return None
