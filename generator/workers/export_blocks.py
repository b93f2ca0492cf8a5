"""Blocks of reports that follow one another in data files: what is made of them once is in every file that holds them.

A province's reports are part of the whole archive's, and where a report is added only its own block is made anew. What
is large lies in the store of rows; what tells where is small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import msgspec

from generator.cache import ByteStore, key_of
from generator.exports.columns import Passage, columns_by_table
from generator.exports.deflated import Piece, deflated, inflated, joined
from generator.exports.json_lines import json_lines
from generator.exports.levels import RowsRef
from generator.exports.rows import TABLES, ReportRows
from generator.exports.schema import load_schema
from generator.exports.sqlite_layout import load_layout
from generator.exports.sqlite_parts import sqlite_part
from generator.exports.sqlite_text import number_before, region_number
from generator.exports.whole import parquet_part
from generator.search.folding import spaced
from generator.workers.coding import ENCODER
from generator.workers.context import MakingContext
from generator.workers.indexing import open_document
from generator.workers.limits import Failure, Limits
from generator.workers.made import ENDED, DocumentRef, NotMade
from generator.workers.pool import Jobs, begin_unknown
from generator.workers.stored_rows import open_csv, open_rows

BLOCK_LIMITS = Limits(processor=300, clock=900)
MOST = 250
"""Reports of a block, which are in memory together as values: 50,000 cells. Half a second makes them anew."""
LONG = ("cells",)
"""Tables of which a report has so many lines that they are as small when they are packed by themselves: 50 kB, and
packing looks back 32. Of the others many reports are packed together in a third of the space."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some reports. ``whole``: they are part of the whole archive, which is published in more formats than CSV;
    ``documents`` are the texts of those that have one, ``before`` the number before those of their passages."""

    refs: tuple[RowsRef, ...]
    whole: bool = False
    documents: tuple[DocumentRef, ...] = ()
    before: int = 0

    @property
    def key(self) -> bytes:
        """What it is made of."""
        parts = (ref.key.encode() for refs in (self.refs, self.documents) for ref in refs)
        head = f"block of the whole, {self.before}" if self.whole else "block"
        return key_of(head.encode(), *parts).encode()


@dataclass(frozen=True, slots=True)
class StoredPiece:
    """A piece, and where it lies in the store of rows."""

    piece: Piece
    key: str


@dataclass(frozen=True, slots=True)
class MadeBlock:
    """What was made of a block, by table: pieces, and the keys of its parts of Parquet files; and the key of its part
    of the SQLite file, "" of a block that is no part of the whole archive."""

    csv: dict[str, StoredPiece]
    json: dict[str, StoredPiece]
    arrow: dict[str, str]
    part: str = ""

    @property
    def keys(self) -> Iterator[str]:
        """All that has to be in the store."""
        yield from (one.key for pieces in (self.csv, self.json) for one in pieces.values())
        yield from self.arrow.values()
        yield from filter(None, (self.part,))


_DECODER = msgspec.msgpack.Decoder(MadeBlock)


def blocks_of(
    refs: Iterable[RowsRef], digits: int | None = None, texts: Mapping[str, DocumentRef] | None = None
) -> Iterator[Block]:
    """``refs``, in their order, as blocks of one region, of whose code only ``digits`` count; with ``texts``, by the
    reports' addresses, those of the whole archive."""
    seen = Counter[int]()
    for _, group in groupby(refs, key=lambda ref: ref.region[:digits]):
        some = tuple(group)
        for start in range(0, len(some), MOST):
            part = some[start : start + MOST]
            documents = tuple(texts[ref.url] for ref in part if ref.url in texts) if texts is not None else ()
            region = region_number(part[0].region)
            yield Block(part, texts is not None, documents, number_before(region, seen[region]))
            seen[region] += 1


def make_blocks(blocks: Sequence[Block], context: MakingContext, jobs: Jobs = None) -> Generator[MadeBlock, None, None]:
    """What is made of each of ``blocks``, in their order; begun at once. Raises GongkaiError where one cannot be made.
    Has to be closed."""
    return _made_blocks(begin_unknown(_make, blocks, partial(_known, context), context, _lost, jobs, BLOCK_LIMITS))


def _made_blocks(
    coming: Generator[tuple[Block, MadeBlock | None, MadeBlock | NotMade | None], None, None],
) -> Generator[MadeBlock, None, None]:
    with closing(coming):
        for _, known, made in coming:
            if isinstance(made, NotMade):
                raise made.failure(f"lines cannot be put together: {made.detail}", place="data")
            if one := known or made:
                yield one


def _lost(block: Block, failure: Failure) -> NotMade:
    return NotMade(f"{block.refs[0].url} {ENDED[failure]}")


def _known(context: MakingContext, block: Block) -> MadeBlock | None:
    """What an earlier build made of it, of which all is there."""
    known = context.known(_key(context, block), _DECODER)
    whole = known is not None and all(context.there(context.rows, one) for one in known[1].keys)
    return known[1] if known is not None and whole else None


def _key(context: MakingContext, block: Block) -> str:
    return key_of(context.recipe, block.key)


def _make(context: MakingContext, block: Block) -> MadeBlock | NotMade:
    try:
        made = _made(context, block)
    except KeyError as error:
        return NotMade(str(error), lost=True)
    context.keep(_key(context, block), ENCODER.encode(made))
    return made


def _made(context: MakingContext, block: Block) -> MadeBlock:
    store = context.rows
    csv = _csv_pieces([open_csv(store, ref) for ref in block.refs], store)
    if not block.whole:
        return MadeBlock(csv, {}, {})
    reports = [open_rows(store, ref) for ref in block.refs]
    json = _json_pieces(reports, store)
    found = columns_by_table(reports)
    arrow = {table.name: store.put_content(parquet_part(table, found)) for table in load_schema()}
    passages = (passage for ref in block.documents for passage in passages_of(context.documents, ref))
    part = store.put_content(sqlite_part(load_layout(), found, passages, block.before))
    return MadeBlock(csv, json, arrow, part)


def _csv_pieces(reports: Sequence[Mapping[str, tuple[Piece, bytes]]], store: ByteStore) -> dict[str, StoredPiece]:
    """Those of the reports, one behind the other, where they are long, and else packed anew, all of them together."""
    made = {}
    for table in TABLES:
        pieces = [report[table] for report in reports]
        if table in LONG:
            piece, data = joined(piece for piece, _ in pieces), b"".join(data for _, data in pieces)
        else:
            piece, data = deflated(*(inflated(data) for _, data in pieces))
        made[table] = StoredPiece(piece, store.put_content(data))
    return made


def _json_pieces(reports: Sequence[ReportRows], store: ByteStore) -> dict[str, StoredPiece]:
    made = {}
    for table in load_schema():
        piece, data = deflated(*(json_lines(table, rows[table.name]) for rows in reports))
        made[table.name] = StoredPiece(piece, store.put_content(data))
    return made


def passages_of(documents: ByteStore, ref: DocumentRef) -> Iterator[Passage]:
    """The running text of a report. Raises KeyError where the store has lost it."""
    for one in open_document(documents, ref).passages:
        yield Passage(ref.url, one.anchor, one.heading, one.text, (spaced(one.heading), spaced(one.text)))
