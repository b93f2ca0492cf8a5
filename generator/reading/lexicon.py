"""The labels of all forms, indexed once a run: what a printed label may stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from generator.forms.loader import Forms, FormTable
from generator.reading.matching import BRACKETS, REMEMBERED, LabelIndex, label_index, label_key, label_keys, our_words
from generator.text.folding import squash
from generator.text.numerals import ORDINAL_CHARACTERS

HEADER_WORD = "信息内容"


@dataclass(frozen=True, slots=True, eq=False)
class TableLexicon:
    """The labels of one table (2, 3 or 4) over all forms together, and of each form by itself. Compared by identity."""

    number: int
    tables: tuple[FormTable, ...]
    rows: LabelIndex
    columns: LabelIndex
    """Columns and their groups."""
    row_groups: LabelIndex
    own_rows: Mapping[str, LabelIndex]
    """Form id → its rows alone."""
    own_columns: Mapping[str, LabelIndex]
    shared: frozenset[str]
    """Keys of labels that name rows and columns of the table (其他, 总计): alone they make no header."""
    shared_ids: frozenset[str]
    """The columns that are named so."""
    narrowest: int
    """Values of the shortest row of any form."""


class Kind(Enum):
    """What a label names in the official tables."""

    ROW = auto()
    COLUMN = auto()
    BLOCK = auto()
    """A block of table 4, which stands in its header."""
    HEADING = auto()
    """Parts a table without belonging to a row: 第二十条…, （三）不予公开."""


@dataclass(frozen=True, slots=True)
class StreamVocabulary:
    """What a piece of text in a stream may be, by its squashed words."""

    kinds: Mapping[str, Kind]
    ambiguous: frozenset[str]
    """其他 and 总计 name rows and columns: in a run of column labels they are columns."""
    rows: tuple[LabelIndex, ...]
    disclosed: LabelIndex
    """The columns of table 2."""
    prefixes: frozenset[str]
    """What the keys of labels begin with."""
    _seen: dict[str, Kind | None] = field(default_factory=dict, compare=False, repr=False)
    """What was asked before: the same pieces come in every report. Pure, so only a matter of speed."""
    _begun: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def begins(self, text: str) -> bool:
        """True if a label may begin with ``text``."""
        if text not in self._begun:
            if len(self._begun) >= REMEMBERED:
                self._begun.clear()
            self._begun[text] = self._begins(text)
        return self._begun[text]

    def _begins(self, text: str) -> bool:
        if PIECE_OF_NUMBER.fullmatch(text):
            return True
        plain = text[: min((at for mark in "（(" if (at := text.find(mark)) > 0), default=len(text))]
        keys = (label_key(text), squash(text), label_key(plain))
        return any(key in self.prefixes or our_words(key) in self.prefixes for key in keys)

    def kind(self, text: str) -> Kind | None:
        if text not in self._seen:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[text] = self._kind(text)
        return self._seen[text]

    def _kind(self, text: str) -> Kind | None:
        key = label_key(text)
        return (
            self.kinds.get(key)
            or self.kinds.get(squash(text))
            or self.kinds.get(our_words(key))
            or self._explained(text)
        )

    def _explained(self, text: str) -> Kind | None:
        """A label behind which an explanation in brackets stands."""
        plain = BRACKETS.sub("", text)
        return self.kinds.get(label_key(plain)) if plain != text else None

    def stump(self, text: str) -> bool:
        """True if it is the beginning of a column label of table 2, or such a label with a misprint."""
        key = label_key(text)
        if not SHORTEST_STUMP <= len(key) <= LONGEST_LABEL or any(c.isdigit() for c in key):
            return False
        return any(label.startswith(key) for label in self.disclosed.exact) or self.disclosed.find(text) is not None

    def misprinted(self, text: str) -> bool:
        """True if it is a row's label with a misprint."""
        return len(text) <= LONGEST_LABEL and any(index.find(text) for index in self.rows)


PIECE_OF_NUMBER = re.compile(rf"\s*[（(]?\s*(?:[{ORDINAL_CHARACTERS}]{{1,3}}|\d{{1,2}})?\s*[）)]?[、.．,，]?\s*")
"""A label's own number, or a part of it, on a line by itself."""
LONGEST_LABEL = 50
SHORTEST_STUMP = 2


def is_header_word(text: str) -> bool:
    """信息内容, which stands before the columns of every block of table 2."""
    return our_words(squash(text)) == HEADER_WORD


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All labels of all forms."""

    forms: Forms
    disclosure: TableLexicon
    requests: TableLexicon
    disputes: TableLexicon
    words: StreamVocabulary

    def of(self, number: int) -> TableLexicon:
        """The labels of table ``number`` (2, 3 or 4)."""
        return next(one for one in (self.disclosure, self.requests, self.disputes) if one.number == number)


def build_lexicon(forms: Forms) -> Lexicon:
    two, three, four = (_table(forms, number) for number in (2, 3, 4))
    return Lexicon(forms, two, three, four, _vocabulary(two, three, four))


def _vocabulary(two: TableLexicon, three: TableLexicon, four: TableLexicon) -> StreamVocabulary:
    headings = {squash(HEADER_WORD), *three.row_groups.exact, *three.row_groups.known}
    headings |= {squash(block.heading) for table in two.tables for block in table.blocks}
    headings |= {squash(table.corner) for table in three.tables}
    columns = {key for t in (two, three, four) for key in (*t.columns.exact, *t.columns.known)}
    rows = {key for t in (two, three) for key in (*t.rows.exact, *t.rows.known)}
    kinds = dict.fromkeys(headings, Kind.HEADING)
    kinds |= dict.fromkeys(columns, Kind.COLUMN)
    kinds |= dict.fromkeys((*four.rows.exact, *four.rows.known), Kind.BLOCK)
    kinds |= dict.fromkeys(rows, Kind.ROW)
    prefixes = frozenset(key[:length] for key in kinds for length in range(len(key) + 1))
    return StreamVocabulary(kinds, frozenset(rows & columns), (two.rows, three.rows), two.columns, prefixes)


def _table(forms: Forms, number: int) -> TableLexicon:
    tables = tuple(forms.table(number, form.id) for form in forms.all)
    shared, shared_ids = _shared(tables)
    return TableLexicon(
        number=number,
        tables=tables,
        rows=label_index(label for table in tables for label in table.rows.values()),
        columns=label_index(
            label for table in tables for label in (*table.columns.values(), *table.column_groups.values())
        ),
        row_groups=label_index(label for table in tables for label in table.row_groups.values()),
        own_rows={table.form: label_index(table.rows.values()) for table in tables},
        own_columns={table.form: label_index(table.columns.values()) for table in tables},
        shared=shared,
        shared_ids=shared_ids,
        narrowest=min(len(block.columns) for table in tables for block in table.blocks),
    )


def _shared(tables: Sequence[FormTable]) -> tuple[frozenset[str], frozenset[str]]:
    """Keys that name a column and, in some form, a row; and the ids of the columns that have such a key."""
    columns = {label.id: label_keys(label) for table in tables for label in table.columns.values()}
    rows = {key for table in tables for label in table.rows.values() for key in label_keys(label)}
    shared = frozenset().union(*columns.values()) & rows
    return shared, frozenset(id_ for id_, keys in columns.items() if keys & shared)
