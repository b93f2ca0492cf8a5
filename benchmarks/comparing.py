"""What was read against what can be known: every cell and fact of one file put in one of a few classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Json = Mapping[str, Any]

OPEN = frozenset({"illegible", "absent", "unread"})
"""Readings that publish nothing about a cell."""
OFFENCES = ("wrong", "wrong_kind", "guessed", "fact_wrong", "crashed")
"""Classes that should stay empty: a wrong number; a blank, slash, dash or word where another thing stands; something
published although the file does not tell (even if it is right by luck); a wrong year, organ or form; an exception."""


@dataclass(frozen=True, slots=True)
class Offender:
    """One thing that is not as it should be, enough to find it again."""

    file: str
    layout: str
    where: str
    outcome: str
    expected: str
    got: str


@dataclass
class Tally:
    """Outcomes counted; keys are ``cell:…``, ``solved:…`` and ``fact:…``."""

    files: int = 0
    unread: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    offenders: list[Offender] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.files += other.files
        self.unread += other.unread
        self.counts += other.counts
        self.offenders += other.offenders


def compare(truth: Json, read: Json | None, file: str) -> Tally:
    """``read`` is the published JSON of the file's report; None where there is none."""
    tallies = [_compared(one, read, file, str(truth["layout"])) for one in _meant(truth, read)]
    return min(tallies, key=lambda tally: len(tally.offenders))


def _compared(truth: Json, read: Json | None, file: str, layout: str) -> Tally:
    tally = Tally(files=1, unread=int(read is None))
    consistent = "consistent" if truth["consistent"] else "inconsistent"

    def note(kind: str, outcome: str, where: str, expected: object, got: object) -> None:
        tally.counts[f"{kind}:{outcome}"] += 1
        if outcome in OFFENCES or (kind != "solved" and outcome == "refused") or outcome == "solved_wrong":
            tally.offenders.append(Offender(file, layout, where, outcome, str(expected), str(got)))

    for where, cell in truth["cells"].items():
        got = _reading(read, where)
        kind, outcome = judge(cell, got)
        if kind == "solved":
            outcome_key = f"{consistent}_{outcome}"
            tally.counts[f"solved:{outcome_key}"] += 1
            if outcome == "wrong":
                written = str(cell.get("written"))
                tally.offenders.append(Offender(file, layout, where, "solved_wrong", written, got.shown))
        else:
            note(kind, outcome, where, _expected(cell), got.shown)
    for where in _invented(truth, read):
        note("cell", "wrong", where, "no such table", _reading(read, where).shown)
    for name, fact, value in _facts(truth, read):
        outcome = _fact_outcome(fact, value)
        note(f"fact_{name}", outcome, name, f"{fact['value']} ({fact['decidable']})", value)
    return tally


def compare_cells(truth: Json, read: Json) -> Iterator[tuple[str, str, str, str]]:
    """(cell, outcome, expected, got) for every cell that the truth knows, and ``wrong`` for every invented number."""
    for where, cell in truth["cells"].items():
        got = _reading(read, where)
        yield where, judge(cell, got)[1], _expected(cell), got.shown
    for where in _invented(truth, read):
        got = _reading(read, where)
        if got.value is not None:
            yield where, "wrong", "no such table", got.shown


def _meant(truth: Json, read: Json | None) -> tuple[Json, ...]:
    """Of two reports in one text, the one whose organ the JSON names: nothing of the other may stand there. Where it
    names no organ, either: but all of it must be of one of them.
    """
    other: Json | None = truth.get("beside")
    if other is None or read is None:
        return (truth,)
    named = read["organ"].get("name")
    return (truth, other) if named is None else (other,) if named == other["organ"]["value"] else (truth,)


@dataclass(frozen=True, slots=True)
class Got:
    """What was published of a cell."""

    reading: str
    value: Decimal | None
    unit: str | None
    raw: str

    @property
    def shown(self) -> str:
        value = f" {self.value}" if self.value is not None else ""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.reading}{value}{unit} from {self.raw!r}"


def _reading(read: Json | None, where: str) -> Got:
    if read is None:
        return Got("absent", None, None, "")
    entry = read["readings"].get(where)
    if entry is None:
        return Got("absent", None, None, "")
    table, row, column = where.split(".")
    cells = (read.get(table) or {}).get(row) or {}
    value = cells.get(column)
    return Got(
        entry["reading"], None if value is None else Decimal(str(value)), cells.get(f"{column}_unit"), entry["raw"]
    )


def judge(cell: Json, got: Got) -> tuple[str, str]:
    """(class of cell, outcome) for one cell."""
    decidable = cell["decidable"]
    if got.reading == "solved":
        return "solved", "right" if _same(cell.get("written"), got.value) else "wrong"
    if decidable in ("by_sums", "false_sums") and got.reading in OPEN:
        return "solved", "refused" if decidable == "by_sums" else "rightly_refused"
    if got.reading in OPEN:
        return {"yes": ("cell", "refused"), "arguable": ("arguable", "open"), "no": ("undecidable", "open")}[decidable]
    if decidable in ("by_sums", "false_sums", "no"):
        right = got.reading == "stated" and _same(cell.get("written"), got.value)
        return "cell", "wrong" if got.reading == "stated" and not right else "guessed"
    kind = "cell" if decidable == "yes" else "arguable"
    if got.reading != cell["kind"]:
        return "cell", "wrong" if got.reading == "stated" else "wrong_kind"
    if got.reading != "stated":
        return kind, "exact"
    if not _same(cell["value"], got.value):
        return "cell", "wrong"
    if "unit" in cell and cell["unit"] != got.unit:
        return ("cell", "wrong") if got.unit else (kind, "refused" if kind == "cell" else "open")
    return kind, "exact"


def _same(written: object, value: Decimal | None) -> bool:
    return written is not None and value is not None and Decimal(str(written)) == value


def _expected(cell: Json) -> str:
    unit = f" {cell['unit']}" if cell.get("unit") else ""
    why = f": {cell['why']}" if cell.get("why") else ""
    return f"{cell['kind']} {cell.get('written') or ''}{unit} from {cell['raw']!r} ({cell['decidable']}{why})"


def _invented(truth: Json, read: Json | None) -> Iterator[str]:
    """Numbers published for cells that the report does not have."""
    for where, entry in (read or {}).get("readings", {}).items():
        if where not in truth["cells"] and entry["reading"] not in OPEN:
            yield where


def _facts(truth: Json, read: Json | None) -> Iterator[tuple[str, Json, object]]:
    read = read or {"organ": {}, "forms": {}}
    yield "organ", truth["organ"], read["organ"].get("name")
    yield "year", truth["year"], read.get("year")
    yield "form", truth["forms"]["disclosure"], read["forms"].get("disclosure")
    yield "form", truth["forms"]["requests"], read["forms"].get("requests")
    if truth["forms"]["format"]["value"]:
        yield "form", truth["forms"]["format"], read.get("format")


def _fact_outcome(fact: Json, value: object) -> str:
    if fact["decidable"] == "no":
        return "exact" if value is None else "fact_wrong"
    if value is None:
        return "exact" if fact["value"] is None else "open" if fact["decidable"] == "arguable" else "refused"
    if value != fact["value"]:
        return "fact_wrong"
    return "exact" if fact["decidable"] == "yes" else "right_arguable"
