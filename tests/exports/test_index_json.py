"""The list of all reports, and the checksums of all that holds data."""

from __future__ import annotations

import json

from generator.exports.index_json import checksums, index_json
from tests.pages import samples


def test_older_versions_are_listed_too() -> None:
    site = samples.site()
    archive = site.archive
    listed = json.loads(index_json(archive, site.ledger, {}, site.license))["reports"]
    urls = [one["url"] for one in listed]
    assert urls == sorted(entry.url for entry in (*archive.entries, *archive.older))
    assert [one["url"] for one in listed if one["is_version"]] == [entry.url for entry in archive.older]
    assert archive.older


def test_checksums_are_of_data_and_of_no_page() -> None:
    data = (
        "data/cells.csv",
        "data/region/64/cells.csv",
        "index.json",
        "originals/ab.txt",
        "region/64/a/2020/report.json",
    )
    others = ("data/index.html", "index.html", "feeds/new.xml", "search/index/a.json", "region/64/index.html")
    lines = checksums(dict.fromkeys((*others, *data), "0" * 64)).decode().splitlines()
    assert [line.partition("  ")[2] for line in lines] == sorted(data)
