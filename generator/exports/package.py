"""What describes the files of a level: ``datapackage.json`` (Frictionless) and the README."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import msgspec

from generator.exports.schema import TableSchema
from generator.exports.values import Json
from generator.licenses import License

PACKAGE = "datapackage.json"
README = "README.txt"
CSV = (".csv", ".csv.gz")
_ONLY = re.compile(r"^\[(csv|else)\] (.*\n)", re.MULTILINE)
"""A line of the README that is said of CSV alone, or of all other files."""


@dataclass(frozen=True, slots=True)
class About:
    """What files say of the archive that they are from. The licence is of what is ours alone."""

    title: str
    site_url: str
    license: License


@dataclass(frozen=True, slots=True)
class Level:
    """What some files are about: the whole archive, a region or a year. ``folder`` is their folder in the site."""

    folder: str
    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of one table. ``path`` is its name, ``sha256`` of its bytes, "" where that is not known, ``lines`` without
    the head."""

    table: str
    path: str
    size: int
    sha256: str
    lines: int


def datapackage(level: Level, files: Sequence[DataFile], tables: Sequence[TableSchema], about: About) -> bytes:
    """``datapackage.json`` of files that lie in one folder."""
    schemas = {table.name: table for table in tables}
    package: Json = {
        "profile": "tabular-data-package",
        "name": f"gongkai-{level.id}",
        "title": f"{about.title}：{level.name}",
        "title_en": f"Annual reports on open government information: {level.name_en}",
        "homepage": f"{about.site_url}/data/",
        "licenses": [{"name": about.license.name, "path": about.license.path, "title": about.license.title}],
        "sources": [{"title": "政府信息公开工作年度报告（各行政机关依法公布，公文）"}],
        "resources": [_resource(file, schemas[file.table]) for file in files],
    }
    return msgspec.json.format(msgspec.json.encode(package), indent=1) + b"\n"


def _resource(file: DataFile, table: TableSchema) -> Json:
    packed = {"compression": "gz"} if file.path.endswith(".gz") else {}
    digest = {"hash": f"sha256:{file.sha256}"} if file.sha256 else {}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.path,
        "description": table.zh,
        "description_en": table.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **packed,
        "bytes": file.size,
        **digest,
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": table_schema(table),
    }


def table_schema(table: TableSchema) -> Json:
    """A table as Frictionless Table Schema, each column described in both languages."""
    schema: Json = {
        "fields": [
            {
                "name": column.name,
                "type": column.type,
                "description": column.zh,
                "description_en": column.en,
                **({"constraints": {"required": True}} if column.required else {}),
            }
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.parent:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": parent, "fields": ["report"]}}
            for name, parent in table.parent.items()
        ]
    return schema


def readme(level: Level, files: Sequence[DataFile], tables: Sequence[TableSchema], about: About) -> bytes:
    """README.txt of files of one format; only CSV has a package and guarded texts."""
    form = "csv" if all(file.path.endswith(CSV) for file in files) else "else"
    told = {table.name: table.zh for table in tables}
    listed = "\n".join(f"{file.path}（{file.lines} 行）：{told[file.table]}" for file in files)
    text = resources.files(__package__).joinpath("readme.txt").read_text(encoding="utf-8")
    text = _ONLY.sub(lambda line: line[2] if line[1] == form else "", text)
    return text.format(about=about, name=level.name, folder=f"/{level.folder}", files=listed).encode()
