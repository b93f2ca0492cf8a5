"""Makes a new archive that builds at once: settings, pages, and how it is built and served."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from generator.errors import GongkaiError
from generator.settings import load_settings, resolved
from generator.shipped import shipped

START = Path(__file__).with_name("start")
"""Files of a new archive; {names} are filled in."""
NAMES: Mapping[str, str] = {"gitignore": ".gitignore", "project.toml": "pyproject.toml"}
"""File of ours -> what it is called in an archive, where that differs."""
COPIED = (
    "netlify.toml",
    "constraints.txt",
    "netlify/keep/manifest.yml",
    "netlify/keep/index.js",
    "scripts/check_request.sh",
    ".github/workflows/uploads.yml",
    ".github/workflows/comment.yml",
)
COMMAND = re.compile(r"^command = .*$", re.MULTILINE)
BUILD = 'command = "python -m pip install -r requirements.txt && python -m generator build"'
UNKNOWN_PROGRAM = "# 请在这里写明，例如：gongkai @ git+https://代码托管网站/机构/gongkai@版本"


@dataclass(frozen=True, slots=True)
class Start:
    """What a new archive is told. ``program``: what pip installs; "" where that is not known."""

    title: str
    site_url: str
    program: str


def start_archive(folder: Path, start: Start) -> tuple[str, ...]:
    """Make an archive in ``folder``, which must be empty or not there; the paths of its files.

    It is made beside it and moved there when it is whole. Raises GongkaiError.
    """
    _require_empty(folder)
    folder = resolved(folder)
    fresh = folder.with_name(f".{folder.name}.new-{os.getpid()}")
    try:
        fresh.parent.mkdir(parents=True, exist_ok=True)
        for path, data in _files(start):
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            if file.suffix == ".sh":
                file.chmod(0o755)
        (fresh / "content/reports").mkdir(parents=True)
        load_settings({}, root=fresh)  # refuses a title or an address that no build would take
        made = tuple(sorted(path.relative_to(fresh).as_posix() for path in fresh.rglob("*") if path.is_file()))
        _move(fresh, folder)
    except OSError as error:
        remedy = "check the disk's space and the folder's permissions"
        raise GongkaiError(f"cannot be made ({error.strerror})", file=folder, remedy=remedy) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return made


def _move(fresh: Path, folder: Path) -> None:
    """What is in ``fresh`` goes into ``folder``, which stays the same folder: somebody's shell may stand in it."""
    folder.mkdir(exist_ok=True)
    for made in sorted(fresh.iterdir()):
        made.replace(folder / made.name)


def installed_from() -> str:
    """What pip would need to install this very program elsewhere; "" where it came from a folder of this machine."""
    try:
        told = distribution("gongkai").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    origin = json.loads(told or "{}")
    version = origin.get("vcs_info")
    return f"gongkai @ {version['vcs']}+{origin['url']}@{version['commit_id']}" if version else ""


def _require_empty(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise GongkaiError("this is no folder", file=folder, remedy="name a new folder")
    if folder.is_dir() and any(folder.iterdir()):
        raise GongkaiError("this folder is not empty", file=folder, remedy="name a new folder; nothing was written")


def _files(start: Start) -> Iterator[tuple[str, bytes]]:
    words = {"title": start.title, "program": start.program or UNKNOWN_PROGRAM}
    quoted = {"title": _quoted(start.title), "site_url": _quoted(start.site_url)}
    for file in sorted(START.rglob("*")):
        if file.is_file():
            name = file.relative_to(START).as_posix()
            text = file.read_text(encoding="utf-8")
            for key, value in (quoted if name == "project.toml" else words).items():
                text = text.replace(f"{{{key}}}", value)
            yield NAMES.get(name, name), text.encode()
    for name in COPIED:
        text = shipped(name).read_text(encoding="utf-8")
        yield name, (COMMAND.sub(BUILD, text) if name == "netlify.toml" else text).encode()
    pages = shipped("content/pages")
    for file in sorted(pages.rglob("*.md")):
        yield f"content/pages/{file.relative_to(pages).as_posix()}", file.read_bytes()


def _quoted(text: str) -> str:
    """A basic string of TOML, which takes JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)
