"""build.json: every number in it is the site's own, and nothing in it differs between runs."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus.make import make_cases
from generator.forms.loader import load_forms
from generator.pipeline import Built, build
from generator.progress import Silent
from generator.publish.output import MARKER
from generator.settings import load_settings
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[1]
TITLE = "靖江市季市镇人民政府2021年政府信息公开工作年度报告"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with reports of many layouts, two versions of one year, a file twice and one of nothing."""
    root = tmp_path_factory.mktemp("project")
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "pyproject.toml", root)
    reports = root / "content" / "reports"
    (reports / "110101").mkdir()
    for case in make_cases(3, 12):
        (reports / "110101" / case.name).write_bytes(case.data)
    text = write_report("2021", title=TITLE)
    (reports / "a.txt").write_text(text, encoding="utf-8")
    (reports / "again.txt").write_text(text, encoding="utf-8")
    (reports / "older.txt").write_text(f"{text}\n附：更正。\n", encoding="utf-8")
    (reports / "空.txt").write_bytes(b"")
    return root


def made(project: Path, name: str, *, keep: bool, jobs: int) -> tuple[Built, Path]:
    settings = load_settings({}, root=project, output=project / name, keep=keep)
    return build(settings, Silent(), jobs, resources()), project / name


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    return made(project, "site", keep=False, jobs=1)[1]


@pytest.fixture(scope="module")
def told(site: Path) -> Any:
    return json.loads((site / "build.json").read_bytes())


@pytest.fixture(scope="module")
def published(site: Path) -> Mapping[str, Any]:
    """The data of every report, by its folder."""
    files = sorted(site.rglob("report.json"))
    return {path.parent.relative_to(site).as_posix(): json.loads(path.read_bytes()) for path in filled(files)}


def current(published: Mapping[str, Any]) -> list[Any]:
    return [data for path, data in published.items() if "/versions/" not in path]


def test_files_are_counted_as_they_are(told: Any, site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file() and path.name != MARKER]
    originals = [path for path in files if path.is_relative_to(site / "originals")]
    pages = [path for path in files if path.suffix == ".html" and path not in originals]
    counts = told["counts"]
    assert (counts["files"], counts["originals"], counts["pages"]) == (len(files), len(originals), len(pages))
    by_stage = {stage["name"]: stage for stage in told["stages"]}
    assert list(by_stage) == ["reading", "comparing", "reports", "search", "data", "pages", "whole", "lists", "links"]
    counted = ("reports", "search", "data", "pages", "whole", "lists")
    # What is counted and summed in them comes after all stages: build.json and data/SHA256SUMS.
    assert sum(by_stage[name]["files"] for name in counted) + 2 == len(files)


def test_the_archive_is_counted_as_it_is_published(told: Any, site: Path, published: Mapping[str, Any]) -> None:
    counts = told["counts"]
    older = [path for path in published if "/versions/" in path]
    unplaced = [path for path in published if path.startswith("unplaced/")]
    assert (counts["reports"], counts["older_versions"]) == (len(published) - len(older), len(older))
    assert len(older) == 1 and counts["unplaced"] == len(unplaced)
    assert counts["organs"] == len(list(site.glob("region/*/*/index.html")))
    assert counts["regions"] == len(list(site.glob("region/*/index.html")))
    years = Counter(str(data["year"]) for data in current(published) if data["year"] is not None)
    assert counts["years"] == years
    uploads = [path for path in (site.parent / "content" / "reports").rglob("*") if path.is_file()]
    assert counts["uploads"] == sum(path.suffix != ".yaml" for path in uploads)
    assert told["archive"] in (site / "data" / "index.html").read_text(encoding="utf-8")


def test_findings_are_those_of_the_reports(told: Any, site: Path, published: Mapping[str, Any]) -> None:
    found: dict[str, Counter[str]] = {}
    for data in filled(current(published)):
        for code, check in data["checks"].items():
            found.setdefault(code, Counter())[check["verdict"]] += 1
    assert told["findings"] == {
        code: {verdict: counted[verdict] for verdict in ("pass", "fail", "not_checkable")}
        for code, counted in sorted(found.items())
    }
    assert any(one["fail"] for one in told["findings"].values())


def test_doubts_are_those_of_the_uploads(told: Any, site: Path, published: Mapping[str, Any]) -> None:
    counted = Counter(doubt["code"] for data in published.values() for doubt in data["doubts"])
    counted += Counter(empty_file=1, same_file=1)
    assert sum((Counter(codes) for codes in told["doubts"].values()), Counter()) == counted
    assert told["doubts"]["refused"] == {"empty_file": 1} and told["doubts"]["note"]["same_file"] == 1
    page = (site / "attention" / "index.html").read_text(encoding="utf-8")
    assert told["counts"]["attention"] == sum(counted.values()) == len(re.findall('<tr><th scope="row">', page))


def test_versions_are_named(told: Any, published: Mapping[str, Any]) -> None:
    assert told["schema"] == "gongkai-build-1"
    assert {data["schema"] for data in published.values()} == {told["versions"]["report_json"]}
    assert told["versions"]["forms"] == [form.id for form in load_forms().all]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{told["versions"]["gongkai"]}"' in project


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_neither_the_cache_nor_the_cores_change_a_byte(project: Path, site: Path) -> None:
    plain = files(site)
    for known in (False, True):
        built, other = made(project, "other", keep=True, jobs=2)
        assert files(other) == plain
        tallies = {stage.name: stage.tally for stage in built.stages}
        for name in ("reading", "reports", "data", "pages", "whole", "lists"):
            assert tallies[name].done > 0
            assert bool(tallies[name].known) == known, name
    assert tallies["reports"].known == tallies["reports"].done, "all organs' files were linked"
    assert tallies["pages"].known == tallies["pages"].done, "so were all pages about many"
    assert tallies["reading"].done == built.archive.uploads


def test_what_does_not_hold_together_is_counted(project: Path) -> None:
    page = project / "content" / "pages" / "about.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n[x](/nowhere/)\n", encoding="utf-8")
    try:
        built, site = made(project, "broken", keep=True, jobs=1)
    finally:
        page.write_text(before, encoding="utf-8")
    assert [problem.code for problem in built.problems] == ["dead_link"]
    assert json.loads((site / "build.json").read_bytes())["problems"] == {"dead_link": 1}
