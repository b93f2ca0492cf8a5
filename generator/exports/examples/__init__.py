"""The worked examples of the data page. Tests run each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from generator.exports.schema import load_schema


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of a spreadsheet and what it tells. ``letter`` is the new column that it fills, "" for none."""

    zh: str
    text: str
    letter: str


def example(name: str) -> str:
    """The text of one example: ``requests.sql``, ``python.txt``, ``full_text.sql``."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def formulas() -> Sequence[Formula]:
    """The example for spreadsheets, with the letters of the columns as they are today."""
    reports, *_ = load_schema()
    letters = {f"{table.name}.{name}": _letter(at) for table in load_schema() for at, name in enumerate(table.names)}
    new = {name: _letter(len(reports.names) + at) for at, name in enumerate(("received", "blank"))}
    return tuple(
        Formula(
            item["zh"],
            re.sub(r"\{([\w.]+)\}", lambda found: (letters | new)[found[1]], item["formula"]),
            new.get(key, ""),
        )
        for key, item in yaml.safe_load(example("spreadsheet.yaml")).items()
    )


def _letter(at: int) -> str:
    """The name of a column, counted from 0."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
