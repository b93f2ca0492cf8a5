"""``checks.jsonl``: what adds up in the official forms, as data: a line for each sum, its operands as addresses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.exports.values import Json, encoded
from generator.forms.loader import Forms, FormTable
from generator.forms.relations import Operand, Relation


def checks_jsonl(forms: Forms) -> bytes:
    """The file. ``where`` is what findings call the sum; ``year: -1`` names the report of the year before."""
    return b"".join(encoded(line) for form in forms.all for table in form.tables for line in _lines(table))


def read_recheck(templates: Path) -> bytes:
    """The program that is published beside it, which runs the arithmetic again."""
    return (templates / "data" / "recheck.py").read_bytes()


def _lines(table: FormTable) -> Iterator[Json]:
    met: set[tuple[str, str]] = set()
    for relation in (*table.relations, *table.between_years):
        between = relation in table.between_years
        for line in relation.lines:
            code = relation.checks[line]
            where = relation.name(line) if (code, line) in met else line
            met.add((code, line))
            yield {
                "check": code,
                "where": where,
                "form": table.form,
                "table": table.key,
                "name": "" if between else relation.name(line),
                "between_years": between,
                "left": [_operand(table, relation, line, one) for one in relation.left],
                "op": relation.relation,
                "right": [_operand(table, relation, line, one) for one in relation.right],
            }


def _operand(table: FormTable, relation: Relation, line: str, one: Operand) -> Json:
    entry: Json = {"address": ".".join((table.key, *relation.address(line, one)))}
    if one.sign < 0:
        entry["sign"] = one.sign
    if one.last_year:
        entry["year"] = -1
    return entry
