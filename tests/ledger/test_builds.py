"""Builds with a ledger: its note changes no report, and the next note of the same content is empty."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from generator.ledger.noting import note
from tests.feeds.atom import validated
from tests.growing import Growing, differing, growing


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Growing:
    return growing(tmp_path_factory.mktemp("archive"), 4, 5)


def noted(archive: Growing, day: date) -> tuple[int, int, int]:
    record = note(archive.folder / "site", archive.folder / "content" / "ledger", day)
    return len(record.added), len(record.changed), len(record.withdrawn)


def index(folder: Path) -> dict[str, dict[str, object]]:
    return {one["url"]: one for one in json.loads((folder / "index.json").read_bytes())["reports"]}


def test_from_build_to_build(archive: Growing) -> None:
    site = archive.folder / "site"
    archive.build("site", "cache")
    before = index(site)
    assert before and noted(archive, date(2026, 3, 1)) == (len(before), 0, 0)

    with_cache = archive.built("site", "cache")
    assert noted(archive, date(2026, 3, 2)) == (0, 0, 0)
    assert differing(archive.built("clean", jobs=2), with_cache) == []
    after = index(site)
    assert {url: one["sha256"] for url, one in after.items()} == {url: one["sha256"] for url, one in before.items()}
    assert {one["first_seen"] for one in after.values()} == {"2026-03-01"}
    feed = (site / "feeds/new.xml").read_bytes()
    validated(feed)
    assert b"<updated>2026-03-01T00:00:00Z</updated>" in feed

    file = archive.uploads()[0]
    file.write_text(file.read_text(encoding="utf-8").replace("总计", "总计", 1) + "\n补记一行。\n", encoding="utf-8")
    archive.build("site", "cache")
    added, changed, withdrawn = noted(archive, date(2026, 4, 1))
    assert changed >= 1 and (added, withdrawn) == (0, 0)
    archive.build("site", "cache")
    dates = {str(one["last_changed"]) for one in index(site).values()}
    assert dates == {"2026-03-01", "2026-04-01"}
    builds = json.loads((site / "changes.json").read_bytes())["builds"]
    assert [one["date"] for one in builds] == ["2026-04-01", "2026-03-01"]
    assert (site / "changes/2026-04-01/index.html").is_file()


def test_checksums_are_those_of_the_files(archive: Growing) -> None:
    site = archive.folder / "clean"
    archive.build("clean")
    lines = (site / "data/SHA256SUMS").read_text().splitlines()
    sums = {path: sha256 for sha256, path in (line.split("  ", 1) for line in lines)}
    assert {"index.json", "changes.json", "build.json"} <= sums.keys()
    data = {path.relative_to(site).as_posix() for path in (*site.rglob("report.json"), *site.glob("originals/*"))}
    assert data <= sums.keys() and not [path for path in sums if path.endswith("index.html")]
    found = {path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in sums}
    assert found == sums
    of_reports = {f"{url[1:]}report.json": one["sha256"] for url, one in index(site).items()}
    assert of_reports == {path: sums[path] for path in of_reports} and of_reports
