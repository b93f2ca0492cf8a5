"""Workbooks for the eyes: everyday ones that show another number than they store, hostile ones, harmless ones."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.eyes import xlsx_beside
from benchmarks.eyes.trick import Kind, Trick
from benchmarks.eyes.xlsx_everyday import everyday
from benchmarks.eyes.xlsx_harmless import harmless
from benchmarks.eyes.xlsx_hostile import hostile
from benchmarks.eyes.xlsx_more import more
from benchmarks.eyes.xlsx_structure import structure


def tricks() -> Iterator[Trick]:
    for kind, made in (
        (Kind.EVERYDAY, everyday()),
        (Kind.HOSTILE, hostile()),
        (Kind.HOSTILE, structure()),
        (Kind.HOSTILE, more()),
        (Kind.HARMLESS, harmless()),
        (Kind.EVERYDAY, xlsx_beside.everyday()),
        (Kind.HARMLESS, xlsx_beside.harmless()),
    ):
        for name, data in made:
            yield Trick(name, kind, ".xlsx", data)
