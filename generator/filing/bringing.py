"""Takes what people name (files, folders, zips, tables, WARCs) for single files to be read, one after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from generator.errors import GongkaiError
from generator.filing.candidates import Brought, Known, Setback
from generator.filing.crawls import table_rows
from generator.filing.files import from_file
from generator.filing.kinds import Kind, kind_of
from generator.filing.notes import is_note
from generator.filing.said import said
from generator.filing.staging import Stage
from generator.filing.tables import FILE_KINDS as TABLES
from generator.filing.tables import Columns, Table
from generator.filing.warcs import warc_records
from generator.filing.zips import zip_files
from generator.sources.named import Folders, discover_named, page_owner

QUIET = frozenset({"__MACOSX"})
"""Folders that a system adds to an archive; nobody means them."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be brought, as it was asked for."""

    paths: Sequence[Path]
    today: date
    source_url: str | None = None
    columns: Columns = field(default_factory=Columns)

    def known_of(self, path: Path) -> Known:
        """What is known of a file that is named, or lies in a folder that is."""
        return Known(path.name, self.source_url, self.today if self.source_url else None)


def require_apart(paths: Sequence[Path], content: Path) -> None:
    """Raises GongkaiError for a folder that holds the archive itself: nobody means to add all of that."""
    for path in paths:
        if _is_folder(path) and content.is_relative_to(os.path.realpath(path)):
            raise GongkaiError("the archive lies in this folder", file=path, remedy="name what is to be added alone")


def checked_tables(call: Call) -> dict[Path, Table]:
    """The tables among the paths, opened and found to have the columns that were named.

    Raises GongkaiError for options that go with nothing, before anything is filed.
    """
    tables = [path for path in call.paths if kind_of(path.name) is Kind.TABLE and path.is_file()]
    crawls = [path for path in call.paths if kind_of(path.name) is Kind.WARC] + tables
    if call.columns.given and not tables:
        raise GongkaiError(
            f"{next(iter(call.columns.given))} names a column, and there is no table among the files",
            remedy=f"name a file in {', '.join(TABLES)}",
        )
    if call.source_url is not None and crawls:
        raise GongkaiError(
            "--source-url is one address, and a crawl has one for every page",
            file=crawls[0],
            remedy="for a table name the column of addresses by --url; a WARC has them itself",
        )
    return {path: Table.open(path, call.columns) for path in tables}


def bring(call: Call, tables: dict[Path, Table], stage: Stage, inbox: Path) -> Iterator[Brought]:
    """Everything that is named, file by file; what cannot be read is told in its place. Further pages come along with
    their report."""
    named = {path.absolute() for path in call.paths}
    folders: Folders = {}
    for path in call.paths:
        owner = page_owner(path, folders)
        if owner is not None and owner.absolute() in named:
            continue
        empty = True
        try:
            for one in _bring(path, call, tables, stage, inbox, folders):
                empty = False
                yield one
            if empty:
                yield Setback(str(path), (said("nothing_in"),))
        except GongkaiError as error:
            yield Setback(str(path), (), error)
        except OSError as error:
            if str(error.filename or stage.folder).startswith(str(stage.folder)):
                raise  # the temporary folder's trouble, which ends the run
            message = f"cannot be read ({error.strerror})"
            yield Setback(str(path), (), GongkaiError(message, file=path, remedy="check the file"))


def _bring(
    path: Path, call: Call, tables: dict[Path, Table], stage: Stage, inbox: Path, folders: Folders
) -> Iterator[Brought]:
    if _is_folder(path):
        yield from _folder(path, call, stage, inbox)
    elif path in tables:
        yield from table_rows(tables[path], stage)
    elif path.is_file() and not path.is_symlink() and kind_of(path.name) in (Kind.ZIP, Kind.WARC, Kind.PACKED):
        yield from _opened(kind_of(path.name), path, str(path), call, stage)
    elif path.is_file() and is_note(path.name) and _is_within(path, inbox):
        yield Setback(str(path), (said("is_sidecar"),))
    else:
        yield from_file(path, str(path), call.known_of(path), stage, folders)


def _is_folder(path: Path) -> bool:
    """A folder that somebody named; a link to one is followed no more than one to a file."""
    try:
        return path.is_dir() and not path.is_symlink()
    except (OSError, ValueError):
        return False


def _folder(folder: Path, call: Call, stage: Stage, inbox: Path) -> Iterator[Brought]:
    folders: Folders = {}
    for one in discover_named((folder,)):
        if one.upload is None:
            if one.attention and PurePosixPath(one.attention.path).name not in QUIET:
                yield Setback(one.shown, (one.attention.doubt,))
            continue
        path = one.upload.file
        if is_note(path.name) and _is_within(path, inbox):
            continue
        kind = kind_of(path.name)
        if kind is Kind.TABLE:
            yield Setback(one.shown, (said("crawl_inside"),))
        elif kind is not Kind.FILE:
            yield from _opened(kind, path, one.shown, call, stage)
        else:
            try:
                yield from_file(path, one.shown, call.known_of(path), stage, folders)
            except GongkaiError as error:
                yield Setback(one.shown, (), error)


def _opened(kind: Kind, path: Path, shown: str, call: Call, stage: Stage) -> Iterator[Brought]:
    if kind is Kind.ZIP:
        yield from zip_files(path, shown, call.known_of(path), stage)
    elif kind is Kind.WARC:
        yield from warc_records(path, shown, stage)
    else:
        yield Setback(shown, (said("packed"),))


def _is_within(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
