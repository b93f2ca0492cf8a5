"""What was read of a page, and what was said against it, beside what can be known of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.comparing import compare_cells

Json = Mapping[str, Any]

ZONE = "400"
"""Township codes from here on are zones and farms."""
FACTS = ("organ", "title", "year", "region", "published", "signed", "period", "kind")
NOT_A_REPORT = ("not_a_report", "no_annual_report", "other_document")
"""Codes under which the program may file a document that is none of these reports."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A failed check; ``refused`` are the checks that could not be made."""

    check: str
    severity: str


@dataclass
class Tally:
    """Outcomes counted under ``group:outcome``, and what is not as it should be: (group, outcome, file, what)."""

    pages: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    offenders: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.pages += other.pages
        self.counts += other.counts
        self.offenders += other.offenders

    def note(self, group: str, outcome: str, file: str, what: str) -> None:
        self.counts[f"{group}:{outcome}"] += 1
        if outcome not in ("right", "seen", "open", "kept_out"):
            self.offenders.append((group, outcome, file, what))


def compare_page(truth: Json, read: Json | None, checks: Mapping[str, Json], doubts: Sequence[str]) -> Tally:
    """``read`` is the published JSON, ``checks`` its results by the first three characters of their id."""
    tally, file = Tally(pages=1), str(truth["file"])
    taken = read is not None and not set(doubts) & set(NOT_A_REPORT)
    if not truth["report"]:
        tally.note(
            "stranger", "taken" if taken else "kept_out", file, f"{truth['tags']['naming']}: a report was published"
        )
        return tally
    if read is None or not taken:
        tally.note("page", "unread", file, f"no report was read ({', '.join(doubts)})")
        return tally
    for fact in FACTS:
        outcome, expected, got = _fact(fact, truth, read)
        tally.note(fact, outcome, file, f"expected {expected}\tgot {got}\t{_tags(truth)}")
    _numbers(truth, read, tally, file)
    _accusations(truth, checks, tally, file)
    return tally


def _fact(fact: str, truth: Json, read: Json) -> tuple[str, object, object]:
    if fact == "organ":
        return _organ(truth["organ"], read["organ"])
    if fact == "kind":
        organ = truth["organ"]
        known = organ["kind"] and organ["decidable"] == "yes" and (organ["name"] or organ["implied"])
        got = read["organ"].get("kind")
        if not known:
            return "open", None, got
        return (
            ("right" if got == organ["kind"] else "missing" if got in (None, "other") else "wrong"),
            organ["kind"],
            got,
        )
    want = truth[fact]
    got = {"region": (read.get("region") or {}).get("code"), "period": _period(read)}.get(fact, read.get(fact))
    value = want["value"]
    if fact == "title":
        return _title(want, got)
    if want["decidable"] == "arguable":
        return "open", value, got
    if got == value:
        return "right", value, got
    if got is None or (fact == "region" and _above(str(got), str(value))):
        return "missing", value, got
    if fact == "region" and str(got).startswith(str(value)) and str(got)[6:] >= ZONE:
        return "right", value, got  # the committee of a zone that the list gives a code of its own below the county
    return "wrong", value, got


def _organ(want: Json, got: Json) -> tuple[str, object, object]:
    name, implied = got.get("name"), got.get("implied")
    shown = f"{name}" if name or not implied else f"implied {implied}"
    expected = want["name"] or (f"implied {want['implied'][0]}" if want["implied"] else None)
    right = {want["name"], *want["also"]} - {None}
    if name:
        good = name in right and want["decidable"] != "no"
        return ("wrong" if not good else "right" if want["decidable"] == "yes" else "open"), expected, shown
    if implied:
        if implied not in want["implied"] and implied not in right:
            return "wrong", expected, shown
        if want["decidable"] == "yes":
            return ("right" if want["name"] is None else "missing"), expected, shown
        return "open", expected, shown
    if want["decidable"] != "yes":
        return "open", expected, shown
    return ("missing" if want["name"] or want["implied"] else "right"), expected, shown


def _title(want: Json, got: object) -> tuple[str, object, object]:
    value = want["value"]
    if got is None:
        return ("right" if value is None else "missing"), value, got
    plain = _bare(str(got))
    if value is not None:
        return ("right" if plain == _bare(value) else "wrong"), value, got
    spoken = any(plain and plain in _bare(text) for text in want["also"])
    return ("right" if spoken and plain.endswith(("报告", "年报")) else "wrong"), value, got


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000]", "", text)


def _period(read: Json) -> list[str] | None:
    period = read.get("period")
    return [period["start"], period["end"]] if period else None


def _above(code: str, wanted: str) -> bool:
    """Whether ``code`` is of a place that holds the wanted one: no slip, only less."""
    stem = code.rstrip("0") if len(code) == 6 else code
    stem += "0" * (len(stem) % 2)
    return code != wanted and wanted.startswith(stem)


def _numbers(truth: Json, read: Json, tally: Tally, file: str) -> None:
    for where, outcome, expected, got in compare_cells(truth, read):
        kind = {"wrong": "wrong", "exact": "right", "right": "right", "refused": "missing"}.get(outcome, "open")
        tally.note("cell", kind, file, f"{where}\texpected {expected}\tgot {got}\t{_tags(truth)}")


def _accusations(truth: Json, checks: Mapping[str, Json], tally: Tally, file: str) -> None:
    must, may = set(truth["must"]), {*truth["may"], *truth["allowed"]}
    for check in sorted(must):
        verdict = checks[check]["verdict"]
        outcome = {"fail": "seen", "pass": "missed"}.get(verdict, "refused")
        tally.note("planted", outcome, file, f"{check} {truth['tags']['plant']}\t{checks[check]}\t{_tags(truth)}")
    for check, result in checks.items():
        if result["verdict"] == "fail" and check not in must | may:
            where = "cut" if truth["cut"] else "whole"
            tally.note(f"accused_{where}", result["severity"], file, f"{check}\t{result['shown']}\t{_tags(truth)}")


def _tags(truth: Json) -> str:
    return " ".join(f"{key}={value}" for key, value in truth["tags"].items() if value)
