"""Reports on several pictures through whole builds: all originals published, or none; a changed page is read anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from generator.archive.types import Archive
from generator.model.doubts import Loudness
from generator.pipeline import build
from generator.progress import Silent
from generator.settings import load_settings
from generator.sources.pictures import installed
from tests.pages_of_reports import eye_for_pages, report_pages

ROOT = Path(__file__).parents[1]
PAGES = report_pages()
OTHER = report_pages({(4, "reconsideration", "upheld"): "2", (4, "reconsideration", "total"): "2"})
LISTED = "pages: [b.png, c.png]\n"
Files = Mapping[str, bytes]


def built(
    folder: Path, sidecar: str = LISTED, pages: tuple[bytes, ...] = PAGES, jobs: int = 1
) -> tuple[Files, Archive]:
    reports = folder / "content" / "reports" / "330523" / "meixi"
    reports.mkdir(parents=True, exist_ok=True)
    for name in ("a.png", "b.png", "c.png"):
        (reports / name).unlink(missing_ok=True)
    for name, data in zip(("a.png", "b.png", "c.png"), pages, strict=False):
        (reports / name).write_bytes(data)
    (reports / "a.yaml").write_text(sidecar, encoding="utf-8")
    settings = replace(
        load_settings({}, root=ROOT), content=folder / "content", output=folder / "site", cache=folder / "cache"
    )
    with eye_for_pages():
        done = build(settings, Silent(), jobs)
    assert done.problems == ()
    site = folder / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }, done.archive


def originals(site: Files) -> set[bytes]:
    return {data for path, data in site.items() if path.startswith("originals/")}


def report(site: Files) -> dict[str, object]:
    (data,) = [data for path, data in site.items() if path.endswith("/2021/report.json") and "region/330523" in path]
    return dict(json.loads(data))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="module")
def first(folder: Path) -> tuple[Files, Archive]:
    return built(folder)


def test_all_files_of_a_report_are_published_and_listed(first: tuple[Files, Archive]) -> None:
    site, archive = first
    assert archive.uploads == 1 and originals(site) == set(PAGES)
    further = [{"file": f"330523/meixi/{name}", "media_type": "image/png"} for name in ("b.png", "c.png")]
    told = report(site)["further_files"]
    assert isinstance(told, list) and [{k: v for k, v in one.items() if k != "sha256"} for one in told] == further
    (page,) = [data for path, data in site.items() if path.endswith("meixi-zhen/2021/index.html")]
    hashes = [hashlib.sha256(data).hexdigest() for data in PAGES]
    assert [f'href="/originals/{sha256}.png"'.encode() in page for sha256 in hashes] == [True] * 3


def test_the_same_comes_out_of_a_warm_cache_and_of_two_processes(folder: Path, first: tuple[Files, Archive]) -> None:
    changing = {"build.json", "SHA256SUMS"}
    wanted = {path: data for path, data in first[0].items() if path not in changing and not path.startswith(".")}
    (folder / "site").rename(folder / "before")
    again, _ = built(folder, jobs=2)
    assert {path: again.get(path) for path in wanted} == wanted


def test_a_changed_page_is_read_anew_and_a_removed_one_is_told(folder: Path, first: tuple[Files, Archive]) -> None:
    changed, _ = built(folder, pages=OTHER)
    assert originals(changed) == set(OTHER)
    disputes = report(changed)["disputes"]
    assert isinstance(disputes, dict) and disputes["reconsideration"]["upheld"] == 2
    shown = [json.loads(site["index.json"])["reports"][0]["source_sha256"] for site in (changed, first[0])]
    assert shown[0] != shown[1], "so that the ledger notes it"
    shorter, archive = built(folder, pages=PAGES[:2])
    assert originals(shorter) == set(PAGES[:2])
    (told,) = [one for one in archive.attention if one.doubt.code == "page_not_read"]
    assert "c.png" in told.doubt.message and told.path == "330523/meixi/a.png"


def test_what_is_withheld_hides_all_pages(folder: Path, first: tuple[Files, Archive]) -> None:
    site, _ = built(folder, LISTED + "withhold:\n- {text: 人手不足, why: 测试}\n")
    assert originals(site) == set() and not [path for path in site if path.startswith("scans/")]
    told = b"".join(site.values())
    assert not [data for data in PAGES if hashlib.sha256(data).hexdigest().encode() in told]


def test_reports_with_one_first_page_are_two(folder: Path, first: tuple[Files, Archive]) -> None:
    more = folder / "content" / "reports" / "330523" / "other"
    more.mkdir()
    for name, data in zip(("a.png", "b.png", "c.png"), (PAGES[0], *OTHER[1:]), strict=True):
        (more / name).write_bytes(data)
    (more / "a.yaml").write_text(LISTED, encoding="utf-8")
    site, archive = built(folder)
    assert len({entry.url for entry in archive.all}) == 2 and originals(site) == {*PAGES, OTHER[2]}
    assert not [one for one in archive.attention if one.doubt.code == "same_file"]
    (more / "c.png").write_bytes(PAGES[2])
    _, archive = built(folder)
    assert [one.path for one in archive.attention if one.doubt.code == "same_file"] == ["330523/other/a.png"]


def test_without_the_program_all_originals_are_linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.pages_of_reports.ENGINE", "")
    monkeypatch.setattr(installed, "engine", lambda: "")
    site, archive = built(tmp_path)
    assert originals(site) == set(PAGES) and archive.uploads == 1
    told = [(one.path[-5:], one.doubt.code, one.doubt.loudness) for one in archive.attention]
    assert told == [
        ("a.png", "image_only", Loudness.REFUSED),
        ("b.png", "page_of", Loudness.NOTE),
        ("c.png", "page_of", Loudness.NOTE),
    ]
