"""Pictures of scans through a whole build: published by content, kept between builds, never of what is withheld."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cache import ByteStore
from generator.pipeline import build
from generator.progress import Silent
from generator.settings import load_settings
from generator.sources.pictures import installed
from generator.workers.digest_keys import recipe_of
from generator.workers.unchanged import inputs_of
from tests.inspecting import resources
from tests.pictures import ENGINE, fake_eye, page_image, picture_file

ROOT = Path(__file__).parents[1]
PAGES = {page_image(number).shown.file: page_image(number).data for number in (1, 2, 3)}


def built(folder: Path, sidecar: str = "") -> tuple[Path, tuple[object, ...]]:
    reports = folder / "content" / "reports" / "330523" / "meixi"
    reports.mkdir(parents=True, exist_ok=True)
    (reports / "2021.png").write_bytes(picture_file())
    (reports / "2021.yaml").write_text(sidecar, encoding="utf-8")
    settings = replace(
        load_settings({}, root=ROOT), content=folder / "content", output=folder / "site", cache=folder / "cache"
    )
    with fake_eye():
        done = build(settings, Silent(), 1)
    return folder / "site", (*done.problems, *(one for one in done.archive.attention if one.doubt.code != "in_inbox"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scans")


def scans(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (site / "scans").glob("*")} if (site / "scans").is_dir() else {}


def test_pages_of_scans_are_published_and_kept(folder: Path) -> None:
    site, troubles = built(folder)
    assert troubles == () and scans(site) == PAGES
    page = next(site.glob("region/330523/*/2021/index.html")).read_bytes()
    again, troubles = built(folder, "note: 一行")  # another sidecar: read anew, pictures alike
    assert troubles == () and scans(again) == PAGES
    assert next(again.glob("region/330523/*/2021/index.html")).read_bytes() != page


def test_the_build_says_what_read_them(folder: Path) -> None:
    versions = json.loads((folder / "site" / "build.json").read_bytes())["versions"]
    assert versions["recognised_by"] == [ENGINE]


HARMS: dict[str, Callable[[Path], object]] = {
    "lost": Path.unlink,
    "cut": lambda entry: entry.write_bytes(entry.read_bytes()[:40]),
    "empty": lambda entry: entry.write_bytes(b""),
    "changed": lambda entry: entry.write_bytes(entry.read_bytes()[:-1] + b"?"),
}


def kept_pictures(folder: Path) -> list[Path]:
    kept = [path for path in (folder / "cache" / "records").rglob("*") if path.is_file()]
    pictures = [path for path in kept if any(data in path.read_bytes() for data in PAGES.values())]
    assert len(pictures) == len(PAGES)
    return pictures


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("sidecar", ["note: 一行", "note: 二行"], ids=["known", "read anew"])
def test_harmed_pictures_are_read_again(harm: str, sidecar: str, folder: Path) -> None:
    built(folder, "note: 一行")
    for path in kept_pictures(folder):
        HARMS[harm](path)
    site, troubles = built(folder, sidecar)
    assert troubles == () and scans(site) == PAGES
    assert kept_pictures(folder), "mended in the cache, too"


def test_whole_pictures_are_opened_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(folder, "note: 一行")
    asked: list[str] = []
    content = ByteStore.content

    def noted(store: ByteStore, key: str) -> bytes | None:
        asked.append(key)
        return content(store, key)

    monkeypatch.setattr(ByteStore, "content", noted)
    site, _ = built(folder, "note: 一行")
    assert scans(site) == PAGES and len(asked) == len(set(asked)) == len(PAGES)


def test_a_picture_that_cannot_be_kept_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ByteStore, "content", lambda store, key: None)
    site, troubles = built(folder, "note: 三行")
    assert scans(site) == {} and "file_failed" in "".join(map(str, troubles))


def test_another_program_reads_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = replace(load_settings({}, root=ROOT), content=folder / "content", output=folder / "site")
    before = inputs_of(settings).key, recipe_of(resources().reader)
    assert (inputs_of(settings).key, recipe_of(resources().reader)) == before
    monkeypatch.setattr(installed, "engine", lambda: "another 2")
    after = inputs_of(settings).key, recipe_of(resources().reader)
    assert before[0] != after[0] and before[1] != after[1]


def test_no_picture_of_what_is_withheld(folder: Path) -> None:
    site, _ = built(folder, "withhold:\n- {text: 人手不足, why: 测试}\n")
    assert scans(site) == {}
    assert "/scans/" not in next(site.glob("region/330523/*/2021/index.html")).read_text(encoding="utf-8")
