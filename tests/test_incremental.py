"""With and without what earlier builds left, on one core or two: the same site, to the byte.

Whatever is wrong with what was kept, or with the site that stands, costs time and nothing else.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from generator.cache import DIGEST, ByteStore
from generator.publish.walking import walk
from generator.workers.kept import key_of_templates
from tests.filled import filled
from tests.growing import ROOT, Growing, Site, differing, files_of, growing
from tests.writing import write_report

STORES = ("records", "digests", "documents", "pages", "sites", "measures", "rows", "ids")
REPORTS = 6


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Growing, Site]:
    """An archive with a site and a cache, and what a clean build of it is. Tests may harm site and cache, since they
    build both again, and leave its content alone."""
    made = growing(tmp_path_factory.mktemp("archive"), 3, REPORTS)
    made.build("site", "cache")
    return made, made.built("clean")


@pytest.fixture
def copy(archive: tuple[Growing, Site], tmp_path: Path) -> Growing:
    """The archive with its content and records, to be changed; without a site."""
    whole, _ = archive
    shutil.copytree(whole.folder / "content", tmp_path / "content")
    shutil.copytree(whole.folder / "cache", tmp_path / "cache")
    return Growing(tmp_path, Random(7))


def series(folder: Path, seed: int, steps: int) -> Iterator[tuple[str, list[str]]]:
    """What happened, and where one of the builds then differs from a clean one."""
    changing = growing(folder, seed, REPORTS)
    for step in range(steps):
        happened = changing.step() if step else "begun"
        clean = changing.built("clean", jobs=1 + step % 2)
        one = changing.built("one", "cache-of-one", 1)
        two = changing.built("two", "cache-of-two", 2)
        yield happened, differing(clean, one) + differing(clean, two)


def test_all_stores_are_harmed_here(archive: tuple[Growing, Site]) -> None:
    kept = archive[0].folder / "cache"
    assert sorted(path.name for path in kept.iterdir() if path.is_dir()) == sorted([*STORES, "spare"])


def test_workers_tell_what_the_reports_of_a_template_share(archive: tuple[Growing, Site]) -> None:
    pages = (archive[0].folder / "clean" / "checks" / "F05" / "clusters").glob("*/index.html")
    assert all("<blockquote>" in page.read_text(encoding="utf-8") for page in filled(sorted(pages)))


def test_builds_with_a_cache_are_those_without(tmp_path: Path) -> None:
    seen = list(series(tmp_path, 5, 4))
    assert len(seen) == 4 and [one for one in seen if one[1]] == []


@pytest.mark.parametrize("seed", range(2))
def test_long_series_of_builds_with_a_cache(seed: int, tmp_path: Path) -> None:
    seen = list(series(tmp_path, seed, 14))
    assert len(seen) == 14 and [one for one in seen if one[1]] == []
    assert len({happened for happened, _ in seen}) > 5


# What was kept is damaged, of something else, or of another time.


def damaged(entry: Path) -> None:
    data = entry.read_bytes()
    entry.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def unsealed(entry: Path) -> None:
    data = entry.read_bytes()
    entry.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def cut(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[: DIGEST + 2])


def older(entry: Path) -> None:
    """Whole, but not of a form that is known now."""
    ByteStore(entry.parent).put(entry.name, b"\x81\xa1a\x01")


def empty(entry: Path) -> None:
    entry.write_bytes(b"")


def lost(entry: Path) -> None:
    entry.unlink()


def in_the_way(entry: Path) -> None:
    """A folder stands where it was."""
    entry.unlink()
    (entry / "inside").mkdir(parents=True)


HARMS = (damaged, unsealed, cut, older, empty, lost, in_the_way)


def entries_of(archive: Growing, store: str) -> list[Path]:
    return sorted(path for path in (archive.folder / "cache" / store).rglob("*") if path.is_file())


@pytest.mark.parametrize("store", STORES)
def test_whatever_is_wrong_with_entries_the_site_is_the_same(store: str, archive: tuple[Growing, Site]) -> None:
    whole, clean = archive
    for number, entry in enumerate(filled(entries_of(whole, store))):
        HARMS[(number + STORES.index(store)) % len(HARMS)](entry)
    assert differing(whole.built("site", "cache"), clean) == []
    shutil.rmtree(whole.folder / "cache" / store)  # with the folders that are in the way


@pytest.mark.parametrize("store", ["documents", "rows"])
def test_what_was_taken_for_whole_and_is_not_is_made_anew(store: str, copy: Growing) -> None:
    copy.build("site", "cache")
    for number, entry in enumerate(filled(entries_of(copy, store))):
        (damaged, unsealed, cut, empty)[number % 4](entry)
    (copy.reports / "110101" / "other").mkdir(parents=True)
    text = write_report(title="东城区东华门街道办事处2022年政府信息公开工作年度报告")
    (copy.reports / "110101" / "other" / "2022.txt").write_text(text, encoding="utf-8")
    assert differing(copy.built("site", "cache"), copy.built("clean")) == []


def test_a_third_build_is_written_over_the_first(copy: Growing) -> None:
    """What neither changed lies where it lay."""
    before: dict[str, int] = {}
    for number in range(3):
        copy.write_article(number)
        spare = copy.folder / "cache" / "spare"
        before = {found.path: found.status.st_ino for found in walk(spare)} if spare.exists() else {}
        copy.build("site", "cache")
    assert differing(files_of(copy.folder / "site"), copy.built("clean")) == []
    after = {found.path: found.status.st_ino for found in walk(copy.folder / "site")}
    assert len(before) > 50
    assert sum(after.get(path) == inode for path, inode in before.items()) > len(before) / 2


def test_an_entry_of_something_else_is_none(archive: tuple[Growing, Site]) -> None:
    whole, clean = archive
    for name in ("site", "other", "third"):  # so that there are several of nearly every kind
        whole.build(name, "cache")
    for store in STORES:
        entries = filled(entries_of(whole, store))
        held = [entry.read_bytes() for entry in entries]
        for entry, data in zip(entries, held[1:] + held[:1], strict=True):
            entry.write_bytes(data)
    assert differing(whole.built("site", "cache"), clean) == []


# What is not made again.


def inodes(folder: Path) -> dict[str, int]:
    """An entry that is written again is another file."""
    return {path.name: path.lstat().st_ino for path in sorted(folder.iterdir())}


def test_a_changed_template_reads_no_report_again(copy: Growing) -> None:
    changed = copy.own_templates() / "report.html"
    copy.build("site", "cache")
    kept = {store: inodes(copy.folder / "cache" / store) for store in ("records", "digests")}
    assert len(kept["records"]) == REPORTS == len(kept["digests"])
    changed.write_text(changed.read_text(encoding="utf-8").replace("核对结果", "核对之结果"), encoding="utf-8")
    assert differing(copy.built("site", "cache"), copy.built("clean")) == []
    assert kept == {store: inodes(copy.folder / "cache" / store) for store in kept}
    assert "核对之结果" in next((copy.folder / "site" / "region").rglob("2*/index.html")).read_text(encoding="utf-8")


def test_every_file_of_the_templates_counts(copy: Growing) -> None:
    """Also one of a kind that no template was of before."""
    templates = copy.own_templates()
    (templates / "new.kind").touch()
    seen = [key_of_templates(templates)]
    for file in (path for path in sorted(templates.rglob("*")) if path.is_file()):
        file.write_bytes(b" " + file.read_bytes())
        seen.append(key_of_templates(templates))
    (templates / "new.kind").rename(templates / "components" / "new.kind")
    seen.append(key_of_templates(templates))
    assert len(set(seen)) == len(seen) > 60


def test_a_changed_template_that_is_no_markup_is_seen(copy: Growing) -> None:
    manifest = copy.own_templates() / "manifest.webmanifest"
    copy.build("site", "cache")
    manifest.write_text(" " + manifest.read_text(encoding="utf-8"), encoding="utf-8")
    assert differing(copy.built("site", "cache", 2), copy.built("clean", jobs=2)) == []
    assert (copy.folder / "site" / "manifest.webmanifest").read_bytes().startswith(b" ")


def test_one_report_more_leaves_the_others_where_they_are(copy: Growing) -> None:
    copy.build("site", "cache")
    kept = inodes(copy.folder / "cache" / "records")
    made_before = inodes(copy.folder / "cache" / "pages")
    pages = {path: path.lstat().st_ino for path in sorted(copy.folder.glob("site/region/**/report.json"))}
    town = copy.reports / "110101" / "other"
    town.mkdir(parents=True)
    text = write_report(title="东城区东华门街道办事处2022年政府信息公开工作年度报告")
    (town / "2022.txt").write_text(text, encoding="utf-8")
    stages = copy.build("site", "cache", 2).stages
    now = inodes(copy.folder / "cache" / "records")
    assert kept.items() < now.items() and len(now) == len(kept) + 1
    made_now = inodes(copy.folder / "cache" / "pages")
    assert made_before.items() <= made_now.items(), "what is known is not made again, nor are tables of a changed year"
    written = {path.parents[1] for path, inode in pages.items() if path.lstat().st_ino != inode}
    assert len({path.parents[1] for path in pages}) > 2
    assert len(written) <= 1, "of the organ that is listed after the new one, which is linked there"
    made = {name for stage in stages if stage.name in ("data", "whole") for name, _ in stage.tally.slowest}
    whole = {"data/gongkai.sqlite", "data/*.csv", "data/*.jsonl", "data/*.parquet"}
    assert made == whole | {"data/region/11/*.csv", "data/year/2022/*.csv"}, "data of other places and years stay"


# The site that stands was changed by hand.


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"changed by hand")


def of_equal_length(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])


def closed(path: Path) -> None:
    path.chmod(0o600)


def gone(path: Path) -> None:
    path.unlink()


def a_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(ROOT / "README.md")


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def another_file(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"put there by hand")


BY_HAND = (longer, of_equal_length, closed, gone, a_link, a_folder, another_file)


def test_a_site_that_was_changed_by_hand_is_mended(archive: tuple[Growing, Site]) -> None:
    whole, clean = archive
    whole.build("site", "cache")
    site = whole.folder / "site"
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.name != ".gongkai"]
    assert len(files) > 10 * len(BY_HAND)
    for number, path in enumerate(files):
        BY_HAND[number % len(BY_HAND)](path)
    (site / "region" / "mine").mkdir()
    (site / "region" / "mine" / "index.html").write_text("mine")
    assert differing(whole.built("site", "cache"), clean) == []


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_folders_of_a_site_that_were_changed_by_hand_are_mended(copy: Growing) -> None:
    """The site with what was changed is the spare of the second build after that."""
    site, outside = copy.folder / "site", copy.folder / "outside"
    copy.build("site", "cache")
    (site / "checks").rename(outside)
    (site / "checks").symlink_to(outside)
    shutil.rmtree(site / "region")
    (site / "region").symlink_to("nowhere")
    shutil.rmtree(site / "data")
    (site / "data").symlink_to(ROOT / "README.md")
    (site / "mine").mkdir()
    (site / "year").chmod(0o700)
    before = files_of(outside)
    for number in range(2):
        copy.write_article(number)
        now, clean = copy.built("site", "cache", 2), copy.built("clean")
        assert differing(now, clean) == []
        modes = [
            {one.path: one.status.st_mode for one in walk(copy.folder / name, folders=True)}
            for name in ("site", "clean")
        ]
        assert modes[0] == modes[1]
    assert files_of(outside) == before


def test_an_old_copy_of_linked_files_is_never_written_to(copy: Growing) -> None:
    templates = copy.own_templates()
    copy.build("site", "cache")
    shutil.copytree(copy.folder / "site", copy.folder / "old", copy_function=os.link)
    before = files_of(copy.folder / "old")
    for page in ("base.html", "robots.txt"):
        file = templates / page
        file.write_text(file.read_text(encoding="utf-8") + "<!-- changed -->\n", encoding="utf-8")
    for _ in range(3):
        copy.step()
        copy.build("site", "cache", 2)
    assert files_of(copy.folder / "old") == before
    now = files_of(copy.folder / "site")
    assert differing(before, now) != [] and differing(now, copy.built("clean")) == []
