"""UTF-8 that was once read as GBK or Latin-1 and saved so: 涓€銆佹€讳綋鎯呭喌 → 一、总体情况.

A line, or a cell between tabs, is repaired only where taking the wrong step back gives valid UTF-8 in exactly one
way. Anything else stays as it is, whole: where a byte was lost, the digit behind it may be lost as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change

MIN_CHARACTERS = 8
"""Fewer recovered characters in a whole text prove nothing: a rare name may look like a wrong decoding."""
MIN_SHARE = 0.25
"""Share of telling characters in a line that is tried. Wrongly decoded text has 0.4, rare names up to 0.2."""
UNIT = re.compile(r"[^\n\t]+")
EURO = "€"
"""Stands for the byte 80 in Windows' GBK, and for A2 E3 in others'."""
CP1252 = {bytes([b]).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)} | {chr(b): b for b in range(0x80, 0x100)}
NOT_HAN = frozenset("\xa0·×°±§²³÷")
"""What Chinese text has of the Latin supplement."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """One character of a line and the byte strings it may stand for."""

    choices: tuple[bytes, ...]


def mojibake(text: str) -> Iterator[Change]:
    """Replaces what was decoded wrongly, a few characters at a time, so that the rest keeps its place."""
    if not looks_wrong(text):
        return
    changes: list[Change] = []
    recovered = 0
    for line in UNIT.finditer(text):
        pieces = _proven(line[0])
        for start, end, words in pieces or ():
            recovered += len(words)
            changes.append(Change(Span(line.start() + start, line.start() + end), words, EditKind.MOJIBAKE))
    if recovered >= MIN_CHARACTERS:
        yield from changes


def unproven(text: str) -> Iterator[Span]:
    """Lines and cells that look wrongly decoded and that no step back explains: bytes were lost."""
    if looks_wrong(text):
        for line in UNIT.finditer(text):
            if _suspicious(line[0]) and _proven(line[0]) is None:
                yield Span(*line.span())


def readable(line: str) -> str:
    """``line`` as it was meant where that is proven, else as it is."""
    pieces = _proven(line) if _suspicious(line) else None
    if not pieces:
        return line
    at = 0
    parts: list[str] = []
    for start, end, words in pieces:
        parts += (line[at:start], words)
        at = end
    return "".join((*parts, line[at:]))


def looks_wrong(text: str) -> bool:
    """Whether a text has enough of the characters that wrong decoding makes. Cheap, and never the proof."""
    found = _telling().finditer(text)
    return sum(1 for _, _ in zip(range(6), found, strict=False)) == 6


@lru_cache(maxsize=1)
def _telling() -> re.Pattern[str]:
    """The first characters that the bytes of Chinese text in UTF-8 make in GBK and in Latin-1."""
    pairs = (bytes((lead, trail)) for lead in (0xE3, *range(0xE4, 0xEA), 0xEF) for trail in range(0x80, 0xC0))
    made = {pair.decode("gb18030", "ignore") for pair in pairs}
    return re.compile(f"[{re.escape(''.join(sorted(c for c in made if len(c) == 1)))}]|[ãäåæçèéï][\x80-\xbf{_CURLY}]")


_CURLY = re.escape("".join(c for c in CP1252 if c > "\xff"))


def _suspicious(line: str) -> bool:
    high = sum(c > "\x7f" for c in line)
    return high > 0 and sum(len(m[0]) for m in _telling().finditer(line)) >= MIN_SHARE * high


def _proven(line: str) -> list[tuple[int, int, str]] | None:
    """(start, end, meant) for each wrong stretch of ``line``; None where that cannot be proven."""
    if not _suspicious(line):
        return []
    for units in (_latin(line), _gbk(line)):
        data = _one_way(units) if units is not None else None
        if data is not None:
            return list(_stretches(line, data))
    return None


def _latin(line: str) -> list[_Unit] | None:
    units = []
    for c in line:
        byte = ord(c) if c < "\x80" else CP1252.get(c)
        if byte is None:
            return None
        units.append(_Unit((bytes([byte]),)))
    return units


def _gbk(line: str) -> list[_Unit] | None:
    units = []
    for c in line:
        if c == EURO:
            units.append(_Unit((b"\x80", b"\xa2\xe3")))
            continue
        try:
            units.append(_Unit((c.encode("gb18030"),)))
        except UnicodeEncodeError:
            return None
    return units


def _one_way(units: list[_Unit]) -> list[bytes] | None:
    """The bytes of each unit where only one choice makes the whole valid UTF-8 of Chinese text; else None."""
    alone = all(len(unit.choices) == 1 for unit in units)
    found = [[unit.choices[0] for unit in units]] if alone else _complete_ways(units)
    valid = [way for way in found if _chinese(b"".join(way))]
    return valid[0] if len(valid) == 1 else None


Ways = dict[int, list[list[bytes]]]
"""Continuation bytes still due → ways to get there, two at most."""


def _complete_ways(units: list[_Unit]) -> list[list[bytes]]:
    """Ways, two at most, to choose the bytes of each unit so that no character is left incomplete."""
    ways: Ways = {0: [[]]}
    for at, unit in enumerate(units):
        ways = _extended(ways, unit, at)
        if not ways:
            return []
    return ways.get(0, [])


def _extended(ways: Ways, unit: _Unit, at: int) -> Ways:
    """``ways`` through the units before ``at``, led on through ``unit``."""
    after: dict[int, list[tuple[list[bytes], bytes]]] = {}
    for due, paths in ways.items():
        for choice in unit.choices:
            left = _due(due, choice)
            if left is not None:
                after.setdefault(left, []).extend((path, choice) for path in paths)
    # The last use of a path may grow in place: only ambiguous ones are copied.
    alone = len(unit.choices) == 1
    return {
        left: [_grown(path, choice, at) if alone else [*path, choice] for path, choice in steps[:2]]
        for left, steps in after.items()
    }


def _grown(path: list[bytes], choice: bytes, at: int) -> list[bytes]:
    if len(path) > at:
        return [*path[:at], choice]
    path.append(choice)
    return path


def _due(due: int, data: bytes) -> int | None:
    for byte in data:
        if due:
            if not 0x80 <= byte < 0xC0:
                return None
            due -= 1
        elif byte < 0x80:
            continue
        elif 0xC2 <= byte < 0xF5:
            due = 1 if byte < 0xE0 else 2 if byte < 0xF0 else 3
        else:
            return None
    return due


def _chinese(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(c < "\x80" or c in NOT_HAN or "\u2000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in text)


def _stretches(line: str, data: list[bytes]) -> Iterator[tuple[int, int, str]]:
    """The shortest runs of the line whose bytes are whole characters, where they say something else."""
    start, due, held = 0, 0, b""
    for at, piece in enumerate(data):
        held += piece
        due = _due(due, piece) or 0
        if due == 0:
            words = held.decode("utf-8")
            if words != line[start : at + 1]:
                yield start, at + 1, words
            start, held = at + 1, b""
