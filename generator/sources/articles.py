"""Our own pages: Markdown files in content/pages."""

from __future__ import annotations

from pathlib import Path

from generator.errors import GongkaiError
from generator.sources.opening import read_plain_file

MAX_ARTICLE = 2**20
"""Bytes of one of our own pages."""


def read_articles(folder: Path) -> tuple[tuple[str, str], ...]:
    """(file name, text) of the Markdown pages in content/pages and its folder en, by name.

    Raises GongkaiError for one that cannot be read: they are ours.
    """
    try:
        files = [file for where in (folder, folder / "en") if where.is_dir() for file in where.iterdir()]
        names = sorted(file.relative_to(folder).as_posix() for file in files if file.suffix == ".md")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise GongkaiError(f"cannot be opened ({error.strerror})", file=folder) from error
    return tuple((name, _article(folder / name)) for name in names if not (folder / name).is_symlink())


def _article(file: Path) -> str:
    remedy = "pages are plain files, written in UTF-8"
    try:
        return read_plain_file(file, MAX_ARTICLE).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8"
        raise GongkaiError(f"cannot be read ({why})", file=file, remedy=remedy) from error
