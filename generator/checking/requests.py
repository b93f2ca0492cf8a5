"""The uploads that a request (a pull request, a branch) adds or changes, told by git, and what is read from them.

A request comes from strangers. Only git's own list of names is used, links are never followed, and nothing that the
request brings is run: attributes may ask git for programs, so these are switched off.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.archive.badges import badges_of
from generator.checking.findings import Checked, ReadingTrouble, check_uploads, trouble_of
from generator.errors import GongkaiError
from generator.inspection import Resources, run_checks
from generator.model.doubts import Attention
from generator.model.reports import Report
from generator.model.results import Badge
from generator.printable import printable
from generator.sources.discover import Upload, discover, is_sidecar
from generator.sources.inbox import INBOX, NOTE_SUFFIX

FOLDERS = ("reports", INBOX)
"""Of content/; whatever else a request changes is not looked at here."""
REVISION = re.compile(r"(?!-)[\w./^~@{}-]{1,200}", re.ASCII)
SECONDS = 120
GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false")
DIFF = ("diff", "--no-ext-diff", "--no-textconv", "--no-renames", "--name-status", "-z")


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """One report of an upload, and its badges; those that need other reports are left out."""

    report: Report
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class ReviewedUpload:
    """One upload of a request, by its path in the repository; ``waits`` in the inbox, where nothing is published."""

    file: str
    waits: bool
    reports: tuple[ReviewedReport, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What a request brings. ``removed``: uploads that are gone with it."""

    uploads: tuple[ReviewedUpload, ...]
    removed: tuple[str, ...]
    checked: Checked


def review(content: Path, base: str, resources: Resources, jobs: int | None = None) -> Review:
    """Read what stands in ``content`` otherwise than at ``base``, or beside it.

    ``content`` is relative to the working folder, the top of a git repository. Raises GongkaiError.
    """
    changed, removed = _changed(content, base)
    _require_no_links(content)
    shown = frozenset(_as_shown(path) for path in changed)
    uploads: list[Upload] = []
    troubles: list[ReadingTrouble] = []
    for name in FOLDERS:
        folder = content / name
        if folder.is_dir():
            found = discover(folder)
            uploads += [_placed(name, one) for one in found.uploads if _touched(one, changed)]
            troubles += [_told(folder, item) for item in found.attention if (folder / item.path).as_posix() in shown]
    checked, read = check_uploads(uploads, troubles, resources, frozenset(resources.catalogue), jobs)
    reviewed = tuple(
        ReviewedUpload(upload.file.as_posix(), upload.path.startswith(f"{INBOX}/"), _reports(result.reports, resources))
        for upload, result in zip(uploads, read, strict=True)
    )
    return Review(reviewed, removed, checked)


def _require_no_links(content: Path) -> None:
    """Raise GongkaiError where the folders themselves lead elsewhere; links inside of them are never followed."""
    for path in (content, *content.parents, *(content / name for name in FOLDERS)):
        if path.is_symlink():
            raise GongkaiError("this is a symbolic link", file=path, remedy="make it a folder")


def _as_shown(path: str) -> str:
    """A path as what is told of it has it: what is no UTF-8 replaced, what steers a terminal escaped."""
    return printable(os.fsencode(path).decode("utf-8", "replace"))


def _placed(folder: str, upload: Upload) -> Upload:
    """Paths of the two folders do not mix; those of reports stay what they are, since they are clues to the place."""
    return upload if folder == "reports" else replace(upload, path=f"{folder}/{upload.path}")


def _touched(upload: Upload, changed: frozenset[str]) -> bool:
    return not changed.isdisjoint(file.as_posix() for file in upload.files) and not upload.file.name.endswith(
        NOTE_SUFFIX
    )


def _told(folder: Path, item: Attention) -> ReadingTrouble:
    return trouble_of((folder / item.path).as_posix(), item)


def _reports(reports: Sequence[Report], resources: Resources) -> tuple[ReviewedReport, ...]:
    found = []
    for report in reports:
        badges = badges_of(report, run_checks(report, resources))
        alone = tuple(badge for name, badge in badges.items() if name != "originality")
        found.append(ReviewedReport(report, alone))
    return tuple(found)


def _changed(content: Path, base: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Paths, as seen from the top of the repository: added or changed since ``base`` left it, and uploads removed."""
    if not REVISION.fullmatch(base):
        raise GongkaiError(f"not a revision of git: {base[:60]!r}", remedy="name a branch or commit, as in origin/main")
    if _git("rev-parse", "--show-prefix").strip():
        raise GongkaiError("this is not the top of the repository", remedy="change into the folder that has .git")
    folders = [(content / name).as_posix() for name in FOLDERS]
    fields = _git(*DIFF, f"{base}...HEAD", "--", *folders).split("\0")
    pairs = list(zip(fields[::2], fields[1::2], strict=False))
    removed = sorted(path for status, path in pairs if status == "D" and not is_sidecar(PurePosixPath(path).name))
    return frozenset(path for status, path in pairs if status != "D"), tuple(removed)


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run([*GIT, *arguments], capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GongkaiError("git cannot be run", remedy="install git, and call this in a git repository") from error
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GongkaiError(
            f"git says: {why[-1] if why else done.returncode}",
            remedy="name a revision that this clone has, and fetch its history",
        )
    return done.stdout.decode("utf-8", "surrogateescape")
