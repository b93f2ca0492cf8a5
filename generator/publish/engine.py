"""The program as a browser runs it, for ``/draft/``: what ``make draft`` fetched, and our own reading and checking.

Nothing is fetched here. Where ``make draft`` was not run the page only explains. The addresses hold the hash of all
files, as those of other assets do, so that they may be kept for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any

from generator.errors import GongkaiError
from generator.pages.site import EngineNote, EnginePart
from generator.publish.assets import FOLDER, HASH_LENGTH, Assets

NOTE = "engine.json"
"""What ``make draft`` says of the files beside it: their SHA-256, and whose they are."""
PROGRAM = "program.zip"
ROOMS = (
    "__init__.py", "archive", "attempts.py", "addresses.py", "checking", "checks", "corpus", "errors.py", "exports",
    "forms", "inspection.py", "labels.py", "model", "places", "printable.py", "reading", "repairs", "scratch.py",
    "shipped.py", "sources", "text", "workers",
)  # fmt: skip
"""What checking a draft loads of our program, which tests/checking/test_drafts.py holds."""
_LEFT_OUT = ("__pycache__", "hanzi.txt", "typefaces.txt", "examples")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def with_engine(assets: Assets, folder: Path) -> Assets:
    """``assets``, and what ``make draft`` left in ``folder`` with our program; nothing more where it was not run.

    Raises GongkaiError where a file was changed since.
    """
    if not (folder / NOTE).is_file():
        return assets
    told = _told(folder)
    files = {name: _whole(folder / name, digest) for name, digest in sorted(told["files"].items())}
    files[PROGRAM] = program()
    digest = hashlib.sha256()
    for name, data in sorted(files.items()):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    url = f"/{FOLDER}/draft.{digest.hexdigest()[:HASH_LENGTH]}/"
    parts = tuple(EnginePart(*part) for part in told["parts"])
    placed = {f"{url[1:]}{name}": data for name, data in files.items()}
    return replace(assets, files={**assets.files, **placed}, engine=EngineNote(url, _sent(files), parts))


def program() -> bytes:
    """Our own part: the modules that check a draft, and their data."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in _sources():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _sources() -> Iterator[tuple[str, bytes]]:
    root = resources.files("generator")
    yield from _below((root / room for room in ROOMS), "generator")


def _below(items: Iterable[Traversable], above: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(items, key=lambda item: item.name):
        name = f"{above}/{item.name}"
        if item.name in _LEFT_OUT or item.name.endswith(".pyc"):
            continue
        if item.is_dir():
            yield from _below(item.iterdir(), name)
        else:
            yield name, item.read_bytes()


def _told(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / NOTE).read_bytes()))
    except (OSError, ValueError) as error:
        raise _broken(folder / NOTE) from error


def _whole(file: Path, digest: str) -> bytes:
    """The bytes of ``file``, which are those that were fetched."""
    data = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(data).hexdigest() != digest:
        raise _broken(file)
    return data


def _broken(file: Path) -> GongkaiError:
    return GongkaiError("is not what was fetched", file=file, remedy="run: make draft")


def _sent(files: Mapping[str, bytes]) -> int:
    """Bytes that a reader's browser loads: archives as they are, the rest packed by the host (measured as gzip)."""
    return sum(
        len(data) if name.endswith(".zip") else len(gzip.compress(data, 6, mtime=0)) for name, data in files.items()
    )
