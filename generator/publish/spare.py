"""The site before the one that stands, put away to be written over by the next build: that touches what differs, where
to make and to remove every file anew would take most of a small build's time.

What is there is never trusted by its name: a file is as it was left if its size, time and mode are, else it is removed
before anything is written. So are links, above all those in the place of folders, through which the build would write
elsewhere, and folders that are not ours. A spare that was taken is gone; a build that is killed over it leaves it as
any other half of a site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.publish.marker import MARKER
from generator.publish.placing import make_folder
from generator.publish.standing import FOLDER_MODE, StandingFile, is_plain_folder
from generator.publish.walking import folders_above, walk

Lying = Mapping[str, StandingFile]
"""Path of each file in a site that is being written which lay there before → what is known of it."""


@dataclass(frozen=True, slots=True)
class Spare:
    """Where the spare is kept, and what is known of its files."""

    folder: Path
    files: Mapping[str, StandingFile] = field(default_factory=dict)

    def move_to(self, fresh: Path, claim: Callable[[Path], None]) -> bool:
        """Move the spare over ``fresh``, which is empty; False where there is none. ``claim`` marks and locks a folder:
        one without a mark is nobody's, and one whose mark nobody holds is what a dead build left."""
        if not self.files:
            return False
        try:
            (self.folder / MARKER).unlink(missing_ok=True)
            claim(self.folder)
            self.folder.rename(fresh)
        except OSError:  # there is none, it is no folder, or on another disk
            return False
        return True

    def clean(self, site: Path, own: Collection[str] = ()) -> Set[str]:
        """Remove from ``site``, which it was moved to, all that is not as it was left, and give its folders our mode;
        the folders and files named ``own`` are let alone. The paths of known files that are not there. Raises OSError.
        """
        foreign, folders, lost = [], [], set(self.files)
        for found in walk(site, folders=True):
            if found.path.partition("/")[0] in own:
                continue
            if found.is_folder:
                if not is_plain_folder(found.status):  # it may be one that cannot be opened
                    Path(found.place.path).chmod(FOLDER_MODE)
                folders.append(found.path)
            elif _as_left(self.files.get(found.path), found.status):
                lost.remove(found.path)
            else:
                foreign.append(found.path)
        for path in foreign:
            (site / path).unlink()
        for path in sorted(
            set(folders) - folders_above(self.files.keys() - lost), reverse=True
        ):  # the inner ones first
            (site / path).rmdir()
        return lost

    def lying(self, lost: Set[str]) -> Lying:
        """What lies there without what is ``lost``, and what is known of it."""
        return {path: known for path, known in self.files.items() if path not in lost}

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
                    make_folder(Path(here).parent)
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


def _as_left(known: StandingFile | None, status: os.stat_result) -> bool:
    """True if a file of this ``status`` is the one that is ``known``, and has not been touched since."""
    return known is not None and known.is_untouched(status)


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
