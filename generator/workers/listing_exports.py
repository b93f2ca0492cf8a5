"""What the data page is told of the files that were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from generator.archive.types import RegionShelf
from generator.exports.levels import COUNTY_REPORTS, WHOLE, YEARS
from generator.exports.package import DataFile, Level
from generator.exports.schema import all_tables, load_schema
from generator.exports.sqlite_layout import load_layout
from generator.pages.downloads import (
    DataListing,
    DescribedColumn,
    DescribedTable,
    DownloadLevel,
    ListedFile,
    size_in_words,
)
from generator.pages.gloss import glossed
from generator.workers.export_levels import LevelFiles
from generator.workers.export_tasks import MOST_LINES


def list_data_files(made: Sequence[LevelFiles], regions: Mapping[str, RegionShelf]) -> DataListing:
    """The files of all levels: the whole archive first, then provinces and counties, then years from the newest."""
    ordered = sorted(made, key=lambda one: (one.level != WHOLE, one.level.folder.startswith(YEARS)))
    places = [one for one in ordered if not one.level.folder.startswith(YEARS)]
    years = [one for one in ordered if one.level.folder.startswith(YEARS)]
    return DataListing(
        tuple(_level(one, regions) for one in (*places, *reversed(years))),
        tuple(
            DescribedTable(
                table.name,
                glossed(table.zh, table.en),
                tuple(DescribedColumn(c.name, c.type, c.zh, c.en) for c in table.columns),
            )
            for table in all_tables()
        ),
        len(load_schema()),
        COUNTY_REPORTS,
        MOST_LINES,
    )


def _level(made: LevelFiles, regions: Mapping[str, RegionShelf]) -> DownloadLevel:
    level = made.level
    name, url = level.name, level.folder.removeprefix("data") if level.folder.startswith(YEARS) else ""
    if level.id in regions:
        region = regions[level.id]
        name, url = " ".join((*(crumb.name for crumb in region.crumbs), region.name)), region.url
    # Whoever does not know what to take, takes the zip.
    files = sorted(made.files, key=lambda file: not file.path.endswith(".zip"))
    return DownloadLevel(name, url, made.reports, tuple(_download(level, file) for file in files))


def _download(level: Level, file: DataFile) -> ListedFile:
    lines = file.lines if file.table else None
    return ListedFile(file.path, f"/{level.folder}{file.path}", size_in_words(file.size), lines, _about(file))


def _about(file: DataFile) -> Markup:
    for table in all_tables():
        if table.name == file.table:
            return glossed(table.zh, table.en)
    if file.path.endswith(".zip"):
        return glossed("全部各表（CSV）、字段说明与使用须知。", "All tables (CSV), their dictionary, and what to know.")
    if file.path.endswith(".sqlite"):
        count, views = len(load_schema()), [view.name for view in load_layout().views]
        return glossed(
            f"关于报告的 {count} 张表、现成的视图（{'、'.join(views)}）与可检索的正文，用 SQL 查询。",
            f"The {count} tables about reports, views ({', '.join(views)}) and the running text, for SQL.",
        )
    return Markup("")
