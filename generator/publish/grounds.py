"""Checks before a build: content exists, and the output folder may be replaced."""

from __future__ import annotations

import os
from pathlib import Path

from generator.errors import GongkaiError
from generator.publish.output import require_ours
from generator.publish.walking import walk
from generator.settings import Settings


def require_grounds(settings: Settings) -> None:
    """Raises GongkaiError, with a remedy, where a build could not begin or would harm what it is made from."""
    _require_content(settings)
    _require_files(settings.templates)
    _require_apart(settings)
    require_ours(settings.output)


def _require_content(settings: Settings) -> None:
    """Raise GongkaiError for a content folder with neither reports nor pages.

    One of them may be missing; whether the old site had any is checked when the output is opened.
    """
    _require_opens(settings.content)
    found = [folder for folder in (settings.articles, settings.reports) if os.path.lexists(folder)]
    if not found:
        remedy = "check --content: it holds the folders reports and pages"
        raise GongkaiError(
            "there are neither reports nor pages, so nothing was built", file=settings.content, remedy=remedy
        )
    for folder in found:
        _require_opens(folder)


def _require_opens(folder: Path) -> None:
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        message = "there is no such folder" if missing else f"the folder cannot be opened ({error.strerror})"
        remedy = (
            "check --content, and whether the disk is there" if missing else "it must be a folder that you may read"
        )
        raise GongkaiError(f"{message}, so nothing was built", file=folder, remedy=remedy) from error


def _require_files(templates: Path) -> None:
    """Raise GongkaiError for anything among the ``templates`` that is no file and no link to one.

    Of what is behind a link to a folder some would be read, by its name, and some not, as assets; and whether it was
    changed nobody would see.
    """
    _require_opens(templates)
    for path in sorted(Path(found.place.path) for found in walk(templates)):
        if path.is_file():
            continue
        if path.is_symlink():
            raise GongkaiError("this is a symbolic link", file=path, remedy="put what it leads to there")
        raise GongkaiError("not a plain file", file=path, remedy="remove it")


def _require_apart(settings: Settings) -> None:
    """Raise GongkaiError if the output folder is inside its sources or contains them: it is replaced as a whole."""
    output = settings.output
    for source in (settings.content, settings.templates, settings.root / "generator", settings.root / ".git"):
        if _is_within(output, source):
            raise GongkaiError(
                f"the site would stand inside {source}", file=output, remedy="name another folder with --output"
            )
        if _is_within(source, output):
            raise GongkaiError(f"the site would replace {source}", file=output, remedy="name a folder of its own")
    if _is_within(settings.root, output):
        raise GongkaiError("the site would replace the project", file=output, remedy="name a folder of its own")


def _is_within(inner: Path, outer: Path) -> bool:
    """True if ``inner`` is inside ``outer``, also under another name, as on case-insensitive file systems."""
    if inner.is_relative_to(outer):
        return True
    if not outer.exists():
        return False
    return any(path.exists() and path.samefile(outer) for path in (inner, *inner.parents))
