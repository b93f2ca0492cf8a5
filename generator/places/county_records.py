"""The dated records of counties, prefectures and provinces, and which of them continue one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.places import Level

OLDEST_REPORT = 2008
"""The first year that annual reports were written for; counties that ended before it sign none."""


@dataclass(frozen=True, slots=True)
class CountyRecord:
    """One dated record of the civil-affairs list, 1981 on. ``until`` is None while in use.

    ``code`` has six digits at every level (``620000``, ``620100``, ``620123``). ``successors`` are the codes
    that took the division or parts of it over; a year stands beside those that did so before its end.
    """

    code: str
    province: str
    prefecture: str
    name: str
    level: str
    status: str
    since: int
    until: int | None
    successors: tuple[tuple[str, int | None], ...]


def dated_name(row: str) -> tuple[str, str, int]:
    """Code, name and last year of a line of the history; 9999 for one in use."""
    code, _, _, name, _, _, _, until, _ = row.split("\t")
    return code, name, int(until or 9999)


def parse_record(row: str) -> CountyRecord:
    """The record that a line of the history says."""
    code, province, prefecture, name, level, status, since, until, successor = row.split("\t")
    pairs = re.findall(r"(\d{6})(?:\[(\d{4})\])?", successor)
    successors = tuple((to, int(year) if year else None) for to, year in pairs)
    return CountyRecord(
        code, province, prefecture, name, level, status, int(since), int(until) if until else None, successors
    )


def successions(records: Iterable[CountyRecord]) -> Mapping[str, str]:
    """Six-digit code → the code that the same division, and nothing else, went on under.

    Its record ends in a year in which exactly one record of its level begins under the one code that took it over, and
    that code took over nobody else's.
    """
    began: dict[str, set[int]] = defaultdict(set)
    taken_over: dict[str, set[str]] = defaultdict(set)
    ended: list[tuple[str, str, int]] = []
    for record in records:
        began[record.code].add(record.since)
        heirs = _heirs(record)
        for heir in heirs:
            taken_over[heir].add(record.code)
        if len(heirs) == 1 and record.until is not None and record.until >= OLDEST_REPORT:
            ended.append((record.code, heirs[0], record.until))
    return {
        old: new
        for old, new, year in ended
        if old != new and taken_over[new] == {old} and year in began[new] and _rank(old) == _rank(new)
    }


def _heirs(record: CountyRecord) -> list[str]:
    """The codes that took an ended division over; a year stands beside those that took over some land earlier."""
    if record.status != "弃用" or record.until is None:
        return []
    return [code for code, year in record.successors if year is None]


def bare_code(code: str) -> str:
    """A six-digit code without the zeros of the levels it does not reach: 620100 → 6201, 620000 → 62."""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if len(code) == 6 and code.endswith("00") else code


def _rank(code: str) -> Level:
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY
