"""Everything below a folder with its status, in one walk: a site has nine files a report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple


class Found(NamedTuple):
    """Something in a folder: its path below that with forward slashes, and where it is."""

    path: str
    place: os.DirEntry[str]
    is_folder: bool = False

    @property
    def status(self) -> os.stat_result:
        """Of a link its own, not of what it leads to. Raises OSError."""
        return self.place.stat(follow_symlinks=False)


def walk(folder: Path, folders: bool = False) -> Iterator[Found]:
    """All in ``folder`` and below that is no folder, links to folders included; with ``folders`` these as well, each
    before it is opened. Raises OSError."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        above, path = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{above}{entry.name}/", entry.path))
                    if folders:
                        yield Found(above + entry.name, entry, is_folder=True)
                else:
                    yield Found(above + entry.name, entry)


def folders_above(paths: Iterable[str]) -> set[str]:
    """The folders that the files at ``paths`` are in, and those above them."""
    found = {""}
    above = {path.rpartition("/")[0] for path in paths} - found
    while above:
        found |= above
        above = {path.rpartition("/")[0] for path in above} - found
    return found - {""}
