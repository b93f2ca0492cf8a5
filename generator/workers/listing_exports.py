"""What the data page is told of the files that were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.archive.types import RegionShelf
from generator.exports.levels import COUNTY_REPORTS, WHOLE, YEARS
from generator.exports.package import DataFile, Level
from generator.exports.schema import all_tables
from generator.pages.downloads import (
    DataListing,
    DescribedColumn,
    DescribedTable,
    DownloadLevel,
    ListedFile,
    size_in_words,
)
from generator.workers.export_levels import LevelFiles
from generator.workers.exporting import MOST_LINES

OF_ALL = {
    "zip": "全部各表（CSV）、字段说明与使用须知。",
    "sqlite": "报告的五张表、按中文命名的视图与可检索的正文，用 SQL 查询。",
}
"""What files hold that are not about one table."""


def list_data_files(made: Sequence[LevelFiles], regions: Mapping[str, RegionShelf]) -> DataListing:
    """The files of all levels: the whole archive first, then provinces and counties, then years from the newest."""
    ordered = sorted(made, key=lambda one: (one.level != WHOLE, one.level.folder.startswith(YEARS)))
    places = [one for one in ordered if not one.level.folder.startswith(YEARS)]
    years = [one for one in ordered if one.level.folder.startswith(YEARS)]
    return DataListing(
        tuple(_level(one, regions) for one in (*places, *reversed(years))),
        tuple(
            DescribedTable(
                table.name, table.zh, tuple(DescribedColumn(c.name, c.type, c.zh, c.en) for c in table.columns)
            )
            for table in all_tables()
        ),
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
    told = {table.name: table.zh for table in all_tables()}
    suffix = file.path.rpartition(".")[2]
    about = OF_ALL.get(suffix) or told.get(file.table, "")
    return ListedFile(file.path, f"/{level.folder}{file.path}", size_in_words(file.size), file.lines, about)
