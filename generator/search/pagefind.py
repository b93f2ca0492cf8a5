"""Runs Pagefind's indexer over a staging folder and collects the files to be published."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pagefind_bin  # type: ignore[import-untyped]

from generator.errors import GongkaiError

SIGNATURE = b"pagefind_dcd"
"""What stands before the content of every compressed file of Pagefind's."""

INDEX = ("pagefind-entry.json", "pagefind.*.pf_meta", "index/*.pf_index")
CODE = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
"""All that its search core loads. The rest of the bundle is user interfaces that we do not use."""

SWALLOWED = "console.error(`Failed to load the index chunk ${url}:\n${e?.toString()}`);"
TOLD = "throw new Error(`Failed to load the index chunk ${url}: ${e}`);"
"""Pagefind goes on without a part of the index that did not arrive, and finds nothing in it. Ours says so."""

UNPLACED, PLACED = "let res={id:result2.p,", "let res={id:this.basePath+result2.p,"
"""Pagefind's ids are unique within an index only, and results of merged ones are told apart by nothing else. Ours begin
with the address of the shard, so that a shard can be made without regard to any other."""

CHUNK_SIZE = "1000"
"""Entries in a piece of the index. A phrase loads the pieces its words are in: the smaller, the fewer bytes, but the
more to load at the start, where the list of pieces is."""

TIME_LIMIT = 1800
"""Seconds. A shard of a thousand reports takes ten."""

REMEDY = "install the pinned pagefind-bin again (pip install -c constraints.txt .)"


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """One page to be indexed: its ``words``, blanks between them."""

    words: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pagefind's files by path, those of the index and its code, and the id under which its results name each page."""

    index: dict[str, bytes]
    code: dict[str, bytes]
    ids: Mapping[str, str]


def run(pages: Iterable[tuple[str, IndexedPage]], folder: Path) -> Bundle:
    """Index ``pages``, each under its file name, using ``folder``, which must be empty, for staging and output.

    ``words`` must be free of markup: letters, digits and blanks only.
    Raises :class:`GongkaiError` where Pagefind fails or leaves a page out.
    """
    staging, output = folder / "pages", folder / "bundle"
    staging.mkdir()
    names = set()
    for name, page in pages:
        (staging / name).write_text(_html(page), encoding="utf-8")
        names.add(name)
    _index(staging, output)
    ids = _ids(output / "fragment")
    if lost := sorted(names - ids.keys()):
        raise GongkaiError(f"Pagefind left out {len(lost)} of {len(names)} pages", place=lost[0])
    code = {path: _mended(data) if path.endswith(".js") else data for path, data in _files(output, CODE).items()}
    return Bundle(_files(output, INDEX), code, ids)


def _files(output: Path, patterns: Sequence[str]) -> dict[str, bytes]:
    found = sorted(path for pattern in patterns for path in output.glob(pattern))
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def _mended(script: bytes) -> bytes:
    for old, new in ((SWALLOWED, TOLD), (UNPLACED, PLACED)):
        if script.count(old.encode()) != 1:
            raise GongkaiError(f"this version of Pagefind does not say: {old}", remedy=REMEDY)
        script = script.replace(old.encode(), new.encode())
    return script


def _html(page: IndexedPage) -> str:
    # "und": with a language it knows, Pagefind would segment and stem. The title is kept empty, since it
    # would be indexed as it stands.
    return (
        '<!doctype html><html lang="und"><head><meta charset="utf-8"><title></title></head><body>'
        f"<div data-pagefind-body>{page.words}</div></body></html>\n"
    )


def _index(staging: Path, output: Path) -> None:
    command = [
        str(pagefind_bin.get_executable()),
        *("--site", str(staging), "--output-path", str(output), "--force-language", "und", "--silent"),
    ]
    # In a folder and an environment that configure nothing: its output is part of ours.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    environment["PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"] = CHUNK_SIZE
    try:
        done = subprocess.run(
            command,
            cwd=staging,
            env=environment,
            capture_output=True,
            text=True,
            timeout=TIME_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GongkaiError(f"Pagefind did not run: {error}", remedy=REMEDY) from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise GongkaiError(f"Pagefind failed: {said[-1] if said else done.returncode}", remedy=REMEDY)


def _ids(fragments: Path) -> dict[str, str]:
    """File name of a staged page → Pagefind's id for it, as its fragments tell."""
    ids = {}
    for path in sorted(fragments.glob("*.pf_fragment")):
        content = gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)
        ids[json.loads(content)["url"].removeprefix("/")] = path.stem
    return ids
