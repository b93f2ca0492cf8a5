"""Tables as Parquet files, by pyarrow: typed columns that DuckDB, pandas, polars, R and Spark read without a script.

The same rows give the same bytes, with one version of pyarrow. It is imported when the first file is written, since
that takes 0.2 s and 50 MB which most commands have no use for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.errors import GongkaiError
from generator.exports.schema import Column, TableSchema

if TYPE_CHECKING:
    import pyarrow

ROWS_AT_ONCE = 1 << 16
"""Rows of a row group, which are in memory together: some 60 MB of cells."""
FORMAT = "2.6"
COMPRESSION, LEVEL = "zstd", 9
PRECISION, SCALE = 38, 18
"""Digits of a decimal, and of those behind the point. A cell has twelve digits at most, in yuan eight more; shares in
percent are doubles, of which eighteen decimals say all that they hold."""
SMALLEST = Decimal(1).scaleb(-SCALE)


def write_parquet(path: Path, table: TableSchema, rows: Iterable[Sequence[Any]]) -> int:
    """Write ``rows``, in their order, to ``path``; how many there were. Dates may be given in ISO form.

    Raises GongkaiError where a value is not what the schema says, OSError where the disk refuses.
    """
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = arrow_schema(table)
    coming, count = iter(rows), 0
    with ParquetWriter(
        path, schema, version=FORMAT, compression=COMPRESSION, compression_level=LEVEL, write_page_index=True
    ) as writer:
        while group := list(islice(coming, ROWS_AT_ONCE)):
            arrays = [
                _array(values, field, table.name)
                for values, field in zip(zip(*group, strict=True), schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), row_group_size=ROWS_AT_ONCE)
            count += len(group)
    return count


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
        if pyarrow.types.is_integer(field.type) and any(isinstance(value, float) for value in values):
            raise pyarrow.ArrowInvalid("a fraction, which pyarrow would cut off")
        return pyarrow.array(values, field.type)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError) as error:
        raise GongkaiError(f"{table}.{field.name} cannot be written as Parquet: {error}") from error


def _numbers(values: Sequence[Any], exact: pyarrow.DataType) -> pyarrow.Array:
    """Whole numbers and doubles as decimals: of a double the shortest one that is read back as the same double."""
    import pyarrow

    if not any(isinstance(value, float) for value in values):
        return pyarrow.array(values, pyarrow.int64()).cast(exact)
    return pyarrow.array([None if value is None else _decimal(value) for value in values], exact)


def _decimal(value: int | float) -> Decimal:
    exact = Decimal(repr(value))
    return exact if int(exact.as_tuple().exponent) >= -SCALE else exact.quantize(SMALLEST)
