"""The official forms, loaded from their YAML files and checked on the way in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from generator.errors import GongkaiError
from generator.forms.relations import Relation, last_years_addresses, relations
from generator.model.figures import Address
from generator.shipped import yaml_of

FORM_FILES = ("2019.yaml", "2021.yaml")
"""The revisions of the national form, oldest first. A new revision is one more file."""


@dataclass(frozen=True, slots=True)
class Label:
    """A row, column or group of a form. ``zh`` is printed by the national template, ``short`` by us."""

    id: str
    zh: str
    en: str
    short: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    domain: str = "count"
    """What may stand in a column: ``count``, ``signed`` (a change) or ``money``."""
    unit: str | None = None
    """The unit that the column's label prescribes."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share a set of columns. Tables 3 and 4 are one block each."""

    heading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FormTable:
    """One of the three tables of a form. ``key`` is its name in our JSON (disclosure, requests, disputes).

    Compared by identity, so that what follows from it can be remembered: forms are loaded once a process.
    """

    key: str
    number: int
    form: str
    zh: str
    en: str
    section: int
    corner: str
    rows: Mapping[str, Label]
    columns: Mapping[str, Label]
    row_groups: Mapping[str, Label]
    column_groups: Mapping[str, Label]
    blocks: tuple[Block, ...]
    relations: tuple[Relation, ...] = ()
    between_years: tuple[Relation, ...] = ()
    """Relations to the same table of the year before, in whichever form that is."""

    def addresses(self) -> Iterator[Address]:
        """Every value cell the form has, in printed order."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield row, column

    def block_of(self, row: str) -> Block:
        return next(block for block in self.blocks if row in block.rows)

    def addresses_of(self, row: str) -> tuple[Address, ...]:
        """The cells of one row in the form's order."""
        return tuple((row, column) for column in self.block_of(row).columns)

    def depth(self, row: str) -> int:
        """In which column of labels, from 1, the row's own label stands: behind those of the groups it is in."""
        depth, group = 1, self.rows[row].group
        while group:
            depth, group = depth + 1, self.row_groups[group].group if group in self.row_groups else ""
        return depth

    @property
    def label_columns(self) -> int:
        """How many columns of labels the table has."""
        return max([self.depth(row) for row in self.rows])

    def label_blanks(self, row: str) -> int | None:
        """Number of label columns beside its own that the label is merged over; None if the table has one only."""
        return _pads(self)[row]


@lru_cache(maxsize=64)
def _pads(table: FormTable) -> Mapping[str, int | None]:
    deep = table.label_columns
    return {row: deep - table.depth(row) if deep > 1 else None for row in table.rows}


@dataclass(frozen=True, slots=True)
class Form:
    """One revision of the national form. ``first`` and ``last`` are the report years it was made for."""

    id: str
    first: int
    last: int | None
    basis: str
    sections: tuple[str, ...]
    disclosure: FormTable
    requests: FormTable
    disputes: FormTable

    @property
    def tables(self) -> tuple[FormTable, ...]:
        return (self.disclosure, self.requests, self.disputes)


@dataclass(frozen=True, slots=True)
class Forms:
    """All revisions, oldest first."""

    all: tuple[Form, ...]

    def get(self, id_: str) -> Form:
        return next(form for form in self.all if form.id == id_)

    def for_year(self, year: int) -> str:
        """The id of the form that a year demands; ``legacy`` before the first national form."""
        return next((f.id for f in reversed(self.all) if f.first <= year), "legacy")

    def table(self, number: int, form: str) -> FormTable:
        return next(table for table in self.get(form).tables if table.number == number)


def load_forms(files: Sequence[str | Path] = FORM_FILES) -> Forms:
    """Read ``files``, oldest form first: names of those that ship with the package, or paths of others.

    An open-ended form ends with the year before the next one's first. Raises GongkaiError where a file contradicts
    itself or the others.
    """
    forms = [_form(file) for file in files]
    for file, form in zip(files, forms, strict=True):
        _check_last_year(form, forms, str(file))
    for file, earlier, later in zip(files, forms, forms[1:], strict=False):
        if later.first <= earlier.first or later.id == earlier.id:
            raise GongkaiError(f"form {later.id} does not follow on {earlier.id}", file=str(file), remedy="see `years`")
    return Forms(tuple(_ended(form, after) for form, after in zip(forms, [*forms[1:], None], strict=True)))


def _ended(form: Form, after: Form | None) -> Form:
    """``form``, which lasts at most until the next one's first year."""
    if after is None or (form.last is not None and form.last < after.first):
        return form
    return replace(form, last=after.first - 1)


def _check_last_year(form: Form, forms: Sequence[Form], file: str) -> None:
    """Raise GongkaiError where a relation names a cell of last year that no form has."""
    for table in form.tables:
        same = (other for each in forms for other in each.tables if other.number == table.number)
        known = {address for other in same for address in other.addresses()}
        for relation in table.between_years:
            if missing := set(last_years_addresses(relation)) - known:
                raise GongkaiError(f"{relation.id}: no form has the cells {sorted(missing)}", file=file, remedy=REMEDY)


REMEDY = "compare with 2021.yaml"


def _form(file: str | Path) -> Form:
    path = file if isinstance(file, Path) else resources.files(__package__).joinpath(file)
    data = yaml_of(path.read_text(encoding="utf-8"))
    try:
        id_ = data["form"]
        tables = {key: _table(key, id_, data[key]) for key in ("disclosure", "requests", "disputes")}
        return Form(
            id=id_,
            first=data["years"]["first"],
            last=data["years"]["last"],
            basis=data["basis"],
            sections=tuple(section["title"] for section in data["sections"]),
            **tables,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise GongkaiError(f"not a form: {error!r}", file=str(file), remedy=REMEDY) from error


def _table(key: str, form: str, data: Mapping[str, Any]) -> FormTable:
    rows, columns = _labels(data["rows"]), _labels(data["columns"])
    blocks = tuple(Block(b["heading"], tuple(b["rows"]), tuple(b["columns"])) for b in data.get("blocks", ())) or (
        Block("", tuple(rows), tuple(columns)),
    )
    for block in blocks:
        unknown = [id_ for id_ in block.rows if id_ not in rows] + [id_ for id_ in block.columns if id_ not in columns]
        if unknown:
            raise ValueError(f"{key}: block {block.heading} names unknown {unknown}")
    cells = frozenset((row, column) for block in blocks for row in block.rows for column in block.columns)
    printed, between_years = (
        relations(data.get(kind, ()), tuple(rows), tuple(columns), cells) for kind in ("relations", "between_years")
    )
    for relation in (*printed, *between_years):
        if any(operand.last_year for operand in relation.operands) != (relation in between_years):
            raise ValueError(f"{key}: {relation.id} stands under the wrong heading: does it name last year or not?")
    return FormTable(
        key=key,
        number=data["number"],
        form=form,
        zh=data["zh"],
        en=data["en"],
        section=data["section"],
        corner=data.get("corner", ""),
        rows=rows,
        columns=columns,
        row_groups=_labels(data.get("row_groups", ())),
        column_groups=_labels(data.get("column_groups", ())),
        blocks=blocks,
        relations=printed,
        between_years=between_years,
    )


def _labels(items: Any) -> dict[str, Label]:
    labels: dict[str, Label] = {}
    for item in items:
        label = Label(
            id=item["id"],
            zh=item["zh"],
            en=item["en"],
            short=item.get("short") or _without_number(item["zh"]),
            group=item.get("group", ""),
            aliases=tuple(item.get("aliases", ())),
            domain=item.get("domain", "count"),
            unit=item.get("unit"),
        )
        if label.id in labels:
            raise ValueError(f"{label.id} comes twice")
        labels[label.id] = label
    return labels


def _without_number(label: str) -> str:
    """``（七）总计`` → ``总计``, ``1.属于国家秘密`` → ``属于国家秘密``."""
    for mark in ("）", "、", "."):
        head, found, tail = label.partition(mark)
        if found and tail and len(head) <= 2:
            return tail
    return label
