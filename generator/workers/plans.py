"""Plans: files that tell processes on other machines what to do.

A plan has the work, what is shared by all items, and what a machine must see to take part: the same code, and the same
files under the same paths.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from generator.cache import DIGEST, version_of
from generator.workers.limits import Limits

ALL_ROOMS = (".",)
"""The code that has to be the same everywhere: all of the package."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a station does. ``seen`` are folders and files with what :func:`sight_of` says of them here."""

    work: Callable[[Any, Any], Any]
    shared: Any
    limits: Limits
    seen: tuple[tuple[Path, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a machine cannot take part, and what to do."""

    reason: str
    remedy: str


OTHER_CODE = Unfit(
    "it has other code, another Python or other libraries",
    "install the same Gongkai there, with the same constraints.txt and extras",
)
NOT_SHARED = "name folders of a file system that all machines see under the same path"


def write_plan(file: Path, plan: Plan) -> None:
    """Write ``plan`` for stations. Pickled, for it goes to processes of our own; raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(version_of(ALL_ROOMS) + pickle.dumps(plan, pickle.HIGHEST_PROTOCOL))


def read_plan(file: Path) -> Plan | Unfit:
    """The plan in ``file``, unless this machine cannot follow it."""
    try:
        data = file.read_bytes()
    except OSError:
        return Unfit(f"it does not see {file.parent}", NOT_SHARED)
    if data[:DIGEST] != version_of(ALL_ROOMS):
        return OTHER_CODE
    plan: Plan = pickle.loads(data[DIGEST:])
    for path, sight in plan.seen:
        if sight_of(path) != sight:
            return Unfit(f"it does not see {path} as it is here", NOT_SHARED)
    return plan


def sight_of(path: Path) -> bytes:
    """A digest of the names in a folder, or of a file; b"" where it cannot be looked into."""
    try:
        if not path.is_dir():
            return sha256(path.read_bytes()).digest()
        return sha256("\0".join(sorted(inner.name for inner in path.iterdir())).encode("utf-8", "replace")).digest()
    except OSError:
        return b""


def forget_plan(file: Path) -> None:
    """Remove a plan that nobody needs any more."""
    file.unlink(missing_ok=True)


def marked(folder: Path) -> Path:
    """A file in ``folder`` by which other machines tell whether they see the same one. Raises OSError."""
    file = folder / "marker"
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), file.open("x", encoding="ascii") as new:
        new.write(uuid4().hex)
    return file
