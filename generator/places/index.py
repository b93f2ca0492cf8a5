"""Names to rows, made for scanning: which names end like this, and how long can they be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from generator.places.extras import Extras
from generator.places.names import PSEUDO_NAMES, is_pseudo, short_form

_SCANNED_ENDS = frozenset("镇乡道木县区市旗州盟省处")
"""Last characters of townships' names that are looked for in running text. Farms, institutes and the like
among the pseudo townships end in common words (农场, 中心) and are found by exact look-up only."""
_NEVER_SCANNED = PSEUDO_NAMES | {"街道", "社区"}

_PREFIXED = re.compile(r"(.{2,}?[县市区旗])(.{2,}(?:镇|乡|街道|苏木))$")
"""Names that the list prints with their county in front."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """``tails``: the last two characters of every scanned name → the lengths such names have, longest first;
    ``anchors`` finds the last characters of scanned names."""

    by_name: Mapping[str, Sequence[int]]
    short: Mapping[str, Sequence[int]]
    codes: Mapping[str, Sequence[str]]
    tails: Mapping[str, Sequence[int]]
    anchors: re.Pattern[str]

    @staticmethod
    def build(rows: Sequence[str], extras: Extras, history: Iterable[tuple[str, str]]) -> NameIndex:
        """``rows`` are lines ``code name …``; ``history`` gives (code, name) of county level and above."""
        by_name: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            by_name.setdefault(row.split("\t", 2)[1], []).append(number)
        short = _short_forms(by_name, rows)
        folding = {ord(character): other for character, other in extras.variants.items()}
        for name in _with(extras.variants, by_name):
            folded = name.translate(folding)
            if folded not in by_name:
                short.setdefault(folded, []).extend(by_name[name])
        codes: dict[str, list[str]] = {name: list(found) for name, found in extras.aliases.items()}
        for code, name in history:
            if name not in by_name:
                codes.setdefault(name, []).append(code)
        high = {name for name, numbers in by_name.items() if rows[numbers[0]].find("\t") < 9} | set(codes)
        tails = _tails((by_name, short, codes), high)
        anchors = re.compile(f"[{''.join(sorted({tail[-1] for tail in tails}))}]")
        return NameIndex(by_name, short, codes, tails, anchors)

    def __contains__(self, name: str) -> bool:
        return name in self.by_name or name in self.short or name in self.codes or _as_street(name) in self.by_name

    def official(self, name: str) -> Sequence[int]:
        """Row numbers of the divisions of exactly this name."""
        return () if is_pseudo(name) else self.by_name.get(name, ())

    def rows_of(self, name: str) -> Sequence[int]:
        """Row numbers of the divisions of this name or short form."""
        found = (*self.official(name), *self.short.get(name, ()))
        return found or self.by_name.get(_as_street(name), ())

    def codes_of(self, name: str) -> Sequence[str]:
        """Codes that an alias, a zone or a former county stands for."""
        return self.codes.get(name, ())


def _short_forms(by_name: Mapping[str, Sequence[int]], rows: Sequence[str]) -> dict[str, list[int]]:
    short: dict[str, list[int]] = {}
    for name, numbers in by_name.items():
        if name.endswith("地区"):
            short.setdefault(f"{name}办事处", []).extend(numbers)
        form = short_form(name)
        if form is None:
            continue
        # A county's short form that is another county's name would point to the wrong one; a town's is
        # always read together with its superior.
        if len(rows[numbers[0]].split("\t", 1)[0]) < 9 and form in by_name:
            continue
        short.setdefault(form, []).extend(numbers)
    for name, numbers in by_name.items():
        if _PREFIXED.match(name):
            for number in numbers:
                bare = _without_superiors(name, rows[number], by_name, rows)
                if bare != name:
                    short.setdefault(bare, []).append(number)
    return short


def _without_superiors(name: str, row: str, by_name: Mapping[str, Sequence[int]], rows: Sequence[str]) -> str:
    found = _PREFIXED.match(name)
    while found and _lies_in(row, by_name.get(found[1], ()), rows):
        name = found[2]
        found = _PREFIXED.match(name)
    return name


def _lies_in(row: str, superiors: Iterable[int], rows: Sequence[str]) -> bool:
    return any(row.startswith(rows[superior].split("\t", 1)[0]) for superior in superiors)


def _as_street(name: str) -> str:
    """光明办事处 is what many reports call 光明街道."""
    return f"{name[:-3]}街道" if name.endswith("办事处") and len(name) > 3 else ""


def _with(characters: Iterable[str], names: Iterable[str]) -> list[str]:
    wanted = frozenset(characters)
    return [name for name in names if not wanted.isdisjoint(name)]


def _tails(maps: Iterable[Mapping[str, object]], high: Set[str]) -> Mapping[str, Sequence[int]]:
    lengths: dict[str, set[int]] = {}
    for names in maps:
        for name in names:
            if (name[-1] in _SCANNED_ENDS or name in high) and len(name) > 1 and name not in _NEVER_SCANNED:
                lengths.setdefault(name[-2:], set()).add(len(name))
    lengths.setdefault("事处", set()).update(length + 1 for length in lengths.get("街道", ()))
    return {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}
