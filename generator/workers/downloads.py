"""Which data files a page hands out: those of the level that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.exports.levels import WHOLE
from generator.pages.downloads import size_in_words
from generator.pages.page import Download
from generator.publish.placing import PlacedFile
from generator.workers.export_levels import LevelFiles

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".zip": "application/zip",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".db": "application/vnd.sqlite3",
}
"""By the ending of a file's name; others are bytes to whoever asks."""


def downloads(levels: Iterable[LevelFiles]) -> Mapping[str, tuple[Download, ...]]:
    """Address of a page → its files. Those of ``data/region/64/`` belong to the page ``/region/64/``."""
    found = {}
    for level in levels:
        folder = level.level.folder
        page = f"/{folder if level.level == WHOLE else folder.removeprefix(WHOLE.folder)}"
        found[page] = tuple(_download(folder, placed) for placed in level.placed)
    return found


def _download(folder: str, placed: PlacedFile) -> Download:
    path = placed.path
    ending = path[path.rindex(".") :]
    media_type = MEDIA_TYPES.get(ending, "application/octet-stream")
    return Download(f"/{path}", path.removeprefix(folder), media_type, size_in_words(placed.size))
