"""Opens zips of reports that strangers made: nothing is unpacked by its name, and all of it is bounded."""

from __future__ import annotations

import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.filing.candidates import Brought, Known, Setback
from generator.filing.kinds import Kind, kind_of
from generator.filing.said import Said, said
from generator.filing.staging import Stage
from generator.sources.archives import CENTRAL_ENTRY, CHUNK, DAMAGED, MAX_RATIO, METHODS, RATIO_FROM
from generator.sources.discover import MAX_BYTES, SIDECAR_SUFFIXES, is_sidecar
from generator.sources.names import MOST_PAGES, is_picture
from generator.sources.plain_yaml import MAX_BYTES as MAX_SIDECAR
from generator.sources.sidecars import read_sidecar
from generator.sources.walking import JUNK

MAX_FILES = 20_000
"""Files of one zip: a province's reports of a year are some 5,000."""
MAX_ENTRIES = 50 * MAX_FILES
"""Marks of entries in its bytes, those of the Word files inside included; counted before its list is read."""
MAX_TOTAL = 4 * 2**30
"""Bytes of all files of one zip, unpacked one by one."""
MANY_METHODS = (*METHODS, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
UTF8_FLAG, LOCKED_FLAG = 0x800, 0x1


class _RefusedError(Exception):
    """Why a file of a zip, or the whole of it, is not taken."""

    def __init__(self, reason: Said) -> None:
        super().__init__(reason.code)
        self.reason = reason


class _FullError(_RefusedError):
    """All that may be unpacked of one zip was."""


@dataclass
class _Spent:
    """Bytes that were unpacked of one zip."""

    total: int = 0


def zip_files(path: Path, shown: str, known: Known, stage: Stage) -> Iterator[Brought]:
    """The files of the zip at ``path``, in its order, each with the sidecar that lies beside it."""
    try:
        _require_few_entries(path)
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            yield from _files(archive, infos, shown, known, stage)
    except _RefusedError as refused:
        yield Setback(shown, (refused.reason,))
    except DAMAGED:
        yield Setback(shown, (said("zip_broken"),))


def _require_few_entries(path: Path) -> None:
    """Raises _RefusedError where the list of the zip would not fit into memory."""
    count, tail = 0, b""
    with path.open("rb") as file:
        while piece := file.read(2**20):
            count += (tail + piece).count(CENTRAL_ENTRY)
            tail = piece[-(len(CENTRAL_ENTRY) - 1) :]
    if count > MAX_ENTRIES:
        raise _RefusedError(said("zip_many", count=MAX_FILES))


Named = Sequence[tuple[zipfile.ZipInfo, str]]
"""Entries of a zip and their names as people know them."""


def _files(
    archive: zipfile.ZipFile, infos: Sequence[zipfile.ZipInfo], shown: str, known: Known, stage: Stage
) -> Iterator[Brought]:
    named = _named(infos)
    yield from _lonely_sidecars(named, shown)
    opened = _Opened(archive, named, _Spent())
    listed = opened.listed()
    later = {page for pages in listed.values() for page in pages} - listed.keys()
    for name in (name for _, name in named if not is_sidecar(name) and name not in later):
        try:
            data, sidecar = opened.data(name), opened.sidecar(name)
            pages = [(PurePosixPath(page).name, opened.page(page)) for page in listed.get(name, ())]
        except _FullError:
            raise
        except _RefusedError as refused:
            yield Setback(f"{shown}: {name}", (refused.reason,))
        else:
            own = replace(known, received_as=PurePosixPath(name).name or "?")
            yield stage.copy(f"{shown}: {name}", name, data, own, sidecar=sidecar, pages=pages)


class _Opened:
    """What the zip's files hold, by name."""

    def __init__(self, archive: zipfile.ZipFile, named: Named, spent: _Spent) -> None:
        self._archive, self._spent = archive, spent
        self._infos = {name: info for info, name in named}
        self._sidecars = {_stem(name): info for info, name in reversed(named) if is_sidecar(name)}

    def data(self, name: str) -> bytes:
        """Raises _RefusedError, as the others do."""
        _require_plain(self._infos[name], name)
        return _unpacked(self._archive, self._infos[name], MAX_BYTES, self._spent)

    def sidecar(self, name: str) -> bytes | None:
        info = self._sidecars.get(_stem(name))
        return _unpacked(self._archive, info, MAX_SIDECAR, self._spent) if info else None

    def listed(self) -> dict[str, tuple[str, ...]]:
        """Pictures whose sidecars list further pages, and these."""
        found = {name: self._pages(name) for name in self._infos if is_picture(name)}
        return {name: pages for name, pages in found.items() if pages}

    def _pages(self, name: str) -> tuple[str, ...]:
        """The files that the sidecar of ``name`` lists as further pages, whether they are there or not."""
        try:
            sidecar = self.sidecar(name)
        except _RefusedError:
            return ()  # told where the file itself is read
        listed = read_sidecar(name, sidecar)[0].pages if sidecar and b"pages" in sidecar else ()
        beside = (str(PurePosixPath(name).with_name(page)) for page in listed if PurePosixPath(page).name == page)
        return tuple(page for page in dict.fromkeys(beside) if page != name)[: MOST_PAGES - 1]

    def page(self, name: str) -> bytes | None:
        """None where there is no such picture, or it has a sidecar of its own."""
        known = name in self._infos and is_picture(name) and _stem(name) not in self._sidecars
        return self.data(name) if known else None


def _named(infos: Sequence[zipfile.ZipInfo]) -> Named:
    """What people put into the zip. Raises _RefusedError for nothing and for too much."""
    named = [(info, name) for info in infos if not _is_junk(name := name_of(info))]
    if not named:
        raise _RefusedError(said("nothing_in"))
    if len(named) > MAX_FILES:
        raise _RefusedError(said("zip_many", count=MAX_FILES))
    return named


def _lonely_sidecars(named: Named, shown: str) -> Iterator[Setback]:
    described = {_stem(name) for _, name in named if not is_sidecar(name)}
    for _, name in named:
        if is_sidecar(name) and _stem(name) not in described:
            yield Setback(f"{shown}: {name}", (said("lonely_sidecar"),))


def name_of(info: zipfile.ZipInfo) -> str:
    """Its name with forward slashes. What is not marked as UTF-8 is that all the same, or GB18030 (Chinese Windows)."""
    name = info.filename
    if not info.flag_bits & UTF8_FLAG:
        try:
            raw = name.encode("cp437")  # as the standard library decoded it
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _is_junk(name: str) -> bool:
    """What systems put into zips."""
    steps = name.split("/")
    return any(step in JUNK for step in steps) or steps[-1].startswith("._")


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    suffix = path.suffix if path.suffix.lower() in SIDECAR_SUFFIXES else ""
    return unicodedata.normalize("NFC", name.removesuffix(suffix or path.suffix))


def _require_plain(info: zipfile.ZipInfo, name: str) -> None:
    steps = name.split("/")
    if name.startswith("/") or ".." in steps or ":" in steps[0]:
        raise _RefusedError(said("zip_outside"))
    if info.flag_bits & LOCKED_FLAG:
        raise _RefusedError(said("zip_locked"))
    mode = info.external_attr >> 16
    if (stat.S_IFMT(mode) and not stat.S_ISREG(mode)) or info.compress_type not in MANY_METHODS:
        raise _RefusedError(said("zip_odd"))
    if kind_of(name) in (Kind.TABLE, Kind.WARC):
        raise _RefusedError(said("crawl_inside"))
    if kind_of(name) in (Kind.ZIP, Kind.PACKED):
        raise _RefusedError(said("packed"))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int, spent: _Spent) -> bytes:
    """The bytes of a file, unpacked in small steps; what its headers claim of its size is not believed."""
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as part:
            while piece := part.read(CHUNK):
                size += len(piece)
                spent.total += len(piece)
                if spent.total > MAX_TOTAL:
                    raise _FullError(said("zip_full", size=MAX_TOTAL >> 30))
                if size > RATIO_FROM and size > max(info.compress_size, 1) * MAX_RATIO:
                    raise _RefusedError(said("zip_bomb"))
                if size > limit:
                    raise _RefusedError(said("too_large", size=limit >> 20))
                pieces.append(piece)
    except DAMAGED as error:
        raise _RefusedError(said("zip_broken")) from error
    return b"".join(pieces)
