"""Walks a folder of uploads without following links."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

JUNK = frozenset(
    {".DS_Store", ".git", ".gitkeep", ".gitignore", ".gitattributes", "__MACOSX", "Thumbs.db", "desktop.ini"}
)
"""What systems leave in folders. Anything else that is hidden is listed, since nobody would miss it otherwise; so is a
folder of such a name, which may hold anything."""
JUNK_FOLDER = ("system_folder", "这是系统或版本管理的文件夹，其中的文件未读取。", "请把报告移到别的文件夹。")

Trouble = tuple[str, str, str]
"""A doubt's code, message and remedy."""


def walk(folder: Path) -> Iterator[tuple[Path, Trouble | None]]:
    """Files and links, and what is wrong with those that need no look: folders that cannot be opened or are passed
    over."""
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append, followlinks=False):
        here = Path(parent)
        for name in list(folders):
            if (here / name).is_symlink():
                yield here / name, None
            elif name in JUNK:
                folders.remove(name)
                yield here / name, JUNK_FOLDER
        yield from ((here / name, None) for name in names if name not in JUNK and not name.startswith("._"))
    for error in closed:
        if isinstance(error, FileNotFoundError) and Path(error.filename) == folder:
            continue  # an archive without reports has no such folder
        message = f"文件夹无法打开（{error.strerror}），其中的文件未读取。"
        yield Path(error.filename), ("unreadable_folder", message, "请检查文件夹的权限。")
