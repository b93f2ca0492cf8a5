"""``coverage.csv``: who ordinarily reports in the regions of the archive, year by year, and whose report is held."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from generator.archive.covered import BodyKind
from generator.archive.types import Archive, RegionShelf
from generator.exports.csv_files import csv_head, csv_lines
from generator.exports.package import DataFile
from generator.exports.rows import Row
from generator.exports.schema import archive_tables

TABLE = "coverage"
COVERAGE = f"{TABLE}.csv"


def coverage_file(archive: Archive) -> tuple[bytes, DataFile]:
    """The file, and what is said of it. Of counties and prefectures without any report their governments have lines,
    their townships have none."""
    (table,) = (one for one in archive_tables() if one.name == TABLE)
    rows = [row for region in archive.regions.values() for row in _rows(archive, region)]
    data = csv_head(table) + csv_lines(rows)
    return data, DataFile(TABLE, COVERAGE, len(data), hashlib.sha256(data).hexdigest(), len(rows))


def _rows(archive: Archive, region: RegionShelf) -> Iterator[Row]:
    found = archive.coverage.get(region.code)
    if found is None:
        return
    names = " ".join((*(crumb.name for crumb in region.crumbs), region.name))
    for body in found.bodies:
        for year, url in body.reports.items():
            yield (region.code, names, body.kind.value, body.id, body.name, year, bool(url), url or None)
    for one in found.empty:
        where = " ".join(dict.fromkeys(name for name in (region.name, one.above, one.name) if name))
        for year in found.years:
            government = f"{one.name}人民政府"
            yield (one.code, where, BodyKind.GOVERNMENT.value, one.code, government, year, False, None)
