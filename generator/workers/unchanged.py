"""Whether anything would come out otherwise than what stands: then nothing needs to be built.

The key is made of all that a build reads: the bytes of content/ and templates/, settings, our code and the libraries.
Nothing is taken for unchanged by its time or size but the files of the site itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import FileIO
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.cache import ByteStore, key_of, version_of
from generator.model.doubts import Attention
from generator.publish.grounds import require_grounds
from generator.publish.marker import MARKER
from generator.publish.problems import Problem
from generator.publish.standing import StandingFile, StandingSite, is_plain_folder
from generator.publish.walking import Found, folders_above, walk
from generator.settings import Settings
from generator.sources.formats import CONVERTED
from generator.sources.pictures import installed
from generator.workers.coding import ENCODER, decoded
from generator.workers.rooms import MAKING_ROOMS
from generator.workers.upkeep import in_use

BUILDING_ROOMS = (*MAKING_ROOMS, "inspection.py", "checking", "settings.py", "progress.py", "pipeline.py")
"""What a build is made with."""
AT_ONCE = 256
"""Files that one thread reads in a row."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What is told of a build when it is done. ``failed`` counts reports by check, ``unchanged``: nothing was built."""

    reports: int
    organs: int
    files: int
    size: int
    failed: Mapping[str, int]
    attention: tuple[Attention, ...]
    problems: tuple[Problem, ...]
    unchanged: bool = False


NOTHING_BUILT = BuildSummary(0, 0, 0, 0, {}, (), ())


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site as a build left it, and the key of all that it was made from; "" where another build of the same may come
    out otherwise."""

    key: str
    files: Mapping[str, StandingFile]
    summary: BuildSummary


class _KeyAlone(msgspec.Struct):
    """Of a known site, which is told in a tenth of the time: after an upload it is another one."""

    key: str


_DECODER = msgspec.msgpack.Decoder(KnownSite)
_KEY = msgspec.msgpack.Decoder(_KeyAlone)


def sites_in(cache: Path) -> ByteStore:
    """What is known of sites."""
    return ByteStore(cache / "sites")


def remember_site(store: ByteStore, target: Path, site: KnownSite) -> None:
    """Keep what is known of the site at ``target``."""
    store.put(_name_of(target), ENCODER.encode(site))


def known_site(store: ByteStore, target: Path) -> KnownSite | None:
    """What is known of the site at ``target``; None where nothing is."""
    return decoded(store.get(_name_of(target)), _DECODER)


def is_made_from(store: ByteStore, target: Path, key: str) -> bool:
    """True if the site at ``target`` is known to be made from what ``key`` says; never of ""."""
    known = decoded(store.get(_name_of(target)), _KEY)
    return known is not None and known.key == key != ""


def stands_unchanged(site: KnownSite, target: Path) -> bool:
    """True if no file or folder of the site at ``target`` was added, changed or removed."""
    standing, left, folders = StandingSite(target, site.files), len(site.files), folders_above(site.files)
    with suppress(OSError):
        if not is_plain_folder(target.stat()):
            return False
        for found in walk(target, folders=True):
            if found.path == MARKER:
                continue
            if found.is_folder:
                if found.path not in folders or not is_plain_folder(found.status):
                    return False
                continue
            known = site.files.get(found.path)
            if known is None or not standing.is_as_written(found.path, known, found.status):
                return False
            left -= 1
        return left == 0
    return False


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build reads: a ``key`` of all of it, "" where that depends on something that cannot be told, such as a
    file that another program converts; ``hashes`` are the SHA-256 of the plain files in content/, by where they are."""

    key: str = ""
    hashes: Mapping[str, bytes] = field(default_factory=dict)


def inputs_for(settings: Settings) -> Inputs:
    """What a build reads; no key where it cannot be told, or nothing is kept. Raises GongkaiError where nothing can be
    built."""
    require_grounds(settings)
    return inputs_of(settings) if settings.cache else Inputs()


def unchanged(settings: Settings, inputs: Inputs) -> BuildSummary | None:
    """What was told of the site that stands, where a build would only make the same again of ``inputs``."""
    if settings.cache is None:
        return None
    with in_use(settings.cache):
        sites, target = sites_in(settings.cache), settings.output
        known = known_site(sites, target) if is_made_from(sites, target, inputs.key) else None
        return replace(known.summary, unchanged=True) if known and stands_unchanged(known, target) else None


def inputs_of(settings: Settings) -> Inputs:
    """All that a build reads, whether or not anything is kept; nothing of it where a file cannot be read."""
    told = (settings.title, settings.site_url, settings.shard_size, settings.license, settings.report_errors)
    parts = [version_of(BUILDING_ROOMS), repr(told).encode(), installed.engine().encode()]
    try:
        content = [_hashed(folder) for folder in (settings.content, *_elsewhere(settings))]
        for files in (*content, _hashed(settings.templates)):
            parts += [*(os.fsencode(one.path) + b" " + one.digest for one in files), b""]
    except OSError:
        return Inputs()
    hashes = {one.place: one.digest for files in content for one in files if one.is_plain}
    converted = any(one.path.lower().endswith(tuple(CONVERTED)) for files in content for one in files)
    return Inputs("" if converted else key_of(*parts), hashes)


def _elsewhere(settings: Settings) -> list[Path]:
    """Folders that are read and are no part of the content: what checks drafts in the browser, and the ledger; and
    where links in the content lead to that a build follows. All others in it are passed over."""
    folders = (settings.engine, settings.ledger, settings.reports, settings.articles, settings.articles / "en")
    return [
        folder
        for folder in folders
        if folder.is_dir() and (folder.is_symlink() or not folder.is_relative_to(settings.content))
    ]


class _Hashed(NamedTuple):
    """A file: its path in its folder, where that is, and its digest; that of a link tells where it leads to, too."""

    path: str
    place: str
    digest: bytes
    is_plain: bool


def _hashed(folder: Path) -> list[_Hashed]:
    """All files of ``folder``, by path. Raises OSError where one cannot be read."""
    files = sorted(walk(folder))
    some = [files[at : at + AT_ONCE] for at in range(0, len(files), AT_ONCE)]
    with ThreadPoolExecutor() as threads:
        return [one for done in threads.map(lambda found: list(map(_with_hash, found)), some) for one in done]


def _with_hash(found: Found) -> _Hashed:
    path, place, _ = found
    if place.is_symlink():
        link = Path(place.path)
        inner = hashlib.sha256(link.read_bytes()).digest() if link.is_file() else b""
        return _Hashed(path, place.path, os.fsencode(link.readlink()) + b" " + inner, is_plain=False)
    if not place.is_file(follow_symlinks=False):
        raise OSError("no plain file")
    with FileIO(place.path) as file:  # thousands in a build: no Path, no buffer
        return _Hashed(path, place.path, hashlib.sha256(file.readall()).digest(), is_plain=True)


def _name_of(target: Path) -> str:
    return key_of(os.fsencode(target.resolve()))
