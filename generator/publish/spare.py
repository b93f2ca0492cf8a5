"""The site before the one that stands, put away to be written over by the next build: that touches what differs, where
to make and to remove every file anew would take most of a small build's time.

What is there is never trusted by its name: a file is as it was left if its size, time and mode are, else it is written
anew. A spare that was taken is gone; a build that is killed over it leaves it as any other half of a site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.publish.marker import MARKER
from generator.publish.placing import StandingFile
from generator.publish.walking import walk

Lying = Mapping[str, StandingFile | None]
"""Path of each file in a site that is being written which lay there before → what is known of it; None: nothing."""


class Altered(NamedTuple):
    """What of a spare is not as it was left: paths of files that were ``touched``, or that nobody knows, and of those
    that are ``missing``."""

    touched: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spare:
    """Where the spare is kept, and what is known of its files."""

    folder: Path
    files: Mapping[str, StandingFile] = field(default_factory=dict)

    def move_to(self, fresh: Path) -> bool:
        """Move the spare over ``fresh``, which is empty; False where there is none. Raises OSError where ``fresh`` is
        gone."""
        if not self.files:
            return False
        try:
            # A folder with a marker that nobody holds is one that a dead build left, and another build may clear it.
            (self.folder / MARKER).unlink(missing_ok=True)
            self.folder.rename(fresh)
        except OSError:  # there is none, it is no folder, or on another disk
            return False
        return True

    def altered(self, site: Path, own: Iterable[str] = ()) -> Altered:
        """How what lies in ``site``, which it was moved to, is otherwise than it was left; what is in the folders or
        files named ``own`` does not count. Raises OSError."""
        found = [one for one in walk(site) if one.path.partition("/")[0] not in own]
        changed = [one.path for one in found if _as_left(self.files.get(one.path), one.status) is None]
        return Altered(tuple(changed), tuple(self.files.keys() - {one.path for one in found}))

    def lying(self, altered: Altered) -> Lying:
        """What lies there, and what is known of it."""
        left: dict[str, StandingFile | None] = {**self.files, **dict.fromkeys(altered.touched)}
        for path in altered.missing:
            del left[path]
        return left

    def put_away(self, site: Path) -> bool:
        """Keep ``site`` as the spare, in place of any other; False where that cannot be, and it stands where it did."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.remove()
            site.rename(self.folder)
        except OSError:
            return False
        return True

    def link(self, site: Path, paths: Iterable[str]) -> bool:
        """Make a spare of links to the files of ``site`` at ``paths``; False where that cannot be, and there is none.

        After a first build nothing was put away, and the second one would link every file that stays.
        """
        self.remove()
        try:
            for path in paths:
                there, here = f"{site}/{path}", f"{self.folder}/{path}"
                try:
                    os.link(there, here)
                except FileNotFoundError:
                    Path(here).parent.mkdir(parents=True, exist_ok=True)
                    os.link(there, here)
        except OSError:  # a file system without links, or another one
            self.remove()
            return False
        return True

    def remove(self) -> None:
        """Remove the spare, and what is left of others. One that a build takes at this moment is left to it."""
        doomed = self.folder.with_name(f"{self.folder.name}.{os.getpid()}")
        with suppress(OSError):
            self.folder.rename(doomed)
        for left in self.folder.parent.glob(f"{self.folder.name}.*"):
            shutil.rmtree(left, ignore_errors=True)


def _as_left(known: StandingFile | None, status: os.stat_result) -> StandingFile | None:
    """What is ``known`` of a file of this ``status``, if it has not been touched since."""
    return known if known is not None and known.is_untouched(status) else None


def tidy(site: Path, unwanted: Iterable[str]) -> None:
    """Remove the files at the ``unwanted`` paths, and the folders that are empty without them. Raises OSError."""
    emptied = set()
    for path in unwanted:
        file = site / path
        with suppress(IsADirectoryError, NotADirectoryError):  # a folder stands there now, or a file above it
            file.unlink(missing_ok=True)
        emptied.add(file.parent)
    while emptied:
        folder = max(emptied, key=lambda one: len(one.parts))
        emptied.discard(folder)
        if folder != site:
            with suppress(OSError):  # something is in it still
                folder.rmdir()
                emptied.add(folder.parent)
