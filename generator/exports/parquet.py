"""Tables as Parquet files, by pyarrow: typed columns that DuckDB, pandas, polars, R and Spark read without a script.

The same rows give the same bytes, with one version of pyarrow. It is imported when the first file is written, since
that takes 0.2 s and 50 MB which most commands have no use for.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import GongkaiError
from generator.exports.columns import Columns
from generator.exports.schema import Column, TableSchema

if TYPE_CHECKING:
    import pyarrow

ROWS_AT_ONCE = 1 << 16
"""Rows of a row group, which are in memory together."""
FORMAT = "2.6"
COMPRESSION, LEVEL = "zstd", 3
"""A twentieth larger than with 9, in two thirds of the time."""
RISING = ("line", "span_start", "span_end")
"""Columns of places, which differ from line to line, but little: only how much is kept, in half the space."""
SORTED = ("report",)
"""Columns that lines are sorted by. Only of these do the least and the greatest value tell a reader which row groups it
may pass over: of others nearly every group has all values, and to look for them takes a fifth of the time."""
ARROW_SCHEMA = "ARROW:schema"
"""Under which pyarrow keeps the types that columns have once they are read."""
PRECISION, SCALE = 38, 18
"""Digits of a decimal, and of those behind the point. A cell has twelve digits at most, in yuan eight more; shares in
percent are doubles, of which eighteen decimals say all that they hold."""
SMALLEST = Decimal(1).scaleb(-SCALE)


def arrow_part(table: TableSchema, columns: Columns, shared: Sequence[str] = ()) -> bytes:
    """Some lines of a table as an Arrow stream, from which Parquet is made in a third of the time that values take.

    ``shared`` are the columns that ``columns`` has apart. Dates may be given in ISO form. Raises GongkaiError where a
    value is not what the schema says.
    """
    import pyarrow

    found = _arrow(columns, table, arrow_schema(table), shared)
    sink = pyarrow.BufferOutputStream()
    options = pyarrow.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pyarrow.ipc.new_stream(sink, found.schema, options=options) as stream:
        stream.write_table(found)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def write_parquet(path: Path, table: TableSchema, parts: Iterable[bytes]) -> int:
    """Write the lines of ``parts`` (:func:`arrow_part`), in their order, to ``path``; how many there were.

    Raises OSError where the disk refuses.
    """
    from pyarrow.parquet import ParquetWriter

    schema, count = arrow_schema(table), 0
    opened = map(_opened, parts)
    first = next(opened, schema.empty_table())
    kept = first.schema.with_metadata(schema.metadata)
    rising = dict.fromkeys((name for name in table.names if name in RISING), "DELTA_BINARY_PACKED")
    with ParquetWriter(
        path, kept, version=FORMAT, compression=COMPRESSION, compression_level=LEVEL, write_page_index=True,
        use_dictionary=[name for name in table.names if name not in rising], column_encoding=rising or None,
        write_statistics=[name for name in table.names if name in SORTED], store_schema=False,
    ) as writer:  # fmt: skip
        # That we have words by number is nobody's business: pandas would make categories of them.
        writer.add_key_value_metadata({ARROW_SCHEMA: b64encode(schema.serialize()).decode()})
        for group in _groups(chain((first,), opened), kept):
            writer.write_table(group.unify_dictionaries(), row_group_size=ROWS_AT_ONCE)
            count += len(group)
    return count


def _opened(part: bytes) -> pyarrow.Table:
    import pyarrow

    options = pyarrow.ipc.IpcReadOptions(use_threads=False)
    return pyarrow.ipc.open_stream(part, options=options).read_all()


def _groups(coming: Iterable[pyarrow.Table], schema: pyarrow.Schema) -> Iterator[pyarrow.Table]:
    """The same lines, :data:`ROWS_AT_ONCE` of them at a time."""
    import pyarrow

    waiting = schema.empty_table()
    for some in coming:
        waiting = pyarrow.concat_tables([waiting, some])
        while len(waiting) >= ROWS_AT_ONCE:
            yield waiting.slice(0, ROWS_AT_ONCE)
            waiting = waiting.slice(ROWS_AT_ONCE)
    if len(waiting):
        yield waiting


def _arrow(some: Columns, table: TableSchema, schema: pyarrow.Schema, shared: Sequence[str]) -> pyarrow.Table:
    """The lines, with what many of them have in common as a dictionary."""
    import pyarrow

    own = iter(some.own)
    once = dict(zip(shared, zip(*some.shared, strict=True) if some.shared else [()] * len(shared), strict=True))
    which = pyarrow.array(some.which, pyarrow.int32())
    arrays = []
    for field in schema:
        if field.name in once:
            arrays.append(_numbered(_array(once[field.name], field, table.name), which))
        elif some.reports and field.name in table.parent:
            numbers = pyarrow.array(list(some.of_reports(range(len(some.reports)))), pyarrow.int32())
            arrays.append(_numbered(_array(some.reports, field, table.name), numbers))
        else:
            arrays.append(_array(next(own), field, table.name))
    return pyarrow.Table.from_arrays(arrays, schema.names)


def _numbered(values: pyarrow.Array, which: pyarrow.Array) -> pyarrow.DictionaryArray:
    """The ``values`` that ``which`` counts out, each different one kept once; None is none of them."""
    import pyarrow

    once = values.dictionary_encode()
    return pyarrow.DictionaryArray.from_arrays(once.indices.take(which), once.dictionary)


def arrow_schema(table: TableSchema) -> pyarrow.Schema:
    """The columns of ``table`` with their types; what each means goes into the file."""
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.decimal128(PRECISION, SCALE),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "year": pyarrow.int16(),
    }
    about = {"title": table.name, "description_zh": table.zh, "description_en": table.en}
    fields = [pyarrow.field(one.name, types[one.type], metadata=_about(one)) for one in table.columns]
    return pyarrow.schema(fields, metadata=about)


def _about(column: Column) -> dict[str, str]:
    return {"description_zh": column.zh, "description_en": column.en}


def _array(values: Sequence[Any], field: pyarrow.Field, table: str) -> pyarrow.Array:
    import pyarrow

    try:
        if pyarrow.types.is_date(field.type):
            return pyarrow.array(values, pyarrow.string()).cast(field.type)
        if pyarrow.types.is_decimal(field.type):
            return _numbers(values, field.type)
        if pyarrow.types.is_integer(field.type) and float in map(type, values):
            raise pyarrow.ArrowInvalid("a fraction, which pyarrow would cut off")
        return pyarrow.array(values, field.type)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError) as error:
        raise GongkaiError(f"{table}.{field.name} cannot be written as Parquet: {error}") from error


def _numbers(values: Sequence[Any], exact: pyarrow.DataType) -> pyarrow.Array:
    """Whole numbers and doubles as decimals: of a double the shortest one that is read back as the same double."""
    import pyarrow
    from pyarrow import compute

    fractions = [_decimal(value) if type(value) is float else None for value in values]
    whole = pyarrow.array([None if type(value) is float else value for value in values], pyarrow.int64()).cast(exact)
    return compute.coalesce(whole, pyarrow.array(fractions, exact))


def _decimal(value: float) -> Decimal:
    exact = Decimal(repr(value))
    return exact if int(exact.as_tuple().exponent) >= -SCALE else exact.quantize(SMALLEST)
